"""One area's metrics counted and listed."""

from collections import Counter
from typing import Any

import pandas as pd

from insight.formats import Html, Lines, compiled, folded, listed, render, sentences, table
from insight.formats.cells import ends, reason, value
from insight.formats.numbers import is_missing
from insight.formats.rows import (
    CITED,
    are_newest,
    captioned,
    parted_by_audit,
    place,
    records_where,
)
from insight.formats.verdicts import NOT_COMPARED, mark, word
from insight.tables.parts import are_based, made_of_trusts

SHOWN = [
    "area", "short_name", "title", "period", "value", "lower", "upper", "unit", "decimals", "verdict",
    "withheld",
]  # fmt: skip
GONE = ["topic", "title", "period", "value", "withheld", "coverage", "coverage_note"]
AUDIT = ["audit", "topic", "audit_short"]
COUNTED = {
    "Better": ("better",),
    "Similar": ("similar",),
    "Worse": ("worse",),
    "Higher or lower": ("higher", "lower"),
    "Not compared": (NOT_COMPARED,),
}
COUNTING = ["period_end", "period", "verdict"]
LINK = compiled('<a href="insight:trust={{ code }}">{{ words }}</a>')


def standing(findings: pd.DataFrame, area: str) -> Html:
    """Count an area's verdicts audit by audit, with the newest period and its age."""
    rows = records_where(findings, are_newest(findings, area), [*AUDIT, *COUNTING, *CITED])
    name = place(findings, area)
    if not rows:
        return render("")
    cells = []
    for part in parted_by_audit(rows).values():
        first = part[0]
        ages = [int(row.age_months) for row in part if not is_missing(row.age_months)]
        newest_first = sorted(part, key=lambda row: row.period_end, reverse=True)
        periods = listed(dict.fromkeys(row.period for row in newest_first), most=2)
        old = " to ".join(dict.fromkeys(str(months) for months in (min(ages), max(ages)))) if ages else ""
        verdicts = counts([row.verdict for row in part])
        cells.append((f"{first.topic} ({first.audit_short})", str(len(part)), *verdicts, periods, old))
    names = ["Audit", "Metrics", *COUNTED, "Period", "Age in months"]
    caption = f"Metrics of {name} against England, by audit."
    return table(Lines(cells, names), captioned(caption, rows))


def trusts(findings: pd.DataFrame, area: str) -> Html:
    """Give the trusts of an area: their verdicts counted, then every metric, folded away by audit.

    Each leads to its own page, where the edition has one. Where figures of the area are made from
    its trusts, their sums stand beside them.
    """
    rows = records_where(findings, are_based(findings, area), [*SHOWN, *CITED, *AUDIT])
    name = place(findings, area)
    if not rows:
        return sentences([f"These data hold no results for NHS trusts in {name}."])
    counted: dict[tuple[str, str], list[object]] = {}
    for row in rows:
        counted.setdefault((str(row.short_name), str(row.area)), []).append(row.verdict)
    cells = [
        (render(LINK, code=code, words=trust), str(len(found)), *counts(found))
        for (trust, code), found in sorted(counted.items())
    ]
    names = ["Trust", "Metrics", *COUNTED]
    caption = (
        f"Metrics of NHS trusts based in {name} against England: everyone they treat, wherever they live."
    )
    top = table(Lines(cells, names), captioned(caption, rows))
    return top + made_of_trusts(findings, area) + _folded(rows, f"NHS trusts based in {name}")


def not_shown(findings: pd.DataFrame, area: str) -> Html:
    """List the metrics that have no figure for an area, or cover only part of it, and why."""
    rows = records_where(findings, are_newest(findings, area), [*GONE, *CITED])
    rows = [row for row in rows if is_missing(row.value) or row.coverage == "part"]
    if not rows:
        return render("")
    cells = [
        (row.title, row.period, reason(row) if is_missing(row.value) else str(row.coverage_note))
        for row in rows
    ]
    frame = Lines(cells, ["Metric", "Period", "Why there is no figure, or what it covers"])
    caption = f"Metrics without a full figure for {place(findings, area)}."
    return table(frame, captioned(caption, rows), groups=[str(row.topic) for row in rows])


def counts(verdicts: list[object]) -> list[str]:
    """Give how many verdicts are of each kind, in the order of COUNTED."""
    found = Counter(word(verdict) for verdict in verdicts)
    return [str(sum(found[name] for name in names)) for names in COUNTED.values()]


def _folded(rows: list[Any], whose: str) -> Html:
    """Give each audit's rows as a table that opens, a block for each metric."""
    parts = []
    for part in parted_by_audit(rows).values():
        first = part[0]
        cells = [(row.short_name, value(row), ends(row), mark(row.verdict)) for row in part]
        frame = Lines(cells, ["Trust", "Value", "95% interval", "Against England"])
        about = f"{first.topic} ({first.audit_short})"
        blocks = [f"{row.title}, {row.period}" for row in part]
        made = table(frame, captioned(f"{about}: {whose}.", part), groups=blocks)
        parts.append({"summary": f"{about}: every metric by trust", "table": made})
    return folded(parts)

"""Groups of people side by side, after what share of people has a known group."""

from typing import Any

import pandas as pd

from insight.formats import Html, Lines, bare, folded, interval, listed, plural, points, render, table
from insight.formats.known import Share, known_range, known_share
from insight.formats.rows import (
    CITED,
    ENGLAND,
    NOT_KNOWN,
    as_records,
    captioned,
    groups_of,
    newest,
    parted_by_audit,
    place,
    records_by_audit,
)
from insight.formats.signals import cited
from insight.formats.verdicts import brief

NAMES = {"deprivation": "deprivation", "ethnicity": "ethnic group", "sex": "sex", "age": "age group"}
SHOWN = ["title", "period", "group", "value", "unit", "decimals", "verdict", "withheld", *CITED]

GAP = [
    "metric", "title", "group", "reference", "period", "unit", "absolute", "absolute_lower",
    "absolute_upper", "relative", "relative_lower", "relative_upper", "known", "withheld", "sii",
    "sii_lower", "sii_upper", "rii", "rii_lower", "rii_upper", "trend",
]  # fmt: skip
GAPS = ["Metric and groups", "Difference", "Ratio", "Narrowing?", "Group known", "England's difference"]
SLOPES = ["SII, least minus most", "RII, least to most"]


def completeness(findings: pd.DataFrame, area: str | None, by: str) -> Html:
    """Give, audit by audit, how many metrics have a breakdown and what share of people has a known group."""
    rows = newest(findings, area)
    name = place(findings, area)
    if rows.empty:
        return render("")
    shares = parted_by_audit(known_share(findings, area, by))
    cells = []
    for audit, part in records_by_audit(rows, ["topic", "audit_short"]).items():
        mine = shares.get(audit)
        known = "no breakdown published for this audit" if mine is None else _range(mine)
        first = part[0]
        broken = f"{0 if mine is None else len(mine)} of {len(part)}"
        cells.append((f"{first.topic} ({first.audit_short})", broken, known))
    columns = ["Audit", "Metrics with the breakdown", f"People whose {NAMES[by]} is known"]
    caption = f"How complete the breakdown by {NAMES[by]} is, {name}."
    return table(Lines(cells, columns), captioned(caption, rows))


def groups(findings: pd.DataFrame, area: str | None, by: str) -> Html:
    """Give every metric by group, folded away audit by audit."""
    rows = groups_of(findings, area, by)
    name = place(findings, area)
    if rows.empty:
        return render("")
    whole = newest(findings, area)
    everyone = {str(row.metric): row for row in as_records(whole, ["metric", "value", "unit", "decimals"])}
    parts = []
    for part in records_by_audit(rows, [*SHOWN, "topic", "audit_short"]).values():
        first = part[0]
        about = f"{first.topic} ({first.audit_short})"
        frame = _side_by_side(part, everyone)
        caption = (
            f"{about} by {NAMES[by]}, {name}. Each group against everyone in the area, by its 95% interval."
        )
        made = table(frame, captioned(caption, part))
        parts.append(
            {"summary": f"{about}: {plural(len(frame.cells), 'metric')} by {NAMES[by]}", "table": made}
        )
    return folded(parts)


def gaps(gaps: pd.DataFrame, findings: pd.DataFrame, area: str | None, by: str) -> Html:
    """Give every gap between groups, or why it cannot be told, folded away audit by audit.

    gaps, findings : a page's slices. area : its code; England when None. by : a breakdown.
    Differences and ratios are of the group and the reference group that the first cell names,
    with 95% intervals; England's own difference stands beside an area's.
    """
    rows = gaps[(gaps["breakdown"] == by) & gaps["latest"]]
    own = rows[rows["area"] == (area or ENGLAND)]
    alone = area in (None, ENGLAND)
    england = {(row.metric, row.group): row for row in as_records(rows[rows["area"] == ENGLAND], GAP)}
    names = [*GAPS[:3], *(SLOPES if by == "deprivation" else []), *GAPS[3:]]
    sources = parted_by_audit(cited(findings, own))
    parts, where = [], place(findings, area)
    for name, part in records_by_audit(own, [*GAP, "topic", "audit_short"]).items():
        first = part[0]
        about = f"{first.topic} ({first.audit_short})"
        told = [row for row in part if pd.isna(row.withheld)]
        cells = [_gap(row, england.get((row.metric, row.group)), by) for row in told]
        untold = _untold([row for row in part if not pd.isna(row.withheld)])
        cells += [(*found, *[""] * (len(names) - 2)) for found in untold]
        shown = len(names) - alone  # England's own difference stands beside an area's alone
        frame = Lines([row[:shown] for row in cells], names[:shown])
        caption = f"{about}: gaps by {NAMES[by]}, {where}, with 95% intervals."
        made = table(frame, captioned(caption, sources.get(name, [])))
        summary = f"{about}: {plural(len(part), 'gap')} by {NAMES[by]}"
        parts.append({"summary": summary, "table": made})
    return folded(parts)


def _gap(row: Any, england: Any, by: str) -> tuple[str, ...]:
    about = f"{row.title}: {row.group} minus {row.reference}, {row.period}"
    size = _with_ends(row, "absolute")
    ratio = _ratio(row, "relative")
    slopes = (_with_ends(row, "sii"), _ratio(row, "rii")) if by == "deprivation" else ()
    known = bare(row.known, "%", 0) if pd.notna(row.known) else "not known"
    trend = row.trend if isinstance(row.trend, str) else ""
    whole = _with_ends(england, "absolute") if england is not None else ""
    return (about, size, ratio, *slopes, trend, known, whole)


def _untold(rows: list[Any]) -> list[tuple[str, str]]:
    """Name the gaps that cannot be told, those of a metric for one and the same reason together."""
    same: dict[tuple, list[Any]] = {}
    for row in rows:
        same.setdefault((row.title, row.reference, row.period, row.withheld), []).append(row.group)
    return [
        (f"{title}: {listed(groups)} minus {reference}, {period}", f"No gap: {why}")
        for (title, reference, period, why), groups in same.items()
    ]


def _with_ends(row: Any, name: str) -> str:
    """Give a difference with its interval; nothing where there is none."""
    value, low, high = (getattr(row, f"{name}{end}") for end in ("", "_lower", "_upper"))
    scale = 100 if row.unit == "%" else 1
    if pd.isna(value):
        return ""
    return f"{points(value, row.unit)} ({interval(scale * low, scale * high, '')})"


def _ratio(row: Any, name: str) -> str:
    value, low, high = (getattr(row, f"{name}{end}") for end in ("", "_lower", "_upper"))
    return f"{bare(value, '', 2)} ({interval(low, high, '', 2)})" if pd.notna(value) else ""


def _range(shares: list[Share]) -> str:
    found = known_range(shares)
    if found is None:
        return "not published"
    low, high = (bare(share, "%", 0) for share in found[:2])
    least = "at least " * found[2]
    return f"{least}{low}" if low == high else f"{low} to {high}"


def _side_by_side(rows: list[Any], everyone: dict) -> Lines:
    """Give a row per metric and a column per group, the groups nobody knows last."""
    names = sorted({str(row.group) for row in rows}, key=lambda group: (group in NOT_KNOWN, group))
    found: dict[str, dict[str, str]] = {}
    titles = {}
    for row in rows:
        found.setdefault(row.metric, {})[str(row.group)] = _cell(row)
        titles[row.metric] = f"{row.title}, {row.period}"
    cells = []
    for metric, of_group in found.items():
        whole = everyone.get(str(metric))
        total = bare(whole.value, whole.unit, whole.decimals) if whole else "no figure"
        cells.append((titles[metric], total, *(of_group.get(name, "not published") for name in names)))
    return Lines(cells, ["Metric", "Everyone", *names])


def _cell(row) -> str:
    if pd.isna(row.value):
        return "withheld" if "few people" in str(row.withheld) else "no figure"
    return brief(bare(row.value, row.unit, row.decimals), row.verdict)

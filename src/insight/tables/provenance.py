"""Where the numbers of a page come from."""

from typing import Any

import pandas as pd

from insight.formats import Html, Lines, bound, day, listed, plural, render, table
from insight.formats.cells import BASES
from insight.formats.rows import captioned, newest, records_by_audit

NAMES = [
    "Audit", "Source", "Publisher and licence", "Newest period", "Published", "Age in months", "People by",
    "Values",
]  # fmt: skip
NEEDED = [
    "source", "period_end", "published", "age_months", "audit_short", "source_title", "publisher", "licence",
    "period", "setting", "value", "basis", "error_bound", "unit",
]  # fmt: skip
SETTINGS = {"treatment": "place of treatment", "residence": "place of residence"}


def provenance(findings: pd.DataFrame, area: str | None = None) -> Html:
    """Give each audit's sources: publisher, licence, newest period, publication, age, what values rest on.

    The rows are those of the area, and England's for audits that do not reach it.
    """
    mine = newest(findings, area)
    england = newest(findings, None)
    rows = pd.concat([mine, england[~england["audit"].isin(mine["audit"])]])
    if rows.empty:
        rows = findings
    if rows.empty:
        return render("<p>{{ words }}</p>", words="These data hold no rows.")
    of_source: dict[tuple[str, str], list[Any]] = {}
    for audit, part in records_by_audit(rows, NEEDED).items():
        for row in part:
            of_source.setdefault((audit, row.source), []).append(row)
    cells = [_one(part) for part in of_source.values()]
    return table(Lines(cells, NAMES), captioned("Where the data of this page come from.", rows))


def _one(rows: list[Any]) -> tuple[str, ...]:
    last = max(reversed(rows), key=lambda row: row.period_end)
    outs = [row.published for row in rows if pd.notna(row.published)]
    old = str(int(last.age_months)) if pd.notna(last.age_months) else "not known"
    settings = dict.fromkeys(row.setting for row in rows if pd.notna(row.setting))
    return (
        str(last.audit_short),
        str(last.source_title),
        f"{last.publisher}; {last.licence}",
        str(last.period),
        day(max(outs)) if outs else "not known",
        old,
        listed(SETTINGS.get(setting, str(setting)) for setting in settings),
        _basis([row for row in rows if pd.notna(row.value)]),
    )


def _basis(rows: list[Any]) -> str:
    """Say how many values are as published, from counts, or from rounded ones and how far off at most."""
    said = []
    for name, words in BASES.items():
        part = [row for row in rows if row.basis == name]
        if not part:
            continue
        known = [row for row in part if pd.notna(row.error_bound)]
        worst = max(reversed(known), key=lambda row: row.error_bound, default=None)
        error = f", {bound(worst.error_bound, worst.unit)} at most" if worst else ""
        said.append(f"{plural(len(part), 'value')} {words}{error}")
    return listed(said) or "no value"

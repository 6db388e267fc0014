"""Where the numbers of a page come from."""

from typing import Any

import pandas as pd

from insight.formats import Html, Lines, bound, day, listed, plural, sentences, table
from insight.formats.cells import BASES
from insight.formats.numbers import is_missing
from insight.formats.rows import CITED, are_newest, as_records, captioned, parted_by_audit, records_where

NAMES = [
    "Audit", "Source", "Publisher and licence", "Newest period", "Published", "Age in months", "People by",
    "Values",
]  # fmt: skip
NEEDED = [
    *CITED, "audit", "audit_short", "source", "period_end", "publisher", "licence", "period", "setting",
    "value", "basis", "error_bound", "unit",
]  # fmt: skip
SETTINGS = {"treatment": "place of treatment", "residence": "place of residence"}


def provenance(findings: pd.DataFrame, area: str | None = None) -> Html:
    """Give each audit's sources: publisher, licence, newest period, publication, age, what values rest on.

    The rows are those of the area, and England's for audits that do not reach it.
    """
    mine = records_where(findings, are_newest(findings, area), NEEDED)
    reached = {row.audit for row in mine}
    others = are_newest(findings, None)
    others[others] = [audit not in reached for [audit] in records_where(findings, others, ["audit"])]
    rows = [*mine, *records_where(findings, others, NEEDED)] or as_records(findings, NEEDED)
    if not rows:
        return sentences(["These data hold no rows."])
    of_source: dict[tuple[str, str], list[Any]] = {}
    for audit, part in parted_by_audit(rows).items():
        for row in part:
            of_source.setdefault((audit, row.source), []).append(row)
    cells = [_one(part) for part in of_source.values()]
    return table(Lines(cells, NAMES), captioned("Where the data of this page come from.", rows))


def _one(rows: list[Any]) -> tuple[str, ...]:
    last = max(reversed(rows), key=lambda row: row.period_end)
    outs = [row.published for row in rows if not is_missing(row.published)]
    old = "not known" if is_missing(last.age_months) else str(int(last.age_months))
    settings = dict.fromkeys(row.setting for row in rows if not is_missing(row.setting))
    return (
        str(last.audit_short),
        str(last.source_title),
        f"{last.publisher}; {last.licence}",
        str(last.period),
        day(max(outs)) if outs else "not known",
        old,
        listed(SETTINGS.get(setting, str(setting)) for setting in settings),
        _basis([row for row in rows if not is_missing(row.value)]),
    )


def _basis(rows: list[Any]) -> str:
    """Say how many values are as published, from counts, or from rounded ones and how far off at most."""
    said = []
    for name, words in BASES.items():
        part = [row for row in rows if row.basis == name]
        if not part:
            continue
        known = [row for row in part if not is_missing(row.error_bound)]
        worst = max(reversed(known), key=lambda row: row.error_bound, default=None)
        error = f", {bound(worst.error_bound, worst.unit)} at most" if worst else ""
        said.append(f"{plural(len(part), 'value')} {words}{error}")
    return listed(said) or "no value"

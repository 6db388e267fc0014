"""Where the numbers of a page come from."""

import pandas as pd

from insight.formats import Html, bound, day, grid, listed, plural, render, table
from insight.formats.cells import BASES
from insight.formats.rows import by_audit, captioned, newest

NAMES = [
    "Audit", "Source", "Publisher and licence", "Newest period", "Published", "Age in months", "People by",
    "Values",
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
    cells = [_one(part) for _, audit in by_audit(rows) for _, part in audit.groupby("source", sort=False)]
    return table(grid(cells, NAMES), captioned("Where the data of this page come from.", rows))


def _one(rows: pd.DataFrame) -> tuple[str, ...]:
    last = rows.sort_values("period_end").iloc[-1]
    out = rows["published"].max()
    old = str(int(last.age_months)) if pd.notna(last.age_months) else "not known"
    return (
        str(last.audit_short),
        str(last.source_title),
        f"{last.publisher}; {last.licence}",
        str(last.period),
        day(out) if pd.notna(out) else "not known",
        old,
        listed(SETTINGS.get(setting, str(setting)) for setting in rows["setting"].dropna().unique()),
        _basis(rows),
    )


def _basis(rows: pd.DataFrame) -> str:
    """Say how many values are as published, from counts, or from rounded ones and how far off at most."""
    said = []
    shown = rows.dropna(subset="value")
    for name, words in BASES.items():
        part = shown[shown["basis"] == name]
        if part.empty:
            continue
        worst = part.sort_values("error_bound").dropna(subset="error_bound")
        error = (
            f", {bound(worst['error_bound'].iloc[-1], worst['unit'].iloc[-1])} at most" if len(worst) else ""
        )
        said.append(f"{plural(len(part), 'value')} {words}{error}")
    return listed(said) or "no value"

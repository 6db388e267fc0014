"""How new the data are: each set with when it came out, what it covers, and what has been revised since."""

from typing import Any

import pandas as pd

from insight.formats import Html, Lines, bare, day, listed, number, plural, points, sentences, table
from insight.formats.rows import LEVELS, as_records, captioned, history, is_word

NAMES = ["Data set", "Period ends", "Published", "State", "Age in months", "Covers"]
SET = ["source_title", "period", "period_end", "published", "status", "age_months"]
REVISED = [
    "metric", "title", "period", "value", "unit", "decimals", "revised_from", "source_title", "published",
    "age_months", "synthetic",
]  # fmt: skip


def currency(findings: pd.DataFrame) -> Html:
    """Give each newest set of data: its period's end, publication, state, age, and how many areas it covers.

    findings : of an audit. A set is what a source gives for one period that is the newest of some
    metric; provisional and assured results are sets of their own, so that both are told.
    """
    rows = findings[is_word(findings, "breakdown", "all")]
    if rows.empty:
        return sentences(["These data hold no rows."])
    of_state = rows.groupby(["metric", "area_type", "status"], observed=True)["period_end"]
    rows = rows[rows["period_end"] == of_state.transform("max")].sort_values("period_end", ascending=False)
    cells = []
    for _, part in rows.groupby(SET[:5], sort=False, dropna=False, observed=True):
        [first] = as_records(part.iloc[[0]], SET)
        out = day(first.published) if pd.notna(first.published) else "not known"
        old = str(int(first.age_months)) if pd.notna(first.age_months) else "not known"
        ends = f"{day(first.period_end)} ({first.period})"
        cells.append((str(first.source_title), ends, out, str(first.status), old, _covers(part)))
    return table(Lines(cells, NAMES), captioned("How new the data of this page are.", rows))


def revisions(findings: pd.DataFrame) -> Html:
    """Give England's provisional values that an assured one has replaced, with both; newest first."""
    rows = history(findings, None)
    rows = rows[rows["revised_from"].notna() & rows["value"].notna()]
    if rows.empty:
        words = "No provisional value for England has been replaced by an assured one."
        return sentences([words])
    rows = rows.sort_values("period_end", ascending=False, kind="stable").drop_duplicates("metric")
    rows = rows.sort_values("metric_order", kind="stable")
    cells = [_revision(row) for row in as_records(rows, REVISED)]
    names = ["Metric", "Period", "Provisional", "Assured", "Change"]
    caption = "What assured values replaced: the newest of each metric, for England."
    return table(Lines(cells, names), captioned(caption, rows))


def _revision(row: Any) -> tuple[str, ...]:
    return (
        row.title,
        row.period,
        bare(row.revised_from, row.unit, row.decimals),
        number(row.value, row.unit, row.decimals),
        points(row.value - row.revised_from, row.unit, max(int(row.decimals), 1)),
    )


def _covers(part: pd.DataFrame) -> str:
    """Say how many areas of each kind have a figure."""
    known = part[part["value"].notna()]
    of_kind = known.groupby(known["area_type"].astype(str))["area"].nunique()
    said = [
        "England" if level == "england" else plural(int(of_kind[level]), *LEVELS[level])
        for level in LEVELS
        if of_kind.get(level)
    ]
    metrics = plural(part["metric"].nunique(), "metric")
    return f"{metrics}: {listed(said)}" if said else f"{metrics} without a figure"

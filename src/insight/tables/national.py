"""All audits of an edition side by side, and the metrics in which boards lie furthest apart."""

from typing import Any

import pandas as pd

from insight.formats import Html, Lines, bare, compiled, render, table
from insight.formats.levels import levels
from insight.formats.rows import CITED, LEVELS, as_records, captioned, newest, peers, records_by_audit
from insight.formats.spread import spreads
from insight.tables.area import COUNTED, counts

MOST = 10
LINK = compiled('<a href="insight:audit={{ code }}">{{ words }}</a>')
NEEDED = ["audit", "topic", "audit_short", "metric", "verdict", "area"]
ENGLAND = [*NEEDED, "audit_levels", "age_months"]
SPREAD = ["Metric", "England", "Middle half of {many}", "Width", "All {many}", "Off England's value"]


def at_a_glance(findings: pd.DataFrame) -> Html:
    """Give a line for each audit: its metrics, how its ICB results lie, its trusts, its levels, its age.

    findings : of a whole edition. The verdicts are of ICBs in the newest period, each by its
    whole 95% interval; they say nothing of outliers.
    """
    every = records_by_audit(newest(findings, None), ENGLAND)
    boards = records_by_audit(peers(findings, "icb"), NEEDED)
    trusts = records_by_audit(peers(findings, "trust"), NEEDED)
    of_audit = findings.drop_duplicates("audit")
    cells = [
        _line(
            row, every.get(str(row.audit), []), boards.get(str(row.audit), []), trusts.get(str(row.audit), [])
        )
        for row in as_records(of_audit, [*ENGLAND])
    ]
    names = ["Audit", "Metrics", *COUNTED, "Trusts", "Age in months", "Published for"]
    caption = "All audits at a glance: results of ICBs against England, each by its whole 95% interval."
    return table(Lines(cells, names), captioned(caption, newest(findings, None)))


def widest(findings: pd.DataFrame, level: str = "icb", most: int = MOST) -> Html:
    """Give the metrics in which areas of a level lie furthest apart: shares of people, then other units.

    findings : of a whole edition. Shares are ordered by points between the ends of the middle
    half; others, whose units differ, by that width over England's value.
    """
    found = spreads(findings, level)
    many = LEVELS[level][1]
    shares = found[found["unit"] == "%"].head(most)
    others = found[found["unit"] != "%"].sort_values("share", ascending=False, kind="stable").head(most)
    return _spread(shares, many, f"Shares of people in which {many} lie furthest apart.") + _spread(
        others,
        many,
        f"Times, rates and scores in which {many} lie furthest apart, for their size in England.",
    )


def _line(row: Any, england: list[Any], boards: list[Any], trusts: list[Any]) -> tuple[object, ...]:
    ages = [int(one.age_months) for one in england if pd.notna(one.age_months)]
    return (
        render(LINK, code=row.audit, words=f"{row.topic} ({row.audit_short})"),
        str(len({one.metric for one in [*england, *boards, *trusts]})),
        *counts([one.verdict for one in boards]),
        str(len({one.area for one in trusts})),
        " to ".join(dict.fromkeys(str(months) for months in (min(ages), max(ages)))) if ages else "not known",
        levels(str(row.audit_levels)),
    )


def _spread(rows: pd.DataFrame, many: str, caption: str) -> Html:
    if rows.empty:
        return render("")
    cells = []
    for row in as_records(rows, [*rows.columns]):
        ends = [bare(end, row.unit, row.decimals) for end in (row.lower_quarter, row.upper_quarter)]
        all_ends = [bare(end, row.unit, row.decimals) for end in (row.lowest, row.highest)]
        wide = (
            f"{bare(100 * row.spread, '', 1)} points" if row.unit == "%" else f"{row.share:.0%} of England's"
        )
        cells.append(
            (
                render(LINK, code=row.audit, words=f"{row.title} ({row.audit_short}), {row.period}"),
                bare(row.england, row.unit, row.decimals),
                " to ".join(ends),
                wide,
                " to ".join(all_ends),
                f"{row.different} of {row.areas}",
            )
        )
    named = [name.format(many=many) for name in SPREAD]
    return table(Lines(cells, named), captioned(caption, as_records(rows, CITED)))

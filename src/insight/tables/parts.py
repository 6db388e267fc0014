"""An area's figures held against those of the trusts they are made from."""

from typing import Any

import pandas as pd

from insight.formats import Html, Lines, count, plural, render, table
from insight.formats.rows import CITED, as_records, captioned, is_word, newest, peers, place

NEEDED = [*CITED, "title", "period", "period_end", "numerator", "denominator", "parts", "basis", "coverage"]
NAMES = ["Metric", "This board", "Sum of its trusts", "Do they agree?"]
NOBODY = "nobody was eligible"  # a trust that counts nobody adds nothing, and hides nothing
ROUNDED = 5  # counts are rounded to no more than this, so that each is off by half of it at most


def made_of_trusts(findings: pd.DataFrame, area: str) -> Html:
    """Give, for each figure of an area that is made from its trusts, the sum of the trusts beside it.

    findings : a page's slice. Nothing when no figure is made so. The sum is given only where
    every trust it is made from is shown: next to the total it would otherwise tell what is
    withheld. Rounded counts agree when they differ by no more than rounding can make them.
    """
    rows = newest(findings, area)
    rows = rows[is_word(rows, "part_type", "trust") & rows["value"].notna().to_numpy()]
    rows = rows[rows["denominator"].notna()]
    if rows.empty:
        return render("")
    trusts = peers(findings, "trust")
    trusts = trusts[trusts["parent"] == area]
    parts: dict[tuple[str, Any], list[Any]] = {}
    for row in as_records(trusts, ["metric", "period_end", "numerator", "denominator", "withheld"]):
        parts.setdefault((str(row.metric), row.period_end), []).append(row)
    cells = [_line(row, parts.get((str(row.metric), row.period_end), [])) for row in as_records(rows, NEEDED)]
    caption = f"Figures of {place(findings, area)} that are made from its trusts, and their sum."
    return table(Lines(cells, NAMES), captioned(caption, rows))


def _line(row: Any, parts: list[Any]) -> tuple[str, ...]:
    whole = f"{count(row.numerator)} of {count(row.denominator)}"
    shown = [part for part in parts if pd.notna(part.numerator) and pd.notna(part.denominator)]
    wanted = int(row.parts) - sum(part.withheld == NOBODY for part in parts)
    title = f"{row.title}, {row.period}"
    if len(shown) < wanted or pd.isna(row.numerator):
        told = f"{len(shown)} of {plural(wanted, 'trust')} can be shown"
        return (title, whole, "not given", f"cannot be told: {told}")
    sums = [sum(int(getattr(part, name)) for part in shown) for name in ("numerator", "denominator")]
    off = max(abs(sums[0] - int(row.numerator)), abs(sums[1] - int(row.denominator)))
    return (title, whole, f"{count(sums[0])} of {count(sums[1])}", _agreement(off, wanted, row.basis))


def _agreement(off: int, parts: int, basis: object) -> str:
    if not off:
        return "yes"
    within = basis == "rounded counts" and off <= ROUNDED / 2 * (parts + 1)
    return f"yes, within rounding ({off} apart)" if within else f"no: {off} apart"

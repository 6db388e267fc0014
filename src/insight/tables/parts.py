"""An area's figures held against those of the trusts they are made from."""

from typing import Any

import numpy as np
import pandas as pd

from insight.formats import Html, Lines, count, plural, render, table
from insight.formats.numbers import is_missing
from insight.formats.rows import CITED, are_newest, are_peers, captioned, place, records_where

NEEDED = [
    *CITED, "title", "period", "period_end", "value", "numerator", "denominator", "parts", "part_type",
    "basis",
]  # fmt: skip
PARTS = ["metric", "period_end", "numerator", "denominator", "withheld"]
NAMES = ["Metric", "This board", "Sum of its trusts", "Do they agree?"]
NOBODY = "nobody was eligible"  # a trust that counts nobody adds nothing, and hides nothing
ROUNDED = 5  # counts are rounded to no more than this, so that each is off by half of it at most


def made_of_trusts(findings: pd.DataFrame, area: str) -> Html:
    """Give, for each figure of an area that is made from its trusts, the sum of the trusts beside it.

    findings : a page's slice. Nothing when no figure is made so. The sum is given only where
    every trust it is made from is shown: next to the total it would otherwise tell what is
    withheld. Rounded counts agree when they differ by no more than rounding can make them.
    """
    rows = records_where(findings, are_newest(findings, area), NEEDED)
    rows = [row for row in rows if row.part_type == "trust" and not is_missing(row.value)]
    rows = [row for row in rows if not is_missing(row.denominator)]
    if not rows:
        return render("")
    parts: dict[tuple[str, Any], list[Any]] = {}
    for row in records_where(findings, are_based(findings, area), PARTS):
        parts.setdefault((str(row.metric), row.period_end), []).append(row)
    cells = [_line(row, parts.get((str(row.metric), row.period_end), [])) for row in rows]
    caption = f"Figures of {place(findings, area)} that are made from its trusts, and their sum."
    return table(Lines(cells, NAMES), captioned(caption, rows))


def are_based(findings: pd.DataFrame, area: str) -> np.ndarray:
    """Tell of each row whether it is the newest of a trust that is based in an area."""
    rows = are_peers(findings, "trust")
    rows[rows] = [parent == area for [parent] in records_where(findings, rows, ["parent"])]
    return rows


def _line(row: Any, parts: list[Any]) -> tuple[str, ...]:
    whole = f"{count(row.numerator)} of {count(row.denominator)}"
    shown = [part for part in parts if not is_missing(part.numerator) and not is_missing(part.denominator)]
    wanted = int(row.parts) - sum(part.withheld == NOBODY for part in parts)
    title = f"{row.title}, {row.period}"
    if len(shown) < wanted or is_missing(row.numerator):
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

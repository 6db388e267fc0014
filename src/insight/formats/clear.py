"""How clearly an interval lies away from a value: an order for reading, never evidence or a rank."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from insight.formats.numbers import is_missing
from insight.formats.rows import are_newest, records_where

OUTSTANDING = ("better", "worse", "lower", "higher")
ORDERED = ("verdict", "lower", "upper", "england")


def outstanding(findings: pd.DataFrame, area: str | None, names: Iterable[str]) -> list[Any]:
    """Give an area's newest rows whose interval lies wholly on one side of England's value, clearest first.

    names : the columns that each record is to have, besides ORDERED.
    """
    columns = tuple(dict.fromkeys([*names, *ORDERED]))
    rows = records_where(findings, are_newest(findings, area), columns)
    return clearest(row for row in rows if row.verdict in OUTSTANDING)


def clearest(rows: Iterable[Any]) -> list[Any]:
    """Give rows of ORDERED, the interval furthest from England's value in its own widths first."""
    return sorted(rows, key=lambda row: widths_away(row.lower, row.upper, row.england), reverse=True)


def widths_away(lower: float, upper: float, value: float) -> float:
    """Give how many of its own widths an interval lies away from a value; below 0 when it includes it.

    Least of all where it has no width or something is missing.

    >>> widths_away(2, 4, 1), widths_away(2, 4, 8), widths_away(2, 4, float("nan"))
    (0.5, 2.0, -inf)
    """
    wide, away = upper - lower, max(lower - value, value - upper)
    return away / wide if wide > 0 and not is_missing(away) else float("-inf")

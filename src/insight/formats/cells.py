"""What a row of findings puts in a table: its value or why there is none, its interval, its age."""

from typing import Any

import pandas as pd

from insight.formats.numbers import bound, interval, number
from insight.formats.words import plural

BASES = {"published": "as published", "counts": "from counts", "rounded counts": "from rounded counts"}


def value(row: Any) -> str:
    """Give a row's value with its unit, or the reason it has none."""
    if pd.notna(row.value):
        return number(row.value, row.unit, row.decimals)
    return f"No figure: {reason(row)}"


def reason(row: Any) -> str:
    """Give why a row has no number."""
    return str(row.withheld) if isinstance(row.withheld, str) else "not published"


def ends(row: Any) -> str:
    """Give a row's interval; nothing where there is no value to have one."""
    return interval(row.lower, row.upper, row.unit, row.decimals) if pd.notna(row.value) else ""


def basis(row: Any) -> str:
    """Give what a value was worked out from, its parts, and how far rounding can move it."""
    said = BASES.get(str(row.basis), str(row.basis))
    if pd.notna(row.parts) and row.parts > 1 and row.basis != "published":
        said += f", {plural(int(row.parts), 'part')} added up"
    return said + (f", {bound(row.error_bound, row.unit)}" if pd.notna(row.error_bound) else "")

"""What a row of findings puts in a table: its value or why there is none, its interval, its age."""

from typing import Any

from insight.formats.numbers import bound, count, interval, is_missing, number
from insight.formats.words import plural

BASES = {
    "published": "as published",
    "counts": "from counts",
    "rounded counts": "from rounded counts",
    "spread by shares": "estimated from shares of patients",
}
PARTS = {"sub_icb": "sub-ICB", "icb": "earlier ICB", "trust": "trust", "site": "site"}


def value(row: Any) -> str:
    """Give a row's value with its unit, or the reason it has none."""
    if not is_missing(row.value):
        return number(row.value, row.unit, row.decimals)
    return f"No figure: {reason(row)}"


def reason(row: Any) -> str:
    """Give why a row has no number."""
    return str(row.withheld) if isinstance(row.withheld, str) else "not published"


def ends(row: Any) -> str:
    """Give a row's interval; nothing where there is no value to have one."""
    return interval(row.lower, row.upper, row.unit, row.decimals) if not is_missing(row.value) else ""


def counts(row: Any) -> str:
    """Give the counts a value rests on; nothing where there is no value or no counts are shown."""
    if is_missing(row.value) or is_missing(row.denominator):
        return ""
    people = count(row.denominator)
    return f"{count(row.numerator)} of {people}" if not is_missing(row.numerator) else f"of {people}"


def basis(row: Any) -> str:
    """Give what a value was worked out from, its parts, and how far rounding can move it."""
    if is_missing(row.value):
        return ""
    said = BASES.get(str(row.basis), str(row.basis))
    if row.basis == "published":
        return said
    if not is_missing(row.parts) and row.parts > 1:
        said += f" of {plural(int(row.parts), PARTS.get(str(row.part_type), 'part'))}"
    return said + (f", {bound(row.error_bound, row.unit)} at most" if not is_missing(row.error_bound) else "")

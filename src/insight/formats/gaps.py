"""A gap between two groups in words: how far apart, how many times as much, and which way."""

from typing import Any

import pandas as pd

from insight.formats.numbers import bare, interval, points
from insight.formats.words import group_in_words

WAYS = ("better", "similar", "worse", "lower", "higher")  # in the order a key has them


def apart(row: Any, name: str = "absolute", *, said: str = "") -> str:
    """Give a difference with its interval; nothing where there is none.

    row : has `name`, its _lower and _upper, in the unit of `unit`. said : what the interval is called.

    >>> from types import SimpleNamespace
    >>> apart(SimpleNamespace(absolute=-0.05, absolute_lower=-0.07, absolute_upper=-0.03, unit="%"))
    '−5.0 points (−7.0 to −3.0)'
    """
    value, low, high = (getattr(row, f"{name}{end}") for end in ("", "_lower", "_upper"))
    scale = 100 if row.unit == "%" else 1
    if pd.isna(value):
        return ""
    return f"{points(value, row.unit)} ({said}{interval(scale * low, scale * high, '')})"


def times(row: Any, name: str = "relative") -> str:
    """Give a ratio with its interval; nothing where there is none.

    >>> from types import SimpleNamespace
    >>> times(SimpleNamespace(relative=0.9, relative_lower=0.875, relative_upper=0.93))
    '0.90 (0.88 to 0.93)'
    """
    value, low, high = (getattr(row, f"{name}{end}") for end in ("", "_lower", "_upper"))
    return f"{bare(value, '', 2)} ({interval(low, high, '', 2)})" if pd.notna(value) else ""


def pair(row: Any) -> str:
    """Name a gap's groups in the order one is taken from the other.

    >>> from types import SimpleNamespace
    >>> pair(SimpleNamespace(group="1 most deprived", reference="5 least deprived"))
    'most deprived fifth minus least deprived fifth'
    """
    return f"{group_in_words(str(row.group))} minus {group_in_words(str(row.reference))}"


def way(row: Any) -> str:
    """Say whether a gap's first group does better or worse; similar where the interval holds zero."""
    if not row.clear:
        return "similar"
    if row.better == "neither":
        return "higher" if row.absolute > 0 else "lower"
    return "better" if (row.absolute > 0) == (row.better == "higher") else "worse"

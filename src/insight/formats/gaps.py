"""A gap between two groups in words: how far apart, how many times as much, and which way."""

from typing import Any

import numpy as np
import pandas as pd

from insight.formats.numbers import bare, interval, is_missing, points
from insight.formats.rows import ENGLAND, is_word
from insight.formats.words import group_in_words

WAYS = ("better", "similar", "worse", "lower", "higher")  # in the order a key has them


def are_gaps(gaps: pd.DataFrame, area: str | None, by: str) -> np.ndarray:
    """Tell of each row whether it is an area's newest of a breakdown; England's when area is None."""
    own = is_word(gaps, "area", area or ENGLAND) & is_word(gaps, "breakdown", by)
    return own & gaps["latest"].to_numpy(bool)


def apart(row: Any, name: str = "absolute", *, said: str = "") -> str:
    """Give a difference with its interval; nothing where there is none.

    row : has `name`, its _lower and _upper, in the unit of `unit`. said : what the interval is called.

    >>> from types import SimpleNamespace
    >>> apart(SimpleNamespace(absolute=-0.05, absolute_lower=-0.07, absolute_upper=-0.03, unit="%"))
    '−5.0 points (−7.0 to −3.0)'
    """
    value = getattr(row, name)
    if is_missing(value):
        return ""
    scale = 100 if row.unit == "%" else 1
    low, high = getattr(row, f"{name}_lower"), getattr(row, f"{name}_upper")
    return f"{points(value, row.unit)} ({said}{interval(scale * low, scale * high, '')})"


def times(row: Any, name: str = "relative") -> str:
    """Give a ratio with its interval; nothing where there is none.

    >>> from types import SimpleNamespace
    >>> times(SimpleNamespace(relative=0.9, relative_lower=0.875, relative_upper=0.93))
    '0.90 (0.88 to 0.93)'
    """
    value = getattr(row, name)
    if is_missing(value):
        return ""
    low, high = getattr(row, f"{name}_lower"), getattr(row, f"{name}_upper")
    return f"{bare(value, '', 2)} ({interval(low, high, '', 2)})"


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

"""Which fifth of the areas each one is in, by its value."""

import numpy as np
import pandas as pd

from insight.errors import InsightError, UnknownName
from insight.statistics.inputs.groups import coded, ordered
from insight.statistics.inputs.numbers import matched

RULES = ("fingertips", "ohid")
WORDS = {
    # direction of good: what each fifth is called, from the lowest values
    "higher": ("worst", "worse", "middle", "better", "best"),
    "lower": ("best", "better", "middle", "worse", "worst"),
    "neither": ("lowest", "low", "middle", "high", "highest"),
}


def quintile(value, by=None, *, among: int = 5, rule: str = "fingertips") -> pd.Series:
    """Give each area's place among equal groups of areas, from 1 with the lowest values.

    value : n values; by : which areas are ranked together, None for all; both matched by
    index if Series. among : how many groups; 5 makes quintiles and 10 deciles.
    rule : which groups take one more where they cannot be equal, and what ties do.
    fingertips, which gives the first groups one more (42 areas: 9, 9, 8, 8, 8) and splits ties,
    here in the order of the index; or ohid, OHID's rule for deprivation, which spreads them
    (42 areas: 9, 8, 9, 8, 8) and keeps ties together, in the group of the first of them.

    Returns n whole numbers (Int64) on the same index. Missing values have no place and are not
    counted; nor has any area a place among fewer areas than groups. Raises UnknownName for
    another rule, InsightError for fewer than two groups.

    >>> quintile([3.0, 1.0, 2.0, 5.0, 4.0, 6.0]).tolist()
    [2, 1, 1, 4, 3, 5]

    Source: Fingertips' comparison by quintiles (SQL's NTILE); OHID, PHEindicatormethods,
    phe_quantile. To make 1 the highest, give the values with their signs turned.
    """
    if among < 2:
        raise InsightError(f"Areas are divided among at least 2 groups, not {among}.")
    if rule not in RULES:
        raise UnknownName.among("rule", rule, known=RULES, where="quintile")
    given = matched(value=value)
    codes, labels = coded(by, given.index)
    x = given["value"].to_numpy()
    ranked = np.flatnonzero((codes >= 0) & ~np.isnan(x))
    ranked = ranked[_order(given.index)[ranked].argsort(kind="stable")]
    ranked = ranked[ordered(x[ranked], codes[ranked])]
    areas = np.bincount(codes[ranked], minlength=len(labels))
    first = (np.cumsum(areas) - areas)[codes[ranked]]
    place = np.arange(len(ranked)) - first
    if rule == "ohid":
        place = _tied(place, x[ranked], first)
    n = areas[codes[ranked]]
    group = _first_take_more(place, n, among) if rule == "fingertips" else _spread(place, n, among)
    found, missing = np.zeros(len(x), dtype=np.int64), np.ones(len(x), dtype=bool)
    found[ranked], missing[ranked] = group, n < among
    return pd.Series(pd.arrays.IntegerArray(found, missing), index=given.index)


def named(places: pd.Series, direction: str) -> pd.Series:
    """Give quintiles the words Fingertips has for them.

    places : quintiles, 1 with the lowest values, as `quintile` gives them. direction : which way
    is good: higher, lower or neither. Missing places have no word. Raises UnknownName for any
    other direction.

    >>> named(quintile([3.0, 1.0, 2.0, 5.0, 4.0]), "lower").tolist()
    ['middle', 'best', 'better', 'worst', 'worse']
    """
    if direction not in WORDS:
        raise UnknownName.among("direction", direction, known=WORDS, where="quintile")
    return places.map(dict(enumerate(WORDS[direction], start=1)))


def _order(index: pd.Index) -> np.ndarray:
    """Give the place of each row when its label is sorted."""
    if index.is_monotonic_increasing:
        return np.arange(len(index))
    return pd.factorize(index, sort=True)[0]


def _tied(place: np.ndarray, x: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Give rows of one value and one group the lowest of their places."""
    if not len(x):
        return place
    new = np.append(True, (x[1:] != x[:-1]) | (first[1:] != first[:-1]))
    return place[np.maximum.accumulate(np.where(new, np.arange(len(x)), 0))]


def _first_take_more(place: np.ndarray, n: np.ndarray, among: int) -> np.ndarray:
    size, over = n // among, n % among
    larger = (size + 1) * over
    rest = over + (place - larger) // np.maximum(size, 1)
    return np.where(place < larger, place // (size + 1), rest) + 1


def _spread(place: np.ndarray, n: np.ndarray, among: int) -> np.ndarray:
    return among + 1 + (-(n - place) * among // np.maximum(n, 1))

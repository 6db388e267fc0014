"""Whether the last few points of a series rise or fall by more than chance would make them."""

import numpy as np
import pandas as pd
from scipy.special import chdtri

from insight.errors import InsightError
from insight.statistics.inputs.groups import coded, ordered
from insight.statistics.inputs.numbers import matched, refuse

CRITICAL = float(chdtri(1, 0.002))  # 9.5495: chi-squared on 1 degree of freedom, 99.8%
WIDTH = 3.92  # standard errors between the limits of a 95% interval


def recent_trend(value, lower, upper, series, order, *, points: int = 5) -> pd.DataFrame:
    """Test each series for a straight trend over its last points, weighted by their precision.

    value, lower, upper : each point with its 95% interval; series : which series it belongs
    to; order : its place in time, a date or number; n of each, matched by index if Series.
    points : how many of the last to use, 3 or more. They are taken as equally spaced.

    Returns a DataFrame of one row per series, in order: slope, per point; chi_squared;
    significant, which is true when chi-squared exceeds 9.55 and the slope keeps its sign
    whichever point is left out; points, how many were used; and reason, why there is no test
    (None when there is one): too few points, a value or interval missing among them, or an
    interval with no width, which rounding makes and which would weigh infinitely. A gap is
    not looked past: to do so, as Fingertips does, leave those rows out. Raises InsightError
    when two points of one series stand at the same place, or limits are the wrong way round.

    >>> up = [10.0, 12.0, 14.0, 16.0, 18.0]
    >>> low, high = [v - 1 for v in up], [v + 1 for v in up]
    >>> found = recent_trend(up, low, high, ["a"] * 5, range(5))
    >>> found[["slope", "significant", "points"]].values.tolist()
    [[2.0, True, 5]]

    Source: Fingertips' recent trends: weighted least squares and a chi-squared test for trend.
    """
    if points < 3:
        raise InsightError(f"A recent trend needs at least 3 points, not {points}.")
    given = matched(value=value, lower=lower, upper=upper)
    refuse((given["lower"] > given["upper"]).to_numpy(), given.index, "a lower limit lies above the upper.")
    codes, labels = coded(series, given.index)
    place, _ = coded(order, given.index)
    last, seen = _last(codes, place, len(labels), points, given.index)
    unplaced = np.append(place < 0, False)[last]
    y, low, high = (np.append(given[name].to_numpy(), np.nan)[last] for name in given)
    reason = _reasons(np.where(unplaced, np.nan, y), low, high, seen)
    usable = reason == None  # noqa: E711  (an array of words)
    found = np.full((2, len(labels)), np.nan)
    significant = np.full(len(labels), pd.NA, dtype=object)
    found[0, usable], found[1, usable], agreed = _tested(y[usable], (high - low)[usable])
    significant[usable] = (found[1, usable] > CRITICAL) & agreed
    columns = {
        "slope": found[0],
        "chi_squared": found[1],
        "significant": pd.array(significant, dtype="boolean"),
        "points": np.where(usable, points, 0),
        "reason": pd.Series(reason, index=labels, dtype=object),
    }
    return pd.DataFrame(columns, index=labels)


def _last(
    codes: np.ndarray, place: np.ndarray, series: int, points: int, index: pd.Index
) -> tuple[np.ndarray, np.ndarray]:
    """Give the row numbers of each series' last points, oldest first, and how many it has.

    A series with fewer has the number after the last row in place of those it lacks.
    """
    placed = np.where(place < 0, len(codes), place)
    rows = ordered(placed, codes)
    rows = rows[codes[rows] >= 0]
    again = np.zeros(len(codes), dtype=bool)
    same = (codes[rows][1:] == codes[rows][:-1]) & (place[rows][1:] == place[rows][:-1])
    again[rows[1:]] = same & (place[rows][1:] >= 0)
    refuse(again, index, "another point of the series stands at the same place. Keep one of them.")
    seen = np.bincount(codes[rows], minlength=series)
    wanted = np.cumsum(seen)[:, None] + np.arange(-points, 0)
    there = np.arange(-points, 0) >= -seen[:, None]
    return np.append(rows, len(codes))[np.where(there, wanted, len(rows))], seen


def _reasons(y: np.ndarray, low: np.ndarray, high: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """Say of each series why it cannot be tested; None where it can."""
    reason = np.full(len(y), None, dtype=object)
    reason[(high <= low).any(axis=1)] = "an interval has no width"
    reason[np.isnan(high - low).any(axis=1)] = "an interval is missing"
    reason[np.isnan(y).any(axis=1)] = "a value is missing"
    reason[seen < y.shape[1]] = f"fewer than {y.shape[1]} points"
    return reason


def _tested(y: np.ndarray, width: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give each series' slope, chi-squared, and whether every leave-one-out slope has its sign."""
    weight = (WIDTH / width) ** 2
    slope, chi_squared = _fitted(y, weight)
    agreed = np.ones(len(y), dtype=bool)
    for left_out in range(y.shape[1]):
        others = np.arange(y.shape[1]) != left_out
        agreed &= np.sign(_fitted(y, weight * others)[0]) == np.sign(slope)
    return slope, chi_squared, agreed & (slope != 0)


def _fitted(y: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the slope of each row's weighted straight line, and its square over its variance."""
    t = np.arange(y.shape[1], dtype=float)
    share = weight / weight.sum(axis=1, keepdims=True)
    from_middle = t - (share * t).sum(axis=1, keepdims=True)
    spread = (weight * from_middle**2).sum(axis=1)
    slope = (weight * from_middle * y).sum(axis=1) / spread
    return slope, slope**2 * spread

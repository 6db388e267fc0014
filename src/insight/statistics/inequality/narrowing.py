"""Whether the gap between two groups is narrowing, by the slopes of their two series."""

import numpy as np
import pandas as pd

from insight.statistics.inputs.confidence import normal_quantile
from insight.statistics.inputs.groups import coded, totals
from insight.statistics.inputs.numbers import matched, refuse

ESTIMATE = ["value", "lower", "upper"]


def narrowing(
    first: pd.DataFrame, second: pd.DataFrame, time, *, by=None, relative: bool = False, least: int = 5,
    confidence: float = 0.95, limits: float = 0.95,
) -> pd.DataFrame:  # fmt: skip
    """Compare the straight-line change of two groups over time, in each series.

    first, second : value, lower and upper of each group, a row per point in time, matched by index
    with time, which is in any unit (years, say). by : the series each row belongs to; None for
    one. relative : work on logs, for the multiple of one to the other. least : the fewest points
    for a verdict. confidence : of the result; limits : of lower and upper; both fractions.

    Returns a row per series: change of first - second (or of the log of first / second) for one
    unit of time, with lower and upper; gap_first and gap_last, the gap at the first and last
    points by the two lines; points, how many were complete; scatter, by how many times the points
    stray from their lines more than their own intervals allow (at least 1; the limits are widened
    by it); word: "narrowing", "widening", "no clear change", or "" when it cannot be told; and
    reason, why not. The gap narrows when its size at the end is below that at the start.
    A point is left out when either group is missing there, has an interval of no width (it would
    outweigh all others) or, for multiples, is not above 0. Raises InsightError for limits out
    of order.

    >>> def group(values):
    ...     return pd.DataFrame({"value": values, "lower": values - 0.01, "upper": values + 0.01})
    >>> year = np.arange(5)
    >>> found = narrowing(group(0.40 - 0.02 * year), group(0.20 + 0.0 * year), year)
    >>> found[["change", "lower", "upper"]].round(4).values.tolist(), found["word"].tolist()
    ([[-0.02, -0.0245, -0.0155]], ['narrowing'])

    Source: weighted least squares with known variances; the two slopes are compared as in Altman &
    Bland (2003) BMJ 326:219.
    """
    columns = {f"{name}{side}": frame[name] for side, frame in ((1, first), (2, second)) for name in ESTIMATE}
    given = matched(**columns, time=time)
    codes, labels = coded(by, given.index)
    t, usable = given["time"].to_numpy(), (codes >= 0) & given["time"].notna().to_numpy()
    groups = [_scaled(given, side, relative, normal_quantile(limits)) for side in (1, 2)]
    for value, error in groups:
        usable &= np.isfinite(value) & np.isfinite(error) & (error > np.abs(value) * 1e-12) & (error > 1e-100)
    lines = [
        _line(t[usable], value[usable], error[usable], codes[usable], len(labels)) for value, error in groups
    ]
    points = np.bincount(codes[usable], minlength=len(labels))
    ends = _ends(t[usable], codes[usable], len(labels))
    return _verdict(lines, points, ends, least, normal_quantile(confidence)).set_index(labels)


def _scaled(given: pd.DataFrame, side: int, relative: bool, z: float) -> tuple[np.ndarray, np.ndarray]:
    """Give one group's values and their standard errors, on logs if `relative`."""
    value, lower, upper = (given[f"{name}{side}"].to_numpy() for name in ESTIMATE)
    what = "a value lies within its own interval. Mend the limits."
    refuse((lower > value) | (value > upper), given.index, what)
    if relative:
        value, lower, upper = (np.log(np.where(part > 0, part, np.nan)) for part in (value, lower, upper))
    return value, (upper - lower) / (2 * z)


def _line(t, y, error, codes, series: int) -> dict[str, np.ndarray]:
    """Fit each series' line, each point weighted by its own error."""

    def add(part: np.ndarray) -> np.ndarray:
        return totals(part, codes, series)

    weight = error**-2.0
    total = add(weight)
    total = np.where(total > 0, total, np.nan)
    middle, level = add(weight * t) / total, add(weight * y) / total
    off = t - middle[codes]
    spread = add(weight * off**2)
    spread = np.where(spread > 0, spread, np.nan)
    slope = add(weight * off * (y - level[codes])) / spread
    stray = add(weight * (y - level[codes] - slope[codes] * off) ** 2)
    return {"middle": middle, "level": level, "slope": slope, "variance": 1 / spread, "stray": stray}


def _ends(t: np.ndarray, codes: np.ndarray, series: int) -> tuple[np.ndarray, np.ndarray]:
    """Give the first and the last time of each series."""
    first, last = np.full(series, np.inf), np.full(series, -np.inf)
    np.minimum.at(first, codes, t)
    np.maximum.at(last, codes, t)
    return first, last


def _verdict(lines: list[dict], points: np.ndarray, ends: tuple, least: int, z: float) -> pd.DataFrame:
    one, two = lines
    known = (points >= max(least, 3)) & np.isfinite(one["slope"] + two["slope"])
    enough = np.where(known, 1.0, np.nan)
    change = enough * (one["slope"] - two["slope"])
    stray = (one["stray"] + two["stray"]) / np.where(known, 2 * points - 4, 1)
    scatter = np.sqrt(np.maximum(stray, 1))
    margin = z * scatter * np.sqrt(one["variance"] + two["variance"])
    gaps = [_at(one, end, enough) - _at(two, end, enough) for end in ends]
    clear = (np.abs(change) > margin) & known
    smaller = np.abs(gaps[1]) < np.abs(gaps[0])
    word = np.select([~known, ~clear, smaller], ["", "no clear change", "narrowing"], "widening")
    found = {
        "change": change, "lower": change - margin, "upper": change + margin, "gap_first": gaps[0],
        "gap_last": gaps[1], "points": points, "scatter": enough * scatter, "word": word.astype(object),
        "reason": np.where(known, "", f"fewer than {max(least, 3)} points with both groups").astype(object),
    }  # fmt: skip
    return pd.DataFrame(found)


def _at(line: dict, time: np.ndarray, enough: np.ndarray) -> np.ndarray:
    when = np.where(np.isfinite(time), time, np.nan)
    return enough * (line["level"] + line["slope"] * (when - line["middle"]))

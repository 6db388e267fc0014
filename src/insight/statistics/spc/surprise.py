"""How surprising a point's signals would be if nothing had changed."""

import numpy as np
import pandas as pd
from scipy.special import gammaln, ndtr

NEAR = 2 * float(ndtr(-2.0))  # a point beyond two sigma, on either side
RULES = 4


def surprise(
    value,
    limits: pd.DataFrame,
    signals: pd.DataFrame,
    series=None,
    order=None,
    step=None,
    *,
    error=None,
    slack=None,
    provisional=None,
) -> pd.Series:
    """Give the probability that chance alone makes signals at least as strong as a point's.

    value : one per point. limits : centre and upper (3 sigma), as a control chart gives them.
    signals : the columns outside, shift, trend and near, as `rules.signals` gives them.
    series, order, step, provisional : as there; runs do not cross a step, and pass over
    provisional points. error : each point's own standard error, where it is known: moving
    ranges of few points can by luck come out smaller, and the larger of the two is used.
    slack : how far rounding can have moved each value; it is taken off its distance from
    the centre.

    A point outside the limits has the two-sided normal tail of its distance; a run of k
    points on one side 2 / 2^k; k points rising or falling 2 / k!; two of three beyond two
    sigma on one side the binomial tail. The least of them is multiplied by the number of
    rules (Bonferroni), as any of them would have done. It is about one point: looking at
    many series asks for an allowance of its own.

    Returns a Series on the points' index: 1 where no rule fired, missing where a point has
    no limits or is provisional.

    >>> limits = pd.DataFrame({"centre": [10.0], "upper": [13.0]})
    >>> fired = pd.DataFrame({"outside": [True], "shift": [False], "trend": [False], "near": [False]})
    >>> surprise([14.0], limits, fired).round(6).tolist()
    [0.000253]

    Source: derived from the rules' definitions; normal limits, independent points.
    """
    points = _ordered(value, limits, series, order, step, provisional)
    fired = signals.reindex(points.index)
    sigma = ((points["upper"] - points["centre"]) / 3).clip(lower=_given(error, limits, points))
    far = points["value"] - points["centre"]
    away = (far.abs() - _given(slack, limits, points)).clip(lower=0)
    z = (away / sigma.where(sigma > 0)).fillna(np.inf).where(away > 0, 0.0)
    moves = points.groupby(["series", "step"], sort=False)["value"].diff()
    side, way = (_run(points, np.sign(what.to_numpy())) for what in (far, moves))
    each = {
        "outside": 2 * ndtr(-z.to_numpy()),
        "shift": 2.0 ** (1 - side),
        "trend": 2 * np.exp(-gammaln(way + 2.0)),
        "near": np.full(len(points), 2 * (3 * (NEAR / 2) ** 2 * (1 - NEAR / 2) + (NEAR / 2) ** 3)),
    }
    least = np.min([np.where(fired[name], chance, 1.0) for name, chance in each.items()], axis=0)
    found = pd.Series(np.minimum(least * np.where(least < 1, RULES, 1), 1.0), index=points.index)
    return found.where(sigma.notna() & points["value"].notna()).reindex(limits.index)


def _given(numbers, limits: pd.DataFrame, points: pd.DataFrame) -> pd.Series:
    """Give a number for each point in the points' order, 0 where there is none."""
    if numbers is None:
        return pd.Series(0.0, index=points.index)
    found = pd.Series(np.asarray(numbers, dtype=float), index=limits.index)
    return found.reindex(points.index).fillna(0.0)


def _ordered(value, limits: pd.DataFrame, series, order, step, provisional) -> pd.DataFrame:
    points = limits[["centre", "upper"]].astype(float).assign(value=np.asarray(value, dtype=float))
    for name, given in (("series", series), ("order", order), ("step", step)):
        points[name] = 0 if given is None else np.asarray(given)
    counted = points["value"].notna().to_numpy()
    if provisional is not None:
        counted = counted & ~np.asarray(provisional, dtype=bool)
    return points[counted].sort_values(["series", "step", "order"], kind="stable")


def _run(points: pd.DataFrame, what: np.ndarray) -> np.ndarray:
    """Give how many points in a row, up to each, share what they are in their series and step."""
    keys = points[["series", "step"]].ne(points[["series", "step"]].shift()).any(axis=1).to_numpy()
    start = keys | np.r_[True, what[1:] != what[:-1]]
    return np.arange(len(points)) - np.maximum.accumulate(np.where(start, np.arange(len(points)), 0)) + 1

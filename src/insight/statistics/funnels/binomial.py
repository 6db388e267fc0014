"""Exact limits of a proportion, from the binomial distribution."""

import numpy as np
import pandas as pd

from insight.statistics.funnels.discrete import Counts, Upper, limits
from insight.statistics.funnels.exact_score import at_most
from insight.statistics.funnels.levels import checked
from insight.statistics.inputs.numbers import counted, refuse
from insight.statistics.inputs.repeated import once


def binomial(denominator, target, *, tail: float, upper: Upper = "interpolated") -> pd.DataFrame:
    """Give the limits within which each unit's proportion lies by chance, at its target.

    denominator : people in each unit, n of them; target : the proportion expected, one for
    all or one for each, matched by index if Series. tail : the chance of lying beyond one
    limit, a fraction. upper : "interpolated", the published formula, whose upper limit is
    one person too low for that chance; or "symmetric", which adds the person, treats those
    with and without the outcome alike, and agrees exactly with `flags`.

    Returns a DataFrame of n rows, on the same index: lower, upper, fractions from 0 to 1.
    A row is missing when nobody is in the unit or a number is missing. Raises InsightError
    for a negative denominator or a target outside 0 to 1.

    >>> binomial([100], 0.1, tail=0.025).round(4).values.tolist()
    [[0.0404, 0.1577]]
    >>> binomial([5], 0.9, tail=0.02275).round(3).values.tolist()
    [[0.439, 0.992]]
    >>> binomial([5], 0.9, tail=0.02275, upper="symmetric").round(3).values.tolist()
    [[0.439, 1.0]]

    Source: Spiegelhalter (2005) Stat Med 24:1185-202, appendix A.1.1.
    """
    given, target = units(denominator, target)
    n = given.to_numpy()
    beyond = checked(tail)
    low, high = once(lambda people, share: limits(chance(people, share), beyond, upper), n, target)
    return pd.DataFrame({"lower": low / n, "upper": high / n}, index=given.index).clip(0, 1)


def units(denominator, target) -> tuple[pd.Series, np.ndarray]:
    """Give denominators, missing unless above 0, and targets, refused outside 0 to 1."""
    given = counted(n=denominator, target=target)
    outside = (given["target"] > 1).to_numpy()
    refuse(outside, given.index, "a target proportion lies between 0 and 1. Write 0.9 for 90%.")
    return given["n"].where(given["n"] > 0), given["target"].to_numpy()


def chance(n: np.ndarray, target: np.ndarray) -> Counts:
    """Give the distribution of each unit's count of people with the outcome."""
    variance = n * target * (1 - target)
    with np.errstate(invalid="ignore", divide="ignore"):
        skew = np.where(variance > 0, (1 - 2 * target) / np.sqrt(variance), 0.0)
    return Counts(
        mean=n * target,
        sd=np.sqrt(variance),
        skew=skew,
        top=np.ceil(n),
        cdf=lambda rows, k: at_most(k, n[rows], target[rows]),
    )

"""Exact limits of a ratio or rate, from the Poisson distribution."""

import numpy as np
import pandas as pd
from scipy.special import gammaincc

from insight.statistics.funnels.discrete import Counts, Upper, limits
from insight.statistics.funnels.levels import checked
from insight.statistics.funnels.summed import Terms
from insight.statistics.inputs.numbers import counted


def poisson(expected, target=1.0, *, tail: float, upper: Upper = "interpolated") -> pd.DataFrame:
    """Give the limits within which each unit's ratio of observed to expected lies by chance.

    expected : events expected in each unit, n of them; for a rate, its denominator divided
    by `per`. target : the ratio, or rate, that holds if only chance is at work; one for all
    or one for each, matched by index if Series. tail : the chance of lying beyond one limit,
    a fraction. upper : "interpolated", the published formula, whose upper limit is one event
    too low for that chance; or "symmetric", which adds the event and agrees exactly with
    `flags`.

    Returns a DataFrame of n rows, on the same index: lower, upper, in the unit of the
    target; no limit above is ever imposed. A row is missing when nothing is expected or a
    number is missing. Raises InsightError for a negative number.

    >>> poisson([10], tail=0.001).round(4).values.tolist()
    [[0.1221, 2.0662]]
    >>> poisson([2500 / 1000], 4, tail=0.001).round(4).values.tolist()  # 4 in every 1,000
    [[0.4882, 8.2648]]

    Source: Spiegelhalter (2005) Stat Med 24:1185-202, appendix A.1.1.
    """
    given = counted(n=expected, target=target)
    n = given["n"].where(given["n"] > 0).to_numpy()
    low, high = limits(chance(n * given["target"].to_numpy()), checked(tail), upper)
    return pd.DataFrame({"lower": low / n, "upper": high / n}, index=given.index).clip(lower=0)


def chance(mean: np.ndarray) -> Counts:
    """Give the distribution of each unit's count of events, of which `mean` are expected."""
    with np.errstate(divide="ignore"):
        skew = np.where(mean > 0, 1 / np.sqrt(mean), 0.0)
    return Counts(
        mean=mean,
        sd=np.sqrt(mean),
        skew=skew,
        top=np.full(len(mean), np.inf),
        cdf=lambda rows, k: gammaincc(k + 1, mean[rows]),
        terms=Terms(first=np.exp(-mean), rise=mean, step=np.zeros(len(mean))),
    )

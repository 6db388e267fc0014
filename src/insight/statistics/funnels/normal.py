"""Limits from the normal distribution: an approximation, too narrow or lopsided at small numbers."""

import numpy as np
import pandas as pd
from scipy.special import ndtri

from insight.statistics.funnels.binomial import units
from insight.statistics.funnels.levels import checked
from insight.statistics.inputs.numbers import counted, matched, refuse


def proportion(denominator, target, *, tail: float) -> pd.DataFrame:
    """Give normal limits of each unit's proportion.

    denominator : people in each unit, n of them; target : the proportion expected, one for
    all or one for each, matched by index if Series. tail : the chance beyond one limit.

    Returns a DataFrame of n rows, on the same index: lower, upper, fractions from 0 to 1.
    A row is missing when nobody is in the unit or a number is missing. Raises InsightError
    for a negative denominator or a target outside 0 to 1.

    >>> proportion([100], 0.1, tail=0.025).round(4).values.tolist()
    [[0.0412, 0.1588]]

    Source: Spiegelhalter (2005) Stat Med 24:1185-202.
    """
    n, share = units(denominator, target)
    return _around(share, np.sqrt(share * (1 - share) / n.to_numpy()), n.index, tail).clip(0, 1)


def ratio(expected, target=1.0, *, tail: float) -> pd.DataFrame:
    """Give normal limits of each unit's ratio of observed to expected events.

    expected : events expected in each unit, n of them; target : the ratio if only chance is
    at work, one for all or one for each, matched by index if Series. tail : the chance
    beyond one limit.

    Returns a DataFrame of n rows, on the same index: lower (never below 0), upper. A row is
    missing when nothing is expected or a number is missing. Raises InsightError for a
    negative number.

    >>> ratio([100], tail=0.025).round(4).values.tolist()
    [[0.804, 1.196]]

    Source: Spiegelhalter (2005) Stat Med 24:1185-202.
    """
    given = counted(n=expected, target=target)
    centre = given["target"].to_numpy()
    error = np.sqrt(centre / given["n"].where(given["n"] > 0).to_numpy())
    return _around(centre, error, given.index, tail).clip(lower=0)


def rate(denominator, target, *, per: float = 1000, tail: float) -> pd.DataFrame:
    """Give normal limits of each unit's rate, in events per `per`.

    denominator : what events are counted against, n of it; target : the rate expected, in
    events per `per`; otherwise as `ratio`. No limit above is ever imposed.

    >>> rate([400], 900, tail=0.025).round(1).values.tolist()
    [[807.0, 993.0]]
    """
    return ratio(matched(n=denominator)["n"] / per, target, tail=tail)


def mean(se, target, *, tail: float) -> pd.DataFrame:
    """Give normal limits of each unit's mean.

    se : the standard error of each unit's mean, n of them; target : the mean expected, one
    for all or one for each, in the same unit, matched by index if Series. tail : the chance
    beyond one limit.

    Returns a DataFrame of n rows, on the same index: lower, upper, in the unit of the
    target; missing where a number is. Raises InsightError for a negative standard error.

    >>> mean([0.5], 15, tail=0.025).round(2).values.tolist()
    [[14.02, 15.98]]
    """
    given = matched(se=se, target=target)
    refuse((given["se"] < 0).to_numpy(), given.index, "a standard error cannot be negative.")
    return _around(given["target"].to_numpy(), given["se"].to_numpy(), given.index, tail)


def _around(centre: np.ndarray, error: np.ndarray, index: pd.Index, tail: float) -> pd.DataFrame:
    margin = -ndtri(checked(tail)) * error
    return pd.DataFrame({"lower": centre - margin, "upper": centre + margin}, index=index)

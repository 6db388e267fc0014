"""Limits of proportions or rates from how they differ, allowing for unequal denominators."""

import numpy as np
import pandas as pd

from insight.statistics.spc.limits import MINIMUM, limits
from insight.statistics.spc.p import pooled
from insight.statistics.spc.steps import Points, ratio
from insight.statistics.spc.u import rates


def i_prime(
    numerator,
    denominator,
    series=None,
    order=None,
    step=None,
    *,
    provisional=None,
    baseline: int | None = None,
    screen: bool = False,
    minimum: int = MINIMUM,
) -> pd.DataFrame:
    """Give each ratio its pooled mean and normalised individuals limits (an I' chart).

    Assumes only that a ratio over twice the denominator varies half as much (as variance),
    not that its parts are counts.

    numerator, denominator : amounts, 0 or more, n of each. series, order, step : n of each,
    as in `xmr`. provisional, baseline, screen, minimum : as in `xmr`.

    Returns a DataFrame of n rows, on the same index, in numerators for each one of the
    denominator: centre, lower, upper, near_lower, near_upper; no limit is below 0. Missing
    and raises as `u`.

    >>> i_prime([3000, 3300] * 7, [10_000] * 14).round(4).iloc[0].tolist()
    [0.315, 0.2352, 0.3948, 0.2618, 0.3682]

    Source: Taylor (2017) Normalized Individuals Control Chart, variation.com.
    """
    points = rates(numerator, denominator, series, order, step, provisional)
    basis = points.first(baseline)
    sigma = points.each(_unit_sigma(basis, screen)) / np.sqrt(np.abs(points.columns["denominator"]))
    return limits(points, pooled(points, basis), 3 * sigma, minimum, floor=0.0)


def _unit_sigma(basis: Points, screen: bool) -> np.ndarray:
    """Give each step the standard deviation of a ratio over a denominator of one."""
    ranges, step = basis.ranges(ratio(basis.of("numerator"), basis.of("denominator")))
    each = 1 / basis.of("denominator")
    together = basis.step[1:] == basis.step[:-1]
    apart = np.sqrt((each[1:] + each[:-1])[together])
    return basis.average(np.sqrt(np.pi / 2) * ranges / apart, step, screen=screen)

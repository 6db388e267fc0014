"""Limits of proportions with very large denominators, from how they differ from time to time."""

import pandas as pd

from insight.statistics.spc.laney import sigma_z
from insight.statistics.spc.limits import MINIMUM, limits
from insight.statistics.spc.p import binomial_sigma, pooled, proportions


def p_prime(
    numerator,
    denominator,
    series=None,
    order=None,
    step=None,
    *,
    provisional=None,
    baseline: int | None = None,
    screen: bool = False,
    floor: bool = False,
    minimum: int = MINIMUM,
) -> pd.DataFrame:
    """Give each proportion its pooled mean and Laney's limits (a P' chart).

    The limits of `p` times sigma z: the spread between times over the spread of chance.

    numerator, denominator : counts of people, n of each. series, order, step : n of each,
    as in `xmr`. provisional, baseline, screen, minimum : as in `xmr`. floor : keep sigma z
    at 1 or more; without it, data steadier than chance have limits narrower than `p` gives.

    Returns and raises as `p`.

    >>> p_prime([3000, 3300] * 7, [10_000] * 14).round(4).iloc[0].tolist()
    [0.315, 0.2352, 0.3948, 0.2618, 0.3682]

    Source: Laney (2002) Qual Eng 14:531-7.
    """
    points = proportions(numerator, denominator, series, order, step, provisional)
    basis = points.first(baseline)
    centre = pooled(points, basis)
    sigma = binomial_sigma(points, centre)
    three_sigma = 3 * sigma * sigma_z(points, basis, centre, sigma, screen=screen, floor=floor)
    return limits(points, centre, three_sigma, minimum, floor=0.0, ceiling=1.0)

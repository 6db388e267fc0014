"""Limits of rates with very large denominators, from how they differ from time to time."""

import pandas as pd

from insight.statistics.spc.laney import sigma_z
from insight.statistics.spc.limits import MINIMUM, limits
from insight.statistics.spc.p import pooled
from insight.statistics.spc.u import poisson_sigma, rates


def u_prime(
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
    """Give each rate its pooled mean and Laney's limits (a U' chart).

    The limits of `u` times sigma z: the spread between times over the spread of chance.

    numerator : counts of events; denominator : their exposure; n of each. series, order,
    step : n of each, as in `xmr`. provisional, baseline, screen, minimum : as in `xmr`.
    floor : keep sigma z at 1 or more; without it, data steadier than chance have limits
    narrower than `u` gives.

    Returns and raises as `u`.

    >>> u_prime([300, 360] * 7, [10_000] * 14).round(4).iloc[0].tolist()
    [0.033, 0.017, 0.049, 0.0224, 0.0436]

    Source: Laney (2002) Qual Eng 14:531-7, applied to Poisson counts.
    """
    points = rates(numerator, denominator, series, order, step, provisional)
    basis = points.first(baseline)
    centre = pooled(points, basis)
    sigma = poisson_sigma(points, centre)
    three_sigma = 3 * sigma * sigma_z(points, basis, centre, sigma, screen=screen, floor=floor)
    return limits(points, centre, three_sigma, minimum, floor=0.0)

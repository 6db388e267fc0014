"""Limits of the time between one rare event and the next."""

import pandas as pd

from insight.statistics.spc.laney import D2
from insight.statistics.spc.limits import MINIMUM, limits
from insight.statistics.spc.steps import arrange, refuse

POWER = 3.6  # brings exponential times close to a normal distribution


def t(
    value,
    series=None,
    order=None,
    step=None,
    *,
    provisional=None,
    baseline: int | None = None,
    screen: bool = False,
    minimum: int = MINIMUM,
) -> pd.DataFrame:
    """Give each time between two events its centre and limits (a T chart).

    Individuals limits of the times to the power 1/3.6, taken back to time.

    value : n times, 0 or more, in any unit. series, order, step : n of each, as in `xmr`.
    provisional, baseline, screen, minimum : as in `xmr`.

    Returns a DataFrame of n rows, on the same index, in the unit of the times: centre,
    lower, upper, near_lower, near_upper; no limit is below 0. Missing as in `xmr`. Raises
    InsightError for a negative time. A long time is high: for harm, better.

    >>> t([0.3, 15.2, 17.1, 33.1, 3, 5.2, 2.6, 3.8, 3.5, 7.6, 7.1, 5.7, 4.5]).round(2).iloc[0].tolist()
    [6.03, 0.22, 32.87, 0.95, 20.31]

    Source: Nelson (1994) J Qual Technol 26:239-42, for the power.
    """
    points = arrange({"value": value}, series, order, step, provisional)
    refuse(points, points.columns["value"] < 0, "a time between events cannot be negative.")
    basis = points.first(baseline)
    even = basis.of("value") ** (1 / POWER)
    three_sigma = points.each(3 / D2 * basis.moving_range(even, screen=screen))
    return limits(points, points.each(basis.mean(even)), three_sigma, minimum, floor=0.0) ** POWER

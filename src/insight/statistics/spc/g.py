"""Limits of how many cases lie between one rare event and the next."""

import numpy as np
import pandas as pd

from insight.statistics.spc.limits import MINIMUM, limits
from insight.statistics.spc.steps import arrange, refuse


def g(
    value,
    series=None,
    order=None,
    step=None,
    *,
    provisional=None,
    baseline: int | None = None,
    minimum: int = MINIMUM,
) -> pd.DataFrame:
    """Give each count of cases between two events its median and limits (a G chart).

    value : n counts of cases without the event, 0 or more. series, order, step : n of each,
    as in `xmr`. provisional, baseline, minimum : as in `xmr`.

    Returns a DataFrame of n rows, on the same index, in cases: centre (the median, so that
    half lie on each side), lower, upper, near_lower, near_upper, which lie around the mean;
    no limit is below 0. Missing as in `xmr`. Raises InsightError for a negative count. A
    long gap is high: for harm, better.

    >>> g([6, 29, 19, 29, 49, 0, 33, 10, 3, 3, 2, 3, 5]).round(1).iloc[0].tolist()
    [6.0, 0.0, 60.2, 0.0, 45.1]

    Source: Benneyan (2001) Health Care Manag Sci 4:305-18, for the geometric distribution.
    """
    points = arrange({"value": value}, series, order, step, provisional)
    refuse(points, points.columns["value"] < 0, "a count of cases cannot be negative.")
    basis = points.first(baseline)
    numbers = basis.of("value")
    mean = points.each(basis.mean(numbers))
    three_sigma = 3 * np.sqrt(mean * (mean + 1))
    centre = points.each(basis.median(numbers))
    return limits(points, centre, three_sigma, minimum, around=mean, floor=0.0)

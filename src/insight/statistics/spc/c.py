"""Limits of counts of events, each over the same exposure."""

import numpy as np
import pandas as pd

from insight.statistics.spc.limits import MINIMUM, limits
from insight.statistics.spc.steps import arrange, refuse


def c(
    value,
    series=None,
    order=None,
    step=None,
    *,
    provisional=None,
    baseline: int | None = None,
    minimum: int = MINIMUM,
) -> pd.DataFrame:
    """Give each count its mean and limits, if events come at random at one pace (a C chart).

    value : n counts of events, 0 or more, each over equal time and people. series, order,
    step : n of each, as in `xmr`. provisional, baseline, minimum : as in `xmr`.

    Returns a DataFrame of n rows, on the same index, in events: centre, lower, upper,
    near_lower, near_upper; no limit is below 0. Missing as in `xmr`. Raises InsightError
    for a negative count.

    >>> c([12, 10, 17, 14, 9, 6, 8, 10, 5, 8, 12, 16, 9]).round(2).iloc[0].tolist()
    [10.46, 0.76, 20.16, 3.99, 16.93]

    Source: Shewhart (1931) Economic Control of Quality; Montgomery, Statistical Quality
    Control, on charts for nonconformities.
    """
    points = arrange({"value": value}, series, order, step, provisional)
    refuse(points, points.columns["value"] < 0, "a count of events cannot be negative.")
    basis = points.first(baseline)
    centre = points.each(basis.mean(basis.of("value")))
    return limits(points, centre, 3 * np.sqrt(centre), minimum, floor=0.0)

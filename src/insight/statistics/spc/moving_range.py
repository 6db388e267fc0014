"""How far each value lies from the one before it, with the limit of what is usual."""

import numpy as np
import pandas as pd

from insight.statistics.spc.limits import MINIMUM, limits
from insight.statistics.spc.steps import SCREEN, arrange


def moving_range(
    value,
    series=None,
    order=None,
    step=None,
    *,
    provisional=None,
    baseline: int | None = None,
    minimum: int = MINIMUM,
) -> pd.DataFrame:
    """Give the moving ranges of each series and their limits, the mR half of an XmR chart.

    value : n numbers, in any unit. series, order, step : n of each, as in `xmr`.
    provisional, baseline, minimum : as in `xmr`.

    Returns a DataFrame of n rows, on the same index, in the unit of the values: value (the
    moving range; missing at the first point of a step), centre, lower (0), upper,
    near_lower, near_upper. Missing as in `xmr`.

    >>> moving_range([48, 52] * 7).round(3).iloc[1].tolist()
    [4.0, 4.0, 0.0, 13.068, 0.0, 10.045]

    Source: Wheeler (2000) Understanding Variation; the factor 3.267 is 1 + 3 x 0.853/1.128.
    """
    points = arrange({"value": value}, series, order, step, provisional)
    basis = points.first(baseline)
    average = basis.moving_range(basis.of("value"))
    centre, three_sigma = points.each(average), points.each((SCREEN - 1) * average)
    found = limits(points, centre, three_sigma, minimum, floor=0.0)
    found.insert(0, "value", _ranges(points))
    return found


def _ranges(points) -> np.ndarray:
    together = np.zeros(len(points.rows), dtype=bool)
    together[1:] = points.step[1:] == points.step[:-1]
    ranges = np.full(len(points.index), np.nan)
    ranges[points.rows[together]] = points.ranges(points.of("value"))[0]
    return ranges

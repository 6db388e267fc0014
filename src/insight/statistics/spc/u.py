"""Limits of rates over time, from the Poisson spread their exposure allows."""

import numpy as np
import pandas as pd

from insight.statistics.spc.limits import MINIMUM, limits
from insight.statistics.spc.p import pooled
from insight.statistics.spc.steps import Points, arrange, refuse


def u(
    numerator,
    denominator,
    series=None,
    order=None,
    step=None,
    *,
    provisional=None,
    baseline: int | None = None,
    minimum: int = MINIMUM,
) -> pd.DataFrame:
    """Give each rate its pooled mean and limits, wider where exposure was short (a U chart).

    numerator : counts of events; denominator : their exposure (people, births, bed days);
    n of each. series, order, step : n of each, as in `xmr`. provisional, baseline,
    minimum : as in `xmr`.

    Returns a DataFrame of n rows, on the same index, in events for each one of the
    denominator: centre, lower, upper, near_lower, near_upper; no limit is below 0. A row is
    missing when a count is or there was no exposure; limits are missing as in `xmr`. Raises
    InsightError for a negative count. See `u_prime` for very large denominators.

    >>> u([30] * 13, [1000] * 13).round(4).iloc[0].tolist()
    [0.03, 0.0136, 0.0464, 0.019, 0.041]

    Source: Montgomery, Statistical Quality Control, on nonconformities per unit.
    """
    points = rates(numerator, denominator, series, order, step, provisional)
    centre = pooled(points, points.first(baseline))
    return limits(points, centre, 3 * poisson_sigma(points, centre), minimum, floor=0.0)


def rates(numerator, denominator, series, order, step, provisional) -> Points:
    """Arrange events and exposure; no exposure is missing, negative counts are refused."""
    counts = {"numerator": numerator, "denominator": denominator}
    points = arrange(counts, series, order, step, provisional, above_zero="denominator")
    x, n = points.columns["numerator"], points.columns["denominator"]
    refuse(points, (x < 0) | (n < 0), "a count cannot be negative.")
    return points


def poisson_sigma(points: Points, centre: np.ndarray) -> np.ndarray:
    """Give the standard deviation of each row's rate if its step's mean is its own."""
    return np.sqrt(centre / points.columns["denominator"])

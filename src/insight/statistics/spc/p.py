"""Limits of proportions over time, from the binomial spread their denominators allow."""

import numpy as np
import pandas as pd

from insight.statistics.spc.limits import MINIMUM, limits
from insight.statistics.spc.steps import Points, arrange, ratio, refuse


def p(
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
    """Give each proportion its pooled mean and limits, wider where few were counted (a P chart).

    numerator, denominator : counts of people, n of each. They are counts and never
    percentages: nothing is guessed from their size. series, order, step : n of each, as in
    `xmr`. provisional, baseline, minimum : as in `xmr`.

    Returns a DataFrame of n rows, on the same index, as fractions: centre, lower, upper,
    near_lower, near_upper; limits stay between 0 and 1. A row is missing when a count is
    or nobody was counted; limits are missing as in `xmr`. Raises InsightError for a
    numerator that is negative or exceeds its denominator. With many thousands in each
    denominator these limits are too narrow to be of use: see `p_prime`.

    >>> p([30] * 13, [100] * 13).round(4).iloc[0].tolist()
    [0.3, 0.1625, 0.4375, 0.2083, 0.3917]

    Source: Shewhart (1931) Economic Control of Quality; Montgomery, Statistical Quality
    Control, on the fraction nonconforming.
    """
    points = proportions(numerator, denominator, series, order, step, provisional)
    centre = pooled(points, points.first(baseline))
    return limits(points, centre, 3 * binomial_sigma(points, centre), minimum, floor=0.0, ceiling=1.0)


def proportions(numerator, denominator, series, order, step, provisional) -> Points:
    """Arrange counts of people; those of nobody are missing, impossible ones refused."""
    counts = {"numerator": numerator, "denominator": denominator}
    points = arrange(counts, series, order, step, provisional, above_zero="denominator")
    x, n = points.columns["numerator"], points.columns["denominator"]
    refuse(points, (x < 0) | (x > n), "a numerator must lie between 0 and its denominator.")
    return points


def pooled(points: Points, basis: Points) -> np.ndarray:
    """Give each row the numerators of its step over the denominators of its step."""
    return points.each(ratio(basis.total(basis.of("numerator")), basis.total(basis.of("denominator"))))


def binomial_sigma(points: Points, centre: np.ndarray) -> np.ndarray:
    """Give the standard deviation of each row's proportion if its step's mean is its own."""
    return np.sqrt(np.clip(centre * (1 - centre), 0, None) / points.columns["denominator"])

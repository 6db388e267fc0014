"""Byar's approximate interval of a count of independent events."""

import numpy as np

from insight.statistics.inputs.confidence import normal_quantile


def byar(count, *, confidence: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Give the limits of each count of events by Byar's approximation.

    count : n counts, 0 or more; good from about 10. confidence : a fraction.

    Returns two arrays of n: lower and upper, in events. A lower limit is missing where the
    approximation has none: for no event, and where so few make the cubed term negative.
    Missing counts have missing limits.

    >>> lower, upper = byar([65])
    >>> lower.round(3).tolist(), upper.round(3).tolist()
    ([50.163], [82.849])

    Source: Breslow & Day (1987) Statistical Methods in Cancer Research II, p 69.
    """
    x = np.asarray(count, dtype=float)
    z = normal_quantile(confidence)
    low, high = np.where(x > 0, x, np.nan), x + 1
    cubed = 1 - 1 / (9 * low) - z / (3 * np.sqrt(low))
    lower = np.where(cubed >= 0, low * cubed**3, np.nan)
    return lower, high * (1 - 1 / (9 * high) + z / (3 * np.sqrt(high))) ** 3

"""The interval Fingertips gives a count of events: exact when there are few, Byar's otherwise."""

import numpy as np

from insight.statistics.intervals.byar import byar
from insight.statistics.intervals.poisson_exact import poisson_exact

EXACT_BELOW = 10  # events; from here Byar's approximation is as good


def exact_or_byar(count, *, confidence: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Give the limits of each count of events, exact below 10 and Byar's from 10.

    count : n counts, 0 or more. confidence : a fraction.

    Returns two arrays of n: lower and upper, in events. No event gives a lower limit of 0
    and an upper one of -ln(alpha/2). Missing counts have missing limits.

    >>> lower, upper = exact_or_byar([0, 65])
    >>> lower.round(3).tolist(), upper.round(3).tolist()
    ([0.0, 50.163], [3.689, 82.849])

    Source: Garwood (1936) Biometrika 28:437-42; Breslow & Day (1987) vol II p 69; the switch
    at 10 events is OHID's, Technical Guide: Confidence Intervals for Public Health Indicators.
    """
    x = np.asarray(count, dtype=float)
    lower, upper = byar(x, confidence=confidence)
    few = x < EXACT_BELOW
    whole = few & (np.floor(x) == x)
    table = poisson_exact(np.arange(EXACT_BELOW), confidence=confidence)  # whole counts, worked out once
    parts = poisson_exact(x[few & ~whole], confidence=confidence)
    for limits, ready, worked in zip((lower, upper), table, parts, strict=True):
        limits[whole] = ready[x[whole].astype(np.int64)]
        limits[few & ~whole] = worked
    return lower, upper

"""The exact interval of a count of independent events."""

import numpy as np
from scipy.special import gammaincinv

from insight.statistics.inputs.confidence import tail
from insight.statistics.inputs.repeated import once


def poisson_exact(count, *, confidence: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Give the limits of each count of events by Garwood's exact method.

    count : n counts, 0 or more. confidence : a fraction.

    Returns two arrays of n: lower and upper, in events. No event gives a lower limit of 0
    and an upper one of -ln(alpha/2). Missing counts have missing limits.

    >>> lower, upper = poisson_exact([0, 10])
    >>> lower.round(4).tolist(), upper.round(4).tolist()
    ([0.0, 4.7954], [3.6889, 18.3904])

    Source: Garwood (1936) Biometrika 28:437-42.
    """
    x, beyond = np.asarray(count, dtype=float), tail(confidence)
    lower, upper = once(lambda events: _limits(events, beyond), x.ravel())
    return lower.reshape(x.shape), upper.reshape(x.shape)


def _limits(x: np.ndarray, beyond: float) -> tuple[np.ndarray, np.ndarray]:
    some = x > 0
    lower = np.where(some, gammaincinv(np.where(some, x, 1.0), beyond), x)
    return lower, gammaincinv(x + 1, 1 - beyond)

"""The exact interval of a proportion."""

import numpy as np
from scipy.special import betaincinv

from insight.statistics.inputs.confidence import tail
from insight.statistics.inputs.repeated import once


def clopper_pearson(numerator, denominator, *, confidence: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Give the limits of each proportion by the exact binomial method.

    numerator, denominator : counts of people, n of each. confidence : a fraction. It covers
    at least as often as it says, mostly more often; Wilson's covers as often on average.

    Returns two arrays of n: lower and upper, fractions. Missing when nobody was eligible or a
    count is missing.

    >>> lower, upper = clopper_pearson([0, 5], [10, 10])
    >>> lower.round(4).tolist(), upper.round(4).tolist()
    ([0.0, 0.1871], [0.3085, 0.8129])

    Source: Clopper & Pearson (1934) Biometrika 26:404-13.
    """
    x, n = np.broadcast_arrays(np.asarray(numerator, dtype=float), np.asarray(denominator, dtype=float))
    beyond = tail(confidence)
    lower, upper = once(lambda some, of: _limits(some, of, beyond), x.ravel(), n.ravel())
    return lower.reshape(x.shape), upper.reshape(x.shape)


def _limits(x: np.ndarray, n: np.ndarray, beyond: float) -> tuple[np.ndarray, np.ndarray]:
    known = (n > 0) & (x >= 0) & (x <= n)
    some, short = known & (x > 0), known & (x < n)
    lower, upper = np.where(known, 0.0, np.nan), np.where(known, 1.0, np.nan)
    lower[some] = betaincinv(x[some], n[some] - x[some] + 1, beyond)
    upper[short] = betaincinv(x[short] + 1, n[short] - x[short], 1 - beyond)
    return lower, upper

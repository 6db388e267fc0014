"""How far each count lies from what is expected, by its exact distribution."""

import numpy as np
from scipy.special import betainc, betaincc, gammainc, gammaincc, ndtri, xlogy

MIDDLING, MANY = 0.05, 1e6  # a target and people for which 1 - target has lost no digits
FAINT = 1e-290  # below this a tail is lost in rounding, and z is taken from the deviance


def binomial_score(x: np.ndarray, n: np.ndarray, target: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give z and the tail of x people of n, if each has the chance `target`.

    Returns two arrays: z, signed, above 0 for more people than expected; and the tail, the
    chance of so many people or more (or so many or fewer, when there are fewer than
    expected). z is the normal quantile of that tail, so that z and tail always agree, and
    is 0 where the tail exceeds a half.
    """
    high = x > n * target
    tail = _tail(high, np.isnan(x + n + target), _binomial_upper, _binomial_lower, x, n, target)
    return _signed(tail, high, _binomial_deviance, x, n, target), tail


def poisson_score(x: np.ndarray, mean: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give z and the tail of x events where `mean` are expected, as `binomial_score`."""
    high = x > mean
    tail = _tail(high, np.isnan(x + mean), _poisson_upper, _poisson_lower, x, mean)
    return _signed(tail, high, _poisson_deviance, x, mean), tail


def at_most(x: np.ndarray, n: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Give P(X <= x) of n people who each have the chance `target`: n of each.

    The upper tail of the beta distribution, taken as the lower one of its reflection, which is
    worked out five times as fast, wherever the reflection is as exact.
    """
    found = np.empty(len(x))
    turned = (target >= MIDDLING) & (n <= MANY)
    for rows, turn in ((turned, True), (~turned, False)):
        some, rest, share = x[rows] + 1, np.maximum(n - x, 1e-300)[rows], target[rows]
        found[rows] = betainc(rest, some, 1 - share) if turn else betaincc(some, rest, share)
    return found


def _tail(high, missing, above, below, *given) -> np.ndarray:
    """Give P(X >= x) where the count is high and P(X <= x) elsewhere."""
    tail = np.full(len(high), np.nan)
    for rows, chance in ((high & ~missing, above), (~high & ~missing, below)):
        tail[rows] = chance(*(column[rows] for column in given))
    return tail


def _binomial_upper(x, n, target):
    return np.where(x > 0, betainc(np.maximum(x, 1e-300), n - x + 1, target), 1.0)


def _binomial_lower(x, n, target):
    return np.where(x < n, at_most(x, n, target), 1.0)


def _poisson_upper(x, mean):
    return gammainc(x, mean)


def _poisson_lower(x, mean):
    return gammaincc(x + 1, mean)


def _binomial_deviance(x, n, target):
    rest = n - x
    return xlogy(x, x / (n * target)) + xlogy(rest, rest / (n * (1 - target)))


def _poisson_deviance(x, mean):
    return xlogy(x, x / mean) - (x - mean)


def _signed(tail, high, deviance, *given) -> np.ndarray:
    """Give z, signed, of each tail; from the deviance of what was counted where the tail is faint."""
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.maximum(-ndtri(tail), 0.0)
        faint = tail <= FAINT
        if faint.any():
            z[faint] = np.sqrt(2 * np.maximum(deviance(*(column[faint] for column in given)), 0.0))
    return np.where(high, z, -z) + 0.0

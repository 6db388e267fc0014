"""Errors of a regression's coefficients that allow for points near in time being alike."""

import numpy as np


def newey_west(design: np.ndarray, residuals: np.ndarray, lags: int) -> np.ndarray:
    """Give the covariance of least-squares coefficients that allows for unequal and autocorrelated errors.

    design : (n, k), the columns of the regression, rows in order of time. residuals : (n,), or (m, n) for m
    series of one design. lags : how many points apart errors may still be alike, 0 or more; Bartlett's
    weights fall off to none beyond them.

    Returns (k, k), or (m, k, k), times n / (n - k) as few points leave residuals too small.

    Source: Newey & West (1987) Econometrica 55:703-8.

    >>> line = np.column_stack([np.ones(4), np.arange(4)])
    >>> newey_west(line, np.array([1.0, -1, -1, 1]), 0).round(3).tolist()
    [[1.4, -0.6], [-0.6, 0.4]]
    """
    n, k = design.shape
    inverse = np.linalg.inv(design.T @ design)
    scores = residuals[..., None] * design
    middle = np.swapaxes(scores, -1, -2) @ scores
    for lag in range(1, min(lags, n - 1) + 1):
        apart = np.swapaxes(scores[..., lag:, :], -1, -2) @ scores[..., :-lag, :]
        middle = middle + (1 - lag / (lags + 1)) * (apart + np.swapaxes(apart, -1, -2))
    return inverse @ middle @ inverse * n / (n - k)


def usual_lags(points: int) -> int:
    """Give how many lags to use for so many points: the whole part of 4 (n / 100) to the power 2/9.

    Source: Newey & West (1994) Rev Econ Stud 61:631-53.

    >>> usual_lags(16), usual_lags(100)
    (2, 4)
    """
    return int(4 * (points / 100) ** (2 / 9))

"""Limits of a line's two ends and of their ratio, where they need no simulation."""

import numpy as np
from scipy.special import expit

from insight.statistics.inputs.confidence import normal_quantile


def forward(y: np.ndarray, of: str) -> np.ndarray:
    """Take figures to the scale on which their error is normal: log for events, logit for people."""
    if of == "values":
        return y
    return np.log(y) if of == "events" else np.log(y) - np.log1p(-y)


def back(y: np.ndarray, of: str) -> np.ndarray:
    """Take figures back from that scale to their own unit."""
    if of == "values":
        return y
    return np.exp(y) if of == "events" else expit(y)


def exact(y0, y1, ends, error, confidence: float) -> tuple[np.ndarray, ...]:
    """Give the limits of y1 - y0 and of y1 / y0, both sums of independent normal figures.

    y0, y1 : the most and least deprived ends, one per area. ends : what each quantile adds to
    them, two tables of areas x quantiles. error : each figure's standard error, the same shape.

    Returns four arrays: lower and upper of the difference, lower and upper of the ratio.
    """
    z = normal_quantile(confidence)
    low, high = ends
    v00, v11, v01 = ((a * b * error**2).sum(axis=1) for a, b in ((low, low), (high, high), (low, high)))
    margin = z * np.sqrt((((high - low) * error) ** 2).sum(axis=1))
    return y1 - y0 - margin, y1 - y0 + margin, *fieller(y0, y1, v00, v11, v01, z)


def turned(middle, error, ends, confidence: float, of: str) -> tuple[np.ndarray, ...]:
    """Give the same four limits of a line fitted on another scale and turned back.

    The limits are those of the slope; the level at the middle rank is held where it was
    estimated, which makes difference and ratio both follow the slope alone.
    """
    low, high = ((end * middle).sum(axis=1) for end in ends)
    margin = normal_quantile(confidence) * np.sqrt((((ends[1] - ends[0]) * error) ** 2).sum(axis=1))
    limits = []
    for slope in (high - low - margin, high - low + margin):
        y0, y1 = (back((low + high + side * slope) / 2, of) for side in (-1, 1))
        limits.append((y1 - y0, y1 / y0))
    (difference, ratio), (upper_difference, upper_ratio) = limits
    return difference, upper_difference, ratio, upper_ratio


def fieller(y0, y1, v00, v11, v01, z) -> tuple[np.ndarray, np.ndarray]:
    """Give the limits of y1 / y0, each normal with the variances v00 and v11 and covariance v01.

    All are arrays of n; z is the normal (or t) deviate of the confidence wanted.
    Limits are missing where y0 might be 0 at that confidence: there is then no interval.

    >>> both = fieller(*map(np.array, ([10.0], [12.0], [0.1], [0.1], [0.0])), 1.96)
    >>> [limit.round(3).tolist() for limit in both]
    [[1.108], [1.302]]

    Source: Fieller (1954) J R Stat Soc B 16:175-85.
    """
    a, b, c = y0**2 - z**2 * v00, y0 * y1 - z**2 * v01, y1**2 - z**2 * v11
    a = np.where(a > 0, a, np.nan)
    width = np.sqrt(np.maximum(b**2 - a * c, 0))
    return (b - width) / a, (b + width) / a

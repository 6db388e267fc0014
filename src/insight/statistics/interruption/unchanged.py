"""What segmented regression finds in series where nothing changed: the measure of its findings."""

from functools import lru_cache

import numpy as np

from insight.statistics.interruption.newey_west import newey_west

SERIES = 4000  # drawn for each autocorrelation; 1 in 20 of them is then known to within 0.4 points
GRID = tuple(round(0.1 * step, 1) for step in range(10))  # autocorrelations, from none to 0.9
SEED = 1987
Times = tuple[float, ...]


def segments(times: Times, before: int) -> np.ndarray:
    """Give the columns of segmented regression: a level, a slope, and what each adds from a point on.

    times : n of them, rising. before : how many lie before the interruption; the level that is added counts
    at the first point after it.
    """
    t = np.array(times, float) - times[0]
    later = (np.arange(len(t)) >= before).astype(float)
    return np.column_stack([np.ones(len(t)), t, later, later * (t - t[before])])


def largest(times: Times, before: int, lags: int, autocorrelation: float) -> np.ndarray:
    """Give, in rising order, the larger of |t| for level and slope in SERIES drawn series without a change.

    autocorrelation : of errors one point apart, one of GRID; the errors are normal.
    """
    return _largest(times, before, lags, autocorrelation)


def autocorrelation(times: Times, before: int, residuals: np.ndarray) -> float:
    """Give the autocorrelation, one of GRID, for which the residuals' own would be the middle one.

    Residuals of a fit to few points look less alike than the errors were, or even opposed, so their own
    is not used as it stands. Below none counts as none.

    Source: the median-unbiased estimate of Andrews (1993) Econometrica 61:139-65, found by drawing.
    """
    middle = _middles(times, before)
    return float(GRID[int(np.argmin(np.abs(np.array(middle) - lag_one(residuals))))])


def lag_one(residuals: np.ndarray) -> np.ndarray:
    """Give the share of residuals' squares that neighbouring ones have in common.

    residuals : (n,), or (m, n) of m series.

    >>> lag_one(np.array([1.0, -1, 1, -1])).tolist()
    -0.75
    """
    return (residuals[..., 1:] * residuals[..., :-1]).sum(-1) / (residuals**2).sum(-1)


def t_values(design: np.ndarray, values: np.ndarray, lags: int) -> np.ndarray:
    """Give |t| of the added level and the added slope: (2,), or (m, 2) for values of m series."""
    fitted = values @ design @ np.linalg.inv(design.T @ design)
    variance = newey_west(design, values - fitted @ design.T, lags)
    errors = np.sqrt(np.diagonal(variance, axis1=-2, axis2=-1))
    return np.abs(fitted / errors)[..., 2:]


@lru_cache(maxsize=256)
def _largest(times: Times, before: int, lags: int, alike: float) -> np.ndarray:
    return np.sort(t_values(segments(times, before), _drawn(len(times), alike), lags).max(-1))


@lru_cache(maxsize=128)
def _middles(times: Times, before: int) -> tuple[float, ...]:
    """Give the middle lag-one autocorrelation of residuals for each of GRID."""
    design = segments(times, before)
    left = np.eye(len(times)) - design @ np.linalg.inv(design.T @ design) @ design.T
    return tuple(float(np.median(lag_one(_drawn(len(times), alike) @ left))) for alike in GRID)


def _drawn(points: int, alike: float) -> np.ndarray:
    """Draw SERIES series of normal errors, each autocorrelated with the one before: (SERIES, points)."""
    errors = np.random.default_rng(SEED).standard_normal((SERIES, points))
    errors[:, 0] /= (1 - alike**2) ** 0.5
    for point in range(1, points):
        errors[:, point] += alike * errors[:, point - 1]
    return errors

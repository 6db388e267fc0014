"""The slope index by logistic and Poisson regression of counts on rank."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import expit, log_ndtr, logit

from insight.statistics.inequality.quantiles import by_quantile
from insight.statistics.inputs.confidence import normal_quantile
from insight.statistics.inputs.numbers import refuse

STEPS = 60  # of Newton's method at most; a dozen are enough unless the counts lie on an edge
LAST = 1e-8  # of a step, as a share: the error it leaves is of the order of its square
STEEPEST = 40.0  # a slope on the logit or log scale beyond this is one without end
ENDLESS = 300.0  # logs; no ratio is known so badly
TINY = np.finfo(float).tiny


def slope_logistic(
    numerator, denominator, quantile, *, by=None, quantiles: int | None = None, confidence: float = 0.95
) -> pd.DataFrame:
    """Fit a logistic curve to each area's proportions by quantile and compare its two ends.

    numerator, denominator : people with the outcome, of how many; n of each, whole or not;
    quantile : 1 for the most deprived, 2, 3 and so on. by : the area of each row; None for one
    area. quantiles : how many there should be (None: the highest in the data). confidence : a
    fraction. Each quantile weighs as many people as it has, once.

    Returns a row per area: b0 and b1 (logits at rank 0, and their change to rank 1); y0 and y1,
    the most and least deprived ends as fractions; sii = y1 - y0 with se, lower and upper by the
    delta method; rii_ohid = y1 / y0 with _lower and _upper, on the log scale;
    rii_kunst_mackenbach, its inverse; chi2 and p of the likelihood-ratio test of no slope;
    deviance and dispersion (Pearson) about the curve; reason, why a row is missing, or "".
    Missing when fewer than five quantiles, or any absent; when nobody or everybody had the
    outcome; when a quantile edge separates those who had it. Raises InsightError where a
    numerator is negative or exceeds its denominator.

    >>> found = slope_logistic([20, 24, 26, 31, 33], [100] * 5, [1, 2, 3, 4, 5])
    >>> found[["y0", "y1", "sii"]].round(3).values.tolist()
    [[0.191, 0.356, 0.165]]

    Source: Wagstaff, Paci & van Doorslaer (1991) Soc Sci Med 33:545-57 for the index;
    McCullagh & Nelder (1989) Generalized Linear Models, ch 4.
    """
    return _fit(numerator, denominator, quantile, by, quantiles, confidence, of="people")


def slope_poisson(
    numerator, denominator, quantile, *, by=None, quantiles: int | None = None, confidence: float = 0.95
) -> pd.DataFrame:
    """Fit a log-linear curve to each area's rates by quantile and compare its two ends.

    As `slope_logistic`, but numerator counts events, which may exceed the denominator (people,
    births), and b0, b1 are logs. y0, y1 and sii are events for each one of the denominator.

    >>> found = slope_poisson([20, 24, 26, 31, 33], [100] * 5, [1, 2, 3, 4, 5])
    >>> found[["y0", "y1", "rii_ohid"]].round(3).values.tolist()
    [[0.194, 0.36, 1.858]]

    Source: McCullagh & Nelder (1989) Generalized Linear Models, ch 6.
    """
    return _fit(numerator, denominator, quantile, by, quantiles, confidence, of="events")


def _fit(numerator, denominator, quantile, by, quantiles, confidence: float, *, of: str) -> pd.DataFrame:
    table = by_quantile(quantile, size="n", by=by, quantiles=quantiles, x=numerator, n=denominator)
    x, n = table.tables["x"], table.tables["n"]
    wrong = np.any((x < 0) | ((x > n) & (of == "people")), axis=1)
    what = "a numerator cannot be negative, nor exceed its denominator if both are people. Mend the counts."
    refuse(np.asarray(wrong), table.areas, what)
    reason = table.reason.copy()
    one_sided = (x.sum(axis=1) == 0) | ((x.sum(axis=1) == n.sum(axis=1)) & (of == "people"))
    reason[(reason == "") & one_sided] = "nobody had the outcome, or everybody had"
    ok = np.flatnonzero(reason == "")
    counts, people, rank = (np.take(part.T, ok, axis=1).T for part in (x, n, table.shares("n")[1]))
    curve = _newton(counts, people, rank, of)
    finite = np.isfinite(curve.slope)
    reason[ok[~finite]] = "the counts have no finite curve: one end alone holds an outcome"
    found = {}
    for name, made in _compare(curve, normal_quantile(confidence), of).items():
        found[name] = np.full(len(reason), np.nan)
        found[name][ok] = np.where(finite, made, np.nan)
    return pd.DataFrame({**found, "reason": reason}, index=table.areas, copy=False)


@dataclass(frozen=True)
class Curve:
    """A curve through every area's counts, and what was fitted: b0 + b1 x rank."""

    x: np.ndarray
    n: np.ndarray
    level: np.ndarray
    slope: np.ndarray
    fitted: np.ndarray  # expected counts, areas x quantiles
    variances: tuple[np.ndarray, np.ndarray, np.ndarray]  # of b0, of b1, and between them


def _newton(x: np.ndarray, n: np.ndarray, rank: np.ndarray, of: str) -> Curve:
    """Climb to the likeliest curve; the slope is missing where there is no highest point."""
    pooled = logit if of == "people" else np.log
    level, slope = pooled(x.sum(axis=1) / n.sum(axis=1)), np.zeros(len(x))
    moving, square = np.ones(len(x), dtype=bool), rank**2
    for _ in range(STEPS):
        fitted = _fitted(n, level[:, None] + slope[:, None] * rank, of)
        weight = fitted * (1 - fitted / n) if of == "people" else fitted
        parts = (weight, weight * rank, weight * square)
        s0, s1, s2 = (np.maximum(part.sum(axis=1), TINY) for part in parts)
        area = np.maximum(s0 * s2 - s1**2, TINY)
        if not moving.any():
            break
        off = x - fitted
        u0, u1 = off.sum(axis=1), (off * rank).sum(axis=1)
        up = np.clip((s2 * u0 - s1 * u1) / area, -2, 2) * moving
        along = np.clip((s0 * u1 - s1 * u0) / area, -2, 2) * moving
        level, slope = level + up, slope + along
        moving = (np.abs(up) > LAST * (1 + np.abs(level))) | (np.abs(along) > LAST * (1 + np.abs(slope)))
        moving &= np.abs(slope) < STEEPEST
    found = ~moving & (np.abs(slope) < STEEPEST)
    v0, v1, v01 = (np.where(found, part / area, 0.0) for part in (s2, s0, -s1))
    return Curve(x, n, level, np.where(found, slope, np.nan), fitted, (v0, v1, v01))


def _fitted(n: np.ndarray, line: np.ndarray, of: str) -> np.ndarray:
    """Give how many are expected where the curve is so high on its own scale."""
    return n / (1 + np.exp(-line)) if of == "people" else n * np.exp(line)


def _compare(curve: Curve, z: float, of: str) -> dict[str, np.ndarray]:
    b0, b1 = curve.level, np.nan_to_num(curve.slope)
    turn = expit if of == "people" else np.exp
    y0, y1 = turn(b0), turn(b0 + b1)
    q0, q1 = (1 - y0, 1 - y1) if of == "people" else (np.ones_like(y0), np.ones_like(y1))
    se = _spread(curve, y1 * q1 - y0 * q0, y1 * q1)
    margin = np.minimum(z * _spread(curve, q1 - q0, q1), ENDLESS)
    deviance = _deviance(curve, curve.fitted, of)
    chi2 = np.maximum(_deviance(curve, _flat(curve), of) - deviance, 0)
    tail = 1 - curve.fitted / curve.n if of == "people" else 1.0
    pearson = (curve.x - curve.fitted) ** 2 / np.maximum(curve.fitted * tail, TINY)
    return {
        "b0": b0, "b1": b1, "y0": y0, "y1": y1, "sii": y1 - y0, "se": se,
        "lower": y1 - y0 - z * se, "upper": y1 - y0 + z * se, "rii_ohid": y1 / y0,
        "rii_ohid_lower": y1 / y0 * np.exp(-margin), "rii_ohid_upper": y1 / y0 * np.exp(margin),
        "rii_kunst_mackenbach": y0 / y1, "chi2": chi2, "p": 2 * np.exp(log_ndtr(-np.sqrt(chi2))),
        "deviance": deviance,
        "dispersion": pearson.sum(axis=1) / (curve.x.shape[1] - 2),
    }  # fmt: skip


def _spread(curve: Curve, by_level: np.ndarray, by_slope: np.ndarray) -> np.ndarray:
    """Give the standard error of what moves so much with the level and the slope."""
    v0, v1, v01 = curve.variances
    return np.sqrt(np.maximum(by_level**2 * v0 + by_slope**2 * v1 + 2 * by_level * by_slope * v01, 0))


def _flat(curve: Curve) -> np.ndarray:
    return curve.n * (curve.x.sum(axis=1) / curve.n.sum(axis=1))[:, None]


def _deviance(curve: Curve, fitted: np.ndarray, of: str) -> np.ndarray:
    x, n = curve.x, curve.n
    part = x * _log_ratio(x, fitted)
    if of == "people":
        part += (n - x) * _log_ratio(n - x, n - fitted)
    else:
        part -= x - fitted
    return 2 * part.sum(axis=1)


def _log_ratio(seen: np.ndarray, fitted: np.ndarray) -> np.ndarray:
    return np.log(np.maximum(seen, TINY) / np.maximum(fitted, TINY))

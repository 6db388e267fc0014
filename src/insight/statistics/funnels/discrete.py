"""Limits of a count whose distribution is known, interpolated between whole numbers."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from scipy.special import ndtri

from insight.errors import InsightError
from insight.statistics.funnels.summed import Terms, interpolated

Upper = Literal["interpolated", "symmetric"]
COUNTABLE = 2.0**52  # beyond it a float no longer tells one whole number from the next
PATIENCE = 12  # guided steps before halving the bracket


@dataclass(frozen=True)
class Counts:
    """Counts expected in each row if only chance is at work. Rows with a NaN mean are missing."""

    mean: np.ndarray
    sd: np.ndarray
    skew: np.ndarray
    top: np.ndarray  # the largest count possible, or infinity
    cdf: Callable[[np.ndarray, np.ndarray], np.ndarray]  # (row numbers, counts) -> P(X <= count)
    terms: Terms | None = None  # by which small counts are added up


def limits(counts: Counts, tail: float, upper: Upper) -> tuple[np.ndarray, np.ndarray]:
    """Give the lower and upper limit of each row's count, not yet cut at 0 or the top.

    tail : probability beyond one limit. upper : "interpolated" takes the upper limit by the
    same formula as the lower one, as published, so that a count of exactly the next whole
    number above it has more than `tail` of reaching that far; "symmetric" mirrors the lower
    limit, so that a count lies above if and only if P(X >= count) < tail, just as one lies
    below if and only if P(X <= count) < tail. The two differ by exactly one event.
    Raises InsightError when more is expected than can be counted.
    """
    if (counts.mean > COUNTABLE).any():
        raise InsightError("A row expects more events than can be counted. Mend the counts or the target.")
    found = np.full((2, len(counts.mean)), np.nan)
    if counts.terms is not None:
        found = interpolated(counts.terms, counts.mean + 4 * counts.sd, tail)
    rest = np.isnan(found).any(axis=0) & ~np.isnan(counts.mean)
    if rest.any():
        others = replace(counts, mean=np.where(rest, counts.mean, np.nan))
        found[:, rest] = np.array([quantile(others, p)[rest] for p in (tail, 1 - tail)])
    return found[0], found[1] + (upper == "symmetric")


def quantile(counts: Counts, p: float) -> np.ndarray:
    """Give r - (F(r) - p) / f(r) in each row, where r is the least count with F(r) >= p.

    Source: Spiegelhalter (2005) Stat Med 24:1185-202, appendix A.1.1.
    """
    below, above, at_below, at_above = _bracket(counts, p)
    return above - (at_above - p) / np.where(at_above > at_below, at_above - at_below, np.nan)


def _bracket(counts: Counts, p: float):
    """Give counts r - 1 and r with their F, by guided steps that F itself confirms."""
    size = len(counts.mean)
    low, high = np.full(size, -1.0), counts.top.astype(float)
    at_low, at_high = np.zeros(size), np.ones(size)
    missing = np.isnan(counts.mean) | np.isnan(high)
    high[missing], at_high[missing] = np.nan, np.nan
    k, step = _start(counts, p), 0
    rows = np.flatnonzero(high - low > 1)
    while len(rows):
        tried = np.clip(k[rows], low[rows] + 1, high[rows] - 1)
        f = counts.cdf(rows, tried)
        reached = f >= p
        high[rows[reached]], at_high[rows[reached]] = tried[reached], f[reached]
        low[rows[f < p]], at_low[rows[f < p]] = tried[f < p], f[f < p]
        high[rows[np.isnan(f) | (tried > COUNTABLE)]] = np.nan  # too extreme to be worked out
        rows = rows[high[rows] - low[rows] > 1]
        bracket = (low[rows], high[rows], at_low[rows], at_high[rows])
        k[rows] = _next(p, k[rows], counts.sd[rows], *bracket, step)
        step += 1
    return low, high, at_low, at_high


def _start(counts: Counts, p: float) -> np.ndarray:
    z = ndtri(p)
    start = counts.mean + counts.sd * (z + counts.skew * (z**2 - 1) / 6) - 0.5
    return np.ceil(np.where(np.isfinite(start), start, 0.0))


def _next(p, k, sd, low, high, at_low, at_high, step) -> np.ndarray:
    """Guess r anew along a straight line in normal scores; after a while, halve instead."""
    z, z_low, z_high = ndtri(p), ndtri(at_low), ndtri(at_high)
    with np.errstate(all="ignore"):
        spread = (high - low) / (z_high - z_low)
        spread = np.where(np.isfinite(spread) & (spread > 0), spread, np.maximum(sd, 1.0))
        from_low = low + np.clip((z - z_low) * spread, 0, 9 * spread)
        guess = np.where(np.isfinite(z_low), from_low, high - np.clip((z_high - z) * spread, 0, 9 * spread))
    guess = np.where(np.isfinite(guess), np.ceil(guess) - 1, low + 1)
    if step >= PATIENCE:
        bounded = np.isfinite(high)
        leap = low + 2.0 ** min(step - PATIENCE, 60)
        guess = np.where(bounded, (low + np.where(bounded, high, low)) // 2, leap)
    return np.clip(guess, low + 1, high - 1)

"""How often each interval holds the true value: exactly, by adding up every outcome there can be."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import bdtr, gammaln, xlogy

from insight.statistics.comparison.difference import difference
from insight.statistics.comparison.ratio import ratio
from insight.statistics.intervals.byar import byar
from insight.statistics.intervals.clopper_pearson import clopper_pearson
from insight.statistics.intervals.exact_or_byar import exact_or_byar
from insight.statistics.intervals.median_binomial import median_binomial
from insight.statistics.intervals.poisson_exact import poisson_exact
from insight.statistics.mean import mean
from insight.statistics.proportion import proportion
from insight.statistics.standardised.direct import direct

NEGLIGIBLE = 1e-12  # chance of an outcome that is left out of the sum
SHARES = np.linspace(0.01, 0.99, 99)
MEANS = np.linspace(0.5, 60, 120)
Limits = tuple[np.ndarray, np.ndarray]


class Coverage(NamedTuple):
    """How often an interval holds the true value, and by how much that may be wrong."""

    share: np.ndarray
    error: np.ndarray | float = 0.0  # standard error of a simulation; 0 of a sum over all outcomes


def of_proportions(
    limits: Callable[..., Limits], people: int, truth: np.ndarray, confidence: float
) -> Coverage:
    """Give how often an interval of a proportion holds each true share, for so many people.

    limits : takes numerators, denominators and confidence, and gives lower and upper.
    """
    x = np.arange(people + 1.0)
    lower, upper = limits(x, np.full(people + 1, float(people)), confidence=confidence)
    return Coverage(_held(_binomial(x, people, truth), lower, upper, truth))


def of_counts(limits: Callable[..., Limits], truth: np.ndarray, confidence: float) -> Coverage:
    """Give how often an interval of a count of events holds each true mean."""
    x = np.arange(truth.max() + 12 * np.sqrt(truth.max()) + 30)
    lower, upper = limits(x, confidence=confidence)
    return Coverage(_held(_poisson(x, truth), lower, upper, truth))


def of_medians(people: int, confidence: float) -> Coverage:
    """Give how often the interval between two of so many values holds the true median, whatever their shape.

    How many values lie below the true median is all that matters: a toss of a coin for each.
    """
    row = median_binomial(np.arange(1.0, people + 1), confidence=confidence).iloc[0]
    low, high = row["lower"], people - row["lower"]  # so many below: at least the one, at most the other
    return Coverage(np.array([bdtr(high, people, 0.5) - bdtr(low - 1, people, 0.5)]))


def of_differences(people: tuple[int, int], truth: np.ndarray, apart: float, confidence: float) -> Coverage:
    """Give how often Newcombe's interval holds the difference of two true shares that are `apart`."""
    x1, x2 = (side.ravel() for side in np.meshgrid(*(np.arange(n + 1.0) for n in people), indexing="ij"))
    first, second = (
        proportion(x1, people[0], confidence=confidence),
        proportion(x2, people[1], confidence=confidence),
    )
    found = difference(first, second)
    chance = [_pair(people, share + apart, share) for share in truth]
    inside = _within(found["lower"], found["upper"], np.full(1, apart))[0]
    return Coverage(np.array([part[inside].sum() for part in chance]))


def of_ratios(people: tuple[int, int], truth: np.ndarray, multiple: float, confidence: float) -> Coverage:
    """Give how often the log interval holds the ratio of two true shares, among samples that have one."""
    x1, x2 = (side.ravel() for side in np.meshgrid(*(np.arange(n + 1.0) for n in people), indexing="ij"))
    found = ratio(x1, people[0], x2, people[1], confidence=confidence)
    there = found["value"].notna().to_numpy()
    inside = _within(found["lower"].fillna(0), found["upper"].fillna(np.inf), np.full(1, multiple))[0] & there
    chance = [_pair(people, multiple * share, share) for share in truth]
    return Coverage(np.array([part[inside].sum() / part[there].sum() for part in chance]))


def of_standardised(events: np.ndarray, confidence: float) -> Coverage:
    """Give how often Dobson's interval holds the standardised rate of two strata, among areas that have one.

    events : those expected in all, four in ten of them in the smaller stratum, which weighs
    three times as much for each event as the other.
    """
    return Coverage(np.array([_one_standardised(total, confidence) for total in events]))


def of_means(people: np.ndarray, confidence: float, *, samples: int = 20_000, seed: int = 1) -> Coverage:
    """Simulate how often Student's interval holds the mean of normal values, for each number of people."""
    draw = np.random.default_rng(seed)
    held = []
    for n in people:
        values = draw.normal(size=(samples, n))
        found = mean(values.mean(axis=1), float(n), values.std(axis=1, ddof=1), confidence=confidence)
        held.append(((found["lower"] <= 0) & (found["upper"] >= 0)).mean())
    share = np.array(held)
    return Coverage(share, np.sqrt(confidence * (1 - confidence) / samples))


def wilson(x, n, *, confidence: float) -> Limits:
    """Give Wilson's limits as two arrays."""
    found = proportion(x, n, confidence=confidence)
    return found["lower"].to_numpy(), found["upper"].to_numpy()


def table(people: tuple[int, ...] = (10, 50, 500)) -> pd.DataFrame:
    """Give the least and the average coverage of every interval over its grid, at 95% and 99.8%.

    Returns a row per interval and confidence: interval, grid (what was varied), confidence,
    least, average, error (standard error of a simulation; 0 where every outcome was added up).
    """
    found = []
    for confidence in (0.95, 0.998):
        for name, grid, each in _rows(people, confidence):
            shares = np.concatenate([part.share for part in each])
            error = max(np.max(part.error) for part in each)
            found.append((name, grid, confidence, shares.min(), shares.mean(), error))
    return pd.DataFrame(found, columns=["interval", "grid", "confidence", "least", "average", "error"])


def _rows(people: tuple[int, ...], confidence: float):
    sizes = ", ".join(f"{n:,}" for n in people)
    shares, means = f"{sizes} people, shares of 1% to 99%", "0.5 to 60 events expected"
    inner = np.linspace(0.1, 0.6, 26)
    exact: dict[str, Callable[..., Limits]] = {"Wilson": wilson, "Clopper–Pearson": clopper_pearson}
    for name, limits in exact.items():
        yield name, shares, [of_proportions(limits, n, SHARES, confidence) for n in people]
    counts: dict[str, Callable[..., Limits]] = {
        "Garwood (exact)": poisson_exact,
        "exact below 10, Byar from 10": exact_or_byar,
        "Byar": byar,
    }
    for name, method in counts.items():
        truth = MEANS if name != "Byar" else MEANS[MEANS >= 20]
        grid = means if name != "Byar" else "20 to 60 events expected"
        yield name, grid, [of_counts(method, truth, confidence)]
    yield (
        "Dobson",
        "15 to 100 events in two strata",
        [of_standardised(np.array([15.0, 30, 60, 100]), confidence)],
    )
    yield "Student's t", "3, 10, 50 normal values", [of_means(np.array([3, 10, 50]), confidence)]
    yield "median (binomial)", "15, 50, 500 values", [of_medians(n, confidence) for n in (15, 50, 500)]
    pairs = ((20, 30), (50, 50))
    yield (
        "difference (Newcombe)", "20 and 30, 50 and 50 people, 0 or 20 points apart",
        [of_differences(pair, inner, apart, confidence) for pair in pairs for apart in (0.0, 0.2)],
    )  # fmt: skip
    yield (
        "ratio (logarithms)", "50 and 50, 100 and 100 people, ratios of 1 and 1.5",
        [of_ratios((n, n), inner, times, confidence) for n in (50, 100) for times in (1.0, 1.5)],
    )  # fmt: skip


def _held(chance: np.ndarray, lower, upper, truth: np.ndarray) -> np.ndarray:
    return (chance * _within(lower, upper, truth)).sum(axis=1)


def _within(lower, upper, truth: np.ndarray) -> np.ndarray:
    """Say, for each truth and outcome, whether the outcome's interval holds the truth."""
    low = np.where(np.isnan(lower), -np.inf, lower)
    return (low - 1e-12 <= truth[:, None]) & (truth[:, None] <= np.asarray(upper) + 1e-12)


def _binomial(x: np.ndarray, n: int, truth: np.ndarray) -> np.ndarray:
    ways = gammaln(n + 1) - gammaln(x + 1) - gammaln(n - x + 1)
    return np.exp(ways + xlogy(x, truth[:, None]) + xlogy(n - x, 1 - truth[:, None]))


def _poisson(x: np.ndarray, truth: np.ndarray) -> np.ndarray:
    return np.exp(xlogy(x, truth[:, None]) - truth[:, None] - gammaln(x + 1))


def _pair(people: tuple[int, int], first: float, second: float) -> np.ndarray:
    one, two = (
        _binomial(np.arange(n + 1.0), n, np.array([share]))[0]
        for n, share in zip(people, (first, second), strict=True)
    )
    return np.outer(one, two).ravel()


def _one_standardised(total: float, confidence: float) -> float:
    """Add up every pair of counts of two strata that is not all but impossible."""
    expected, standard = np.array([0.4, 0.6]) * total, np.array([2.0, 1.0])
    chances, counts = [], []
    for part in expected:
        x = np.arange(max(part - 9 * np.sqrt(part), 0) // 1, part + 9 * np.sqrt(part) + 15)
        counts.append(x)
        chances.append(_poisson(x, np.array([part]))[0])
    x = np.array([side.ravel() for side in np.meshgrid(*counts, indexing="ij")])
    chance = np.outer(*chances).ravel()
    kept = (chance > NEGLIGIBLE) & (x.sum(axis=0) >= 10)
    x, chance = x[:, kept], chance[kept]
    people = np.array([1000.0, 1000.0])
    found = direct(
        x.T.ravel(), np.tile(people, x.shape[1]), np.tile(standard, x.shape[1]),
        np.repeat(np.arange(x.shape[1]), 2), per=1, confidence=confidence,
    )  # fmt: skip
    truth = (standard * expected / people).sum() / standard.sum()
    inside = (found["lower"] <= truth) & (found["upper"] >= truth)
    return float(chance[inside.to_numpy()].sum() / chance.sum())

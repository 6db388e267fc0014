"""Random numbers that add up: counts and values for every place, and their division into groups."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np

TAILS = 7  # degrees of freedom of the noise around a mean
MEDIAN_ERROR = 1.2533  # standard error of a median, in standard errors of a mean (normal data)
ALMOST = 1e-9


@dataclass(frozen=True)
class Numbers:
    """What is known of some people: arrays of one shape, periods first.

    n : how many. x : how many had the outcome (counts), or None. value, sd : the mean and
    spread between people (measurements), or None.
    """

    n: np.ndarray
    x: np.ndarray | None = None
    value: np.ndarray | None = None
    sd: np.ndarray | None = None

    def each(self, change: Callable[[np.ndarray], np.ndarray]) -> "Numbers":
        """Give the numbers with every array changed alike."""
        parts = (self.n, self.x, self.value, self.sd)
        return Numbers(*(None if part is None else change(part) for part in parts))  # type: ignore[arg-type]

    def take(self, where: Any) -> "Numbers":
        """Give the periods (or cells) an index picks."""
        return self.each(lambda part: part[where])

    def after(self, first: "Numbers") -> "Numbers":
        """Give these periods put after those of others."""
        mine, theirs = (self.n, self.x, self.value, self.sd), (first.n, first.x, first.value, first.sd)
        both = (None if b is None else np.concatenate([a, b]) for a, b in zip(theirs, mine, strict=True))
        return Numbers(*both)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Scale:
    """The scale on which effects are added: `to` goes there, `back` returns, `slope` is d to/d level."""

    to: Callable[[Any], Any]
    back: Callable[[Any], Any]
    slope: Callable[[float], float]


def _logit(p: np.ndarray) -> np.ndarray:
    p = np.clip(p, ALMOST, 1 - ALMOST)
    return np.log(p / (1 - p))


SHARES = Scale(_logit, lambda eta: 1 / (1 + np.exp(-eta)), lambda p: 1 / (p * (1 - p)))
MEASUREMENTS = Scale(lambda value: value, lambda eta: eta, lambda value: 1.0)


def stream(seed: int, *names: str) -> np.random.Generator:
    """Give the random numbers that belong to these names alone, whatever else is drawn."""
    return np.random.default_rng([seed, crc32("/".join(names).encode())])


def reached(scale: Scale, eta: np.ndarray, weights: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Give what must be added to each column of `eta` so that its weighted mean is as wanted.

    eta, weights : (..., groups); the mean runs over every axis but the last. wanted : (groups).
    """
    axes = tuple(range(weights.ndim - 1))
    total = np.maximum(weights.sum(axis=axes), ALMOST)
    shift = np.zeros(len(wanted))
    for _ in range(25):
        now = (weights * scale.back(eta + shift)).sum(axis=axes) / total
        shift = shift + scale.to(wanted) - scale.to(now)
    return shift


def balanced(scale: Scale, level: np.ndarray, shares: np.ndarray, offsets: np.ndarray) -> np.ndarray:
    """Give each group's level, so that groups differ by `offsets` and their mean stays `level`.

    level : (...). shares : (..., groups), summing to 1. offsets : (..., groups), on the scale.
    """
    centre = scale.to(level)
    for _ in range(6):
        groups = scale.back(centre[..., None] + offsets)
        centre = centre + scale.to(level) - scale.to((shares * groups).sum(axis=-1))
    return scale.back(centre[..., None] + offsets)


def matched(
    scale: Scale, level: np.ndarray, shares: np.ndarray, people: np.ndarray, wanted: np.ndarray
) -> np.ndarray:
    """Give the offsets with which groups are, over all places, at the levels wanted.

    level, people : (places). shares : (places, groups). wanted : (groups), of which the mean
    over everybody must be about that of `level`, as each place keeps its own.
    """
    weights = people[:, None] * shares
    offsets = scale.to(wanted)
    for _ in range(30):
        groups = balanced(scale, level, shares, offsets)
        reached_now = (weights * groups).sum(axis=0) / np.maximum(weights.sum(axis=0), ALMOST)
        offsets = offsets + scale.to(wanted) - scale.to(reached_now)
    return offsets - offsets.mean()


def shared_out(rng: np.random.Generator, whole: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Divide whole numbers (...) among groups (..., groups) at random, losing nobody."""
    weights = np.broadcast_to(weights, (*whole.shape, weights.shape[-1]))
    total = weights.sum(axis=-1, keepdims=True)
    even = np.full_like(weights, 1 / weights.shape[-1])
    return rng.multinomial(whole, np.divide(weights, total, out=even, where=total > 0))


def divided(
    rng: np.random.Generator, whole: Numbers, shares: np.ndarray, expected: np.ndarray, spread: float
) -> Numbers:
    """Divide people into groups, so that the groups add up to the whole exactly.

    shares : (..., groups), how people fall into groups. expected : (..., groups), each group's
    level. spread : SD between people of a measurement. People with and without the outcome are
    shared out apart, which gives each group binomial counts given the total.
    """
    if whole.x is not None:
        x = shared_out(rng, whole.x, shares * expected)
        return Numbers(n=x + shared_out(rng, whole.n - whole.x, shares * (1 - expected)), x=x)
    n = shared_out(rng, whole.n, shares)
    if whole.value is None:
        return Numbers(n=n)
    value = expected + noise(rng, n, spread)
    mean = np.divide((n * value).sum(axis=-1), whole.n, out=np.zeros(whole.n.shape), where=whole.n > 0)
    value = value + (whole.value - mean)[..., None]
    return Numbers(n=n, value=value, sd=np.full(n.shape, spread))


def noise(rng: np.random.Generator, n: np.ndarray, spread: float) -> np.ndarray:
    """Give the error of a mean over n people: heavier in the tails than normal."""
    standard = rng.standard_t(TAILS, n.shape) / np.sqrt(TAILS / (TAILS - 2))
    return standard * spread / np.sqrt(np.maximum(n, 1))


def drawn(
    rng: np.random.Generator, n: np.ndarray, expected: np.ndarray, *, kind: str, spread: float
) -> Numbers:
    """Draw what n people in each cell show, at the levels expected.

    kind : proportion (binomial), rate (Poisson, expected being events per person), count (of the
    people themselves) or measurement, with `spread` between people.
    """
    if kind == "proportion":
        return Numbers(n=n, x=rng.binomial(n, expected))
    if kind == "rate":
        return Numbers(n=n, x=np.minimum(rng.poisson(n * expected), n))
    if kind == "count":
        return Numbers(n=n)
    return Numbers(n=n, value=expected + noise(rng, n, spread), sd=np.full(n.shape, spread))


def early(rng: np.random.Generator, whole: Numbers, known: float, lag: float) -> Numbers:
    """Give what was known of the same people early: a share `known`, fewer (by `lag`) of those
    with the outcome. Measurements are missing a share of people and are off a little.
    """
    if whole.x is not None:
        x = rng.binomial(whole.x, known * (1 - lag))
        return Numbers(n=x + rng.binomial(whole.n - whole.x, known), x=x)
    n = rng.binomial(whole.n, known)
    if whole.value is None or whole.sd is None:
        return Numbers(n=n)
    return Numbers(n=n, value=whole.value + noise(rng, n, float(whole.sd.flat[0]) / 4), sd=whole.sd)


def added_up(parts: Numbers, members: np.ndarray) -> Numbers:
    """Add places up to areas.

    parts : (periods, places, ...). members : areas x places, of 0 and 1. Counts are sums;
    a mean is the mean over people, its SD that of all of them together.
    """

    def total(each: np.ndarray) -> np.ndarray:
        return np.moveaxis(np.tensordot(members, each, axes=(1, 1)), 0, 1)

    def count(each: np.ndarray) -> np.ndarray:
        return np.rint(total(each.astype(float))).astype(np.int64)

    n = count(parts.n)
    if parts.x is not None:
        return Numbers(n=n, x=count(parts.x))
    if parts.value is None or parts.sd is None:
        return Numbers(n=n)
    people = np.maximum(n, 1)
    value = total(parts.n * parts.value) / people
    square = total(parts.n * (parts.sd**2 + parts.value**2)) / people
    return Numbers(n=n, value=value, sd=np.sqrt(np.maximum(square - value**2, 0)))


def whole(parts: Numbers) -> Numbers:
    """Add up the groups of each place: (periods, places, groups) gives (periods, places)."""
    turned = parts.each(lambda part: np.moveaxis(part, -1, 1))
    return added_up(turned, np.ones((1, parts.n.shape[-1]))).take(np.s_[:, 0])

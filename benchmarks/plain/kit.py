"""What several of them need: groups, and the intervals of one count."""
# ruff: noqa: D103

from collections.abc import Iterator
from math import sqrt
from statistics import NormalDist

from scipy.special import (
    gammaincinv,
)

Z = NormalDist().inv_cdf(0.975)
TAIL = 0.025
TWO_SIGMA, THREE_SIGMA = NormalDist().cdf(-2), NormalDist().cdf(-3)


def parts(size: int, *columns: list) -> Iterator[tuple[list, ...]]:
    """Cut columns into groups of so many rows."""
    for start in range(0, len(columns[0]), size):
        yield tuple(column[start : start + size] for column in columns)


def wilson(x, n):
    p = x / n
    middle, margin = p + Z**2 / (2 * n), Z * sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))
    return (middle - margin) / (1 + Z**2 / n), (middle + margin) / (1 + Z**2 / n)


def garwood(x):
    return (gammaincinv(x, TAIL) if x else 0.0), gammaincinv(x + 1, 1 - TAIL)


def byar(x):
    more = x + 1
    return x * (1 - 1 / (9 * x) - Z / (3 * sqrt(x))) ** 3, more * (
        1 - 1 / (9 * more) + Z / (3 * sqrt(more))
    ) ** 3


def switched(x):
    return garwood(x) if x < 10 else byar(x)

"""Limits of a count whose chances are added up one by one: quick where counts are small."""

from dataclasses import dataclass

import numpy as np

MOST = 130  # events; longer sums are no quicker than a few values of F, and lose digits
LIKELY = 5e-4  # a tail rarer than this would lose digits in a sum from 0 up
AT_ONCE = 4096  # rows, so that a table of their sums stays in the processor's own memory
PEOPLE = 5000  # of a unit whose chances are added up
CELLS = 1 << 18  # of a table of people


@dataclass(frozen=True)
class Terms:
    """How the chances of each row's counts follow from the first.

    P(0) = first, P(k + 1) = P(k) (rise + k step) / (k + 1).

    Source: Panjer (1981) ASTIN Bull 12:22-6.
    """

    first: np.ndarray
    rise: np.ndarray
    step: np.ndarray


def interpolated(terms: Terms, most: np.ndarray, tail: float) -> np.ndarray:
    """Give r - (F(r) - p) / f(r) of each row, where r is the least count with F(r) >= p.

    terms : of n rows; most : n counts that the upper limit will hardly reach. tail : p is this,
    and 1 less this.

    Returns 2 rows of n; missing where a number is, where the limit is above MOST or the tail
    rarer than LIKELY.
    """
    found = np.full((2, len(most)), np.nan)
    rows = np.flatnonzero(most < MOST) if tail >= LIKELY else np.empty(0, dtype=int)
    rows = rows[np.argsort(most[rows].astype(np.int16), kind="stable")]  # like beside like: few idle sums
    table = np.zeros((MOST + 2, min(AT_ONCE, len(rows))))
    alike = Terms(terms.first[rows], terms.rise[rows], terms.step[rows])
    made = np.empty((2, len(rows)))
    for start in range(0, len(rows), AT_ONCE):
        some = slice(start, start + AT_ONCE)
        part = Terms(alike.first[some], alike.rise[some], alike.step[some])
        sums = _added(part, table[:, : len(part.first)], 1 - tail)
        for limit, p in zip(made, (tail, 1 - tail), strict=True):
            limit[some] = _crossing(sums, p)
    for limits, limit in zip(found, made, strict=True):
        limits[rows] = limit
    return found


def _added(terms: Terms, table: np.ndarray, enough: float) -> np.ndarray:
    """Give F(-1), F(0), F(1) ... of each column, until all have enough."""
    chance, over = terms.first, terms.rise - terms.step
    growth = terms.rise.copy()  # P(k + 1) / P(k)
    for k in range(len(table) - 1):
        np.add(table[k], chance, out=table[k + 1])
        if k % 8 == 0 and table[k + 1].min() >= enough:
            break
        chance *= growth
        np.multiply(over, 1 / (k + 2), out=growth)
        growth += terms.step
    return table[: k + 2]


def _crossing(sums: np.ndarray, p: float) -> np.ndarray:
    above = (sums < p).view(np.uint8).sum(axis=0, dtype=np.uint8).astype(np.int64)
    last, wide = len(sums) - 1, sums.shape[1]
    place = np.minimum(above, last) * wide + np.arange(wide)
    flat = sums.ravel()
    top, bottom = flat[place], flat[place - wide]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(above <= last, above - 1 - (top - p) / (top - bottom), np.nan)


def of_people(n: np.ndarray, a: np.ndarray, b: np.ndarray, tail: float) -> np.ndarray:
    """Give the limits, as `interpolated`, of a beta-binomial count.

    n : people, whole numbers from 1 to PEOPLE; a, b : of the beta distribution, above 0; n of each.

    Returns 2 rows of n.
    """
    found = np.empty((2, len(n)))
    rows = np.argsort(n, kind="stable")
    while len(rows):
        many = max(int(CELLS // (n[rows[min(len(rows), CELLS // PEOPLE) - 1]] + 1)), 1)
        some, rows = rows[:many], rows[many:]
        found[:, some] = _from_the_middle(n[some, None], a[some, None], b[some, None], tail)
    return found


def _from_the_middle(n, a, b, tail: float) -> np.ndarray:
    """Give both limits of each row from chances relative to that of the count nearest the mean."""
    k = np.arange(n.max())
    up = np.maximum(n - k, 0) * (a + k)
    down = (k + 1) * (np.maximum(n - k - 1, 0) + b)
    below = k < np.floor(n * a / (a + b))
    ratio = np.where(below, down, up) / np.where(below, up, down)
    weight = np.ones((len(n), len(k) + 1))
    weight[:, 1:] = np.cumprod(np.where(below, 1.0, ratio), axis=1)
    weight[:, :-1] *= np.cumprod(np.where(below, ratio, 1.0)[:, ::-1], axis=1)[:, ::-1]
    sums = np.cumsum(weight, axis=1)
    found, row = [], np.arange(len(n))
    for p in (tail, 1 - tail):
        wanted = p * sums[:, -1]
        r = (sums < wanted[:, None]).sum(axis=1)
        found.append(r - (sums[row, r] - wanted) / weight[row, r])
    return np.array(found)

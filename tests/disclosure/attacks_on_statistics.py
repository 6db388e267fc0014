"""Counts given away by a statistic that was worked out from them.

An attack is what is published of true counts x and n, and the possible x that an attacker who
knows the formula is left with. Guarded, a small count is withheld before anything is worked
out, so that nothing is published of it.
"""

import numpy as np

from insight.statistics.proportion import proportion
from insight.statistics.rate import rate

SMALL = range(1, 8)
PEOPLE = range(8, 121)


def fitting(published, formula, *, n=PEOPLE, x=SMALL):
    """Give the possible x for which some n gives what was published."""
    if published is None:
        return set(SMALL)
    pairs = [(i, j) for j in n for i in x if i <= j]
    return {i for i, j in pairs if np.allclose(formula(i, j), published, rtol=0, atol=1e-9)}


def wilson(i, j, places=4):
    found = proportion([i], [j])
    return found.to_numpy().round(places).ravel()


def poisson(i, j):
    found = rate([i], [j], per=1000)
    return (found["upper"] / found["lower"]).to_numpy().round(3)


STATISTICS = {
    # name: (formula of x and n, what else is known: the possible n)
    "an interval reveals n": (wilson, PEOPLE),
    "the limits of a rate reveal the events": (poisson, range(500, 501)),
    "a rate for every 1,000 and the population": (lambda i, j: round(1000 * i / j, 1), [240]),
    "a standard error and the denominator": (lambda i, j: round(np.sqrt(i / j * (1 - i / j) / j), 4), [96]),
    "the width of an interval": (lambda i, j: np.diff(wilson(i, j)[1:]).round(4), [75]),
    "observed is a ratio times expected": (lambda i, j: round(i / 4.2, 2), [40]),
    "a people gap reveals n": (lambda i, j: (round(i / j, 3), round(j * (0.75 - i / j), 1)), PEOPLE),
    "a total and a mean": (lambda i, j: round(412 / i, 1), [8]),
    "a z score against a known target": (lambda i, j: round((i / j - 0.2) / np.sqrt(0.16 / j), 3), [64]),
    "an odds ratio against a known group": (lambda i, j: round((i / (j - i)) / (40 / 60), 3), [88]),
    "a difference from a known figure": (lambda i, j: round(100 * (i / j - 0.4), 1), [110]),
    "a bound on the rounding error": (lambda i, j: round((i + 2) / (j - 2) - i / j, 5), [50]),
    "a median of few people, with all but one known": (lambda i, j: float(np.median([1, 9, i])), [8]),
}

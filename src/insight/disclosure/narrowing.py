"""What each fact alone leaves possible of its counts, told from fact to fact until nothing changes."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from insight.disclosure.release import Release

ROUNDS = 60
CLOSE = 1e-7  # sums of percentages are not exact in floating point


@dataclass
class System:
    """A release as arrays; `lower` and `upper` of the counts are narrowed in place."""

    lower: np.ndarray
    upper: np.ndarray
    roomy: np.ndarray
    fact: np.ndarray  # of each term, in order
    cell: np.ndarray  # of each term
    by: np.ndarray  # coefficient of each term
    least: np.ndarray  # of each fact
    most: np.ndarray
    either: np.ndarray
    small: int  # the largest small count

    @property
    def impossible(self) -> np.ndarray:
        """Give the counts that no value is left for."""
        return np.flatnonzero(self.lower > self.upper)


def system(release: Release, small: int) -> System:
    """Give a release as arrays, its cells and facts numbered from 0 in their order."""
    terms, place = release.terms, release.cells.index
    fact = release.facts.index.get_indexer(pd.Index(terms["fact"]))
    order = np.argsort(fact, kind="stable")
    places = place.get_indexer(pd.Index(release.either.ravel())).reshape(-1, 3)
    return System(
        lower=release.cells["lower"].to_numpy(dtype=float).copy(),
        upper=release.cells["upper"].to_numpy(dtype=float).copy(),
        roomy=release.cells["roomy"].to_numpy(dtype=bool),
        fact=fact[order],
        cell=place.get_indexer(pd.Index(terms["cell"]))[order],
        by=terms["coefficient"].to_numpy(dtype=float)[order],
        least=release.facts["lower"].to_numpy(dtype=float),
        most=release.facts["upper"].to_numpy(dtype=float),
        either=np.where(release.either < 0, -1, places),
        small=small,
    )


def narrow(parts: System, rounds: int = ROUNDS) -> bool:
    """Narrow every count by every fact; tell whether nothing was left to narrow at the end.

    Each fact bounds each of its counts by what the others leave over, which is all it says;
    a count of a row that is withheld for smallness is small when no other of the row can be.
    Stops early at a contradiction, which leaves a count with lower above upper.
    """
    for _ in range(rounds):
        before = parts.lower.copy(), parts.upper.copy()
        _by_facts(parts)
        _by_room(parts)
        _by_smallness(parts)
        if parts.impossible.size:
            return False
        if (before[0] == parts.lower).all() and (before[1] == parts.upper).all():
            return True
    return False


def reach(parts: System) -> tuple[np.ndarray, np.ndarray]:
    """Give the lowest and the highest each fact's sum can be, from its counts' ends."""
    low, high = _ends(parts)
    count = len(parts.least)
    return np.bincount(parts.fact, low, count), np.bincount(parts.fact, high, count)


def _ends(parts: System) -> tuple[np.ndarray, np.ndarray]:
    one, other = parts.by * parts.lower[parts.cell], parts.by * parts.upper[parts.cell]
    return np.minimum(one, other), np.maximum(one, other)


def _others(ends: np.ndarray, parts: System) -> np.ndarray:
    """Give, for each term, the sum of the other terms of its fact; infinite if one of them is."""
    endless = np.isinf(ends)
    finite, count = np.where(endless, 0, ends), len(parts.least)
    total = np.bincount(parts.fact, finite, count)[parts.fact] - finite
    open_ended = np.bincount(parts.fact, endless, count)[parts.fact] - endless
    sign = np.inf if (ends[endless] > 0).any() else -np.inf
    return np.where(open_ended > 0, sign, total)


def _by_facts(parts: System) -> None:
    low, high = _ends(parts)
    most = parts.most[parts.fact] - _others(low, parts)
    least = parts.least[parts.fact] - _others(high, parts)
    positive = parts.by > 0
    ceiling, floor = np.where(positive, most, least) / parts.by, np.where(positive, least, most) / parts.by
    np.minimum.at(parts.upper, parts.cell, np.floor(ceiling + CLOSE))
    np.maximum.at(parts.lower, parts.cell, np.ceil(floor - CLOSE))


def _by_room(parts: System) -> None:
    """A count known to be 0 or not small is not small once it is not 0, and 0 once it cannot be larger."""
    some = parts.roomy & (parts.lower >= 1)
    parts.lower[some] = np.maximum(parts.lower[some], parts.small + 1)
    parts.upper[parts.roomy & (parts.upper <= parts.small)] = 0


def _by_smallness(parts: System) -> None:
    """Of the counts of a withheld row, the only one that can be small is."""
    if not len(parts.either):
        return
    given = parts.either >= 0
    can = given & (parts.upper[parts.either] >= 1) & (parts.lower[parts.either] <= parts.small)
    alone = parts.either[(can.sum(axis=1) == 1)[:, None] & can]
    parts.lower[alone] = np.maximum(parts.lower[alone], 1)
    parts.upper[alone] = np.minimum(parts.upper[alone], parts.small)

"""Which published figures give a count away: few enough to be read, and enough to prove it."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

from insight.disclosure.narrowing import system
from insight.disclosure.pieces import pieces
from insight.disclosure.policies import Policy
from insight.disclosure.release import NOTHING, Release

TINY = 1e-7


def around(release: Release, cell: int) -> Release:
    """Give the part of a release that has anything to do with one count."""
    parts = system(release, 0)
    [piece] = pieces(parts, release.cells.index.get_indexer(pd.Index([cell])), narrowed=False)
    return release.part(release.cells.index[piece.cells].to_numpy())


def witness(release: Release, cell: int, rule: Policy, *, gives_away: Callable[[Release], bool]) -> list[int]:
    """Give the units whose publication pins a count, none of which can be left out.

    release : what is published. cell : the label of a pinned count. gives_away : tells of a
    release whether the count is pinned in it. The units are a proof: while all of them are
    published the count stays pinned, whatever else is withheld.

    Source: the certificate is read from the dual solution of the attacker's linear
    programme; where whole numbers are needed, units are left out in halves until none can be.
    """
    near = around(release, cell)
    units = everything = _said(near)
    guess = sorted(set(_duals(near, cell, rule)[0]) & set(units))
    if len(guess) < len(units) and gives_away(near.hiding(sorted(set(units) - set(guess)))):
        units = guess
    return _fewest(near, everything, units, gives_away)


def suspects(release: Release, cell: int, rule: Policy) -> list[int]:
    """Give units likely to pin a count: found at once however large the release, and not always a proof.

    Those that carry weight in the attacker's linear programme if it pins the count, or else
    every figure published in the same sums.
    """
    near = around(release, cell)
    units = set(_said(near))
    guess, low, high = _duals(near, cell, rule)
    if high - low + 1 < rule.ambiguity and set(guess) & units:
        return sorted(set(guess) & units)
    facts = near.terms.loc[near.terms["cell"] == cell, "fact"]
    mates = near.terms.loc[near.terms["fact"].isin(facts), "cell"]
    facts = near.terms.loc[near.terms["cell"].isin(mates), "fact"]
    beside = near.terms.loc[near.terms["fact"].isin(facts), "cell"]
    close = set(near.cells.loc[beside.unique(), "unit"]) & units
    return sorted(close or units)


def beside(release: Release, cells: list[int], cost: pd.Series) -> list[list[int]]:
    """Give, for each of some counts, the units published in the same sums that can be withheld.

    cost : of withholding each unit. Where none can, those in sums with these, and so on; a
    published 0 serves where there is nothing else, because what is hidden in its place is 0 or
    not small. None in the end where nothing that is tied to the count can be withheld.
    """
    unit = release.cells["unit"].to_numpy()
    hideable = np.isfinite(cost[unit].to_numpy())
    shown = release.cells["shown"].to_numpy(dtype=float)
    found = _nearest(release, cells, hideable & (shown > 0))
    bare = [place for place, units in enumerate(found) if not units]
    for place, units in zip(
        bare, _nearest(release, [cells[place] for place in bare], hideable & (shown == 0)), strict=True
    ):
        found[place] = units
    return found


def _nearest(release: Release, cells: list[int], free: np.ndarray) -> list[list[int]]:
    """Give, for each of some counts, the units of the free counts the fewest sums away."""
    labels, unit = release.cells.index, release.cells["unit"].to_numpy()
    fact = pd.factorize(release.terms["fact"])[0]
    place = labels.get_indexer(pd.Index(release.terms["cell"]))
    shape = (fact.max(initial=0) + 1, len(labels))
    ties = csr_array((np.ones(len(fact)), (fact, place)), shape=shape)
    at = labels.get_indexer(pd.Index(cells))
    near = csr_array((np.ones(len(at)), (np.arange(len(at)), at)), shape=(len(at), len(labels)))
    found: list[list[int]] = [[] for _ in cells]
    left = np.arange(len(at))
    while left.size:
        wider = (near @ ties.T @ ties).sign()
        reached = [wider.indices[a:b] for a, b in pairwise(wider.indptr)]
        for row, here in zip(left, reached, strict=True):
            found[row] = np.unique(unit[here[free[here]]]).tolist()
        further = np.diff(wider.indptr) > np.diff(near.indptr)
        more = np.array([not found[row] for row in left]) & further
        near, left = wider[more], left[more]
    return found


def _said(release: Release) -> list[int]:
    """Give the units of which anything is published."""
    shown = release.cells.loc[release.cells["shown"].notna(), "unit"]
    says = np.isfinite(release.facts[["lower", "upper"]].to_numpy(dtype=float)).any(axis=1)
    stated = release.facts["unit"].to_numpy()[says]
    return sorted({*shown, *stated} - {NOTHING})


def _fewest(release: Release, everything: list[int], units: list[int], gives_away) -> list[int]:
    """Leave out units, half of them at a time and then fewer, while the count stays pinned."""
    size = max(len(units) // 2, 1)
    while units:
        start = 0
        while start < len(units):
            fewer = units[:start] + units[start + size :]
            if gives_away(release.hiding([unit for unit in everything if unit not in set(fewer)])):
                units = fewer
            else:
                start += size
        if size == 1:
            break
        size = max(size // 2, 1)
    return units


def _duals(release: Release, cell: int, rule: Policy) -> tuple[list[int], float, float]:
    """Give the units that carry weight when the count is made small and large, and those ends."""
    parts = system(release, rule.largest_small)
    shape = (len(parts.least), len(parts.lower))
    matrix = csr_array((parts.by, (parts.fact, parts.cell)), shape=shape)
    top, bottom = np.isfinite(parts.most), np.isfinite(parts.least)
    limits = np.concatenate([parts.most[top], -parts.least[bottom]])
    rows = vstack([matrix[top], -matrix[bottom]], format="csr")
    place = release.cells.index.get_loc(cell)
    ends = np.column_stack([parts.lower, parts.upper])
    found: set[int] = set()
    reached = {1.0: -np.inf, -1.0: np.inf}
    for sign in (1.0, -1.0):
        cost = np.zeros(shape[1])
        cost[place] = sign
        answer = linprog(cost, A_ub=rows, b_ub=limits, bounds=ends, method="highs")
        if answer.x is None:
            continue
        reached[sign] = sign * answer.fun
        weight = np.abs(answer.lower.marginals) + np.abs(answer.upper.marginals)
        found |= set(release.cells["unit"].to_numpy()[weight > TINY])
        facts = np.concatenate([np.flatnonzero(top), np.flatnonzero(bottom)])
        used = facts[np.abs(answer.ineqlin.marginals) > TINY]
        found |= set(release.facts["unit"].to_numpy()[used])
    return sorted(found), np.ceil(reached[1.0] - 1e-6), np.floor(reached[-1.0] + 1e-6)

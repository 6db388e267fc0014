"""Counts that fit every fact of one piece at once, found by integer programming."""

from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, vstack

from insight.disclosure.narrowing import System
from insight.disclosure.pieces import Piece

NODES = 500  # looked into for one question before it is left open: not seconds, which differ by machine
SECONDS = 300  # the net below that, for one whose every node takes long
ENDLESS = 5e4  # stands for "no upper end", or four times the largest end if that is more
HASTE = {"node_limit": 5, "mip_rel_gap": 0.5}
SEMI = 3  # HiGHS' name for a whole number that is 0 or within its ends
SEMI_MOST = 1e5  # above which HiGHS takes no such number; the count may then be small as well
OPTIMAL, INFEASIBLE = 0, 2  # answers that are certain; of the others, some have counts that fit


@dataclass
class Found:
    """What a question came to: counts that fit, if any were found, and whether that is certain."""

    counts: np.ndarray | None
    certain: bool


class Fitting:
    """The counts of one piece, ready to be asked for their extremes."""

    def __init__(self, piece: Piece, parts: System, like: np.ndarray | None = None):
        """Prepare a piece.

        like : counts that fit, one per cell of the piece. What fits is then looked for among
            the possibilities in which the same counts of withheld rows are small; unless given,
            every row adds a yes or no for each of its counts, and all are looked at.
        """
        self.size = len(piece.cells)
        if like is not None:
            parts = _decided(parts, piece, like)
        lower, upper = parts.lower[piece.cells], parts.upper[piece.cells]
        finite = upper[np.isfinite(upper)]
        self.endless = max(ENDLESS, 4 * finite.max(initial=0))
        upper = np.where(np.isinf(upper), self.endless, upper)
        semi = parts.roomy[piece.cells] & (lower == 0) & (upper > parts.small) & (upper < SEMI_MOST)
        lower = np.where(semi, parts.small + 1, lower)
        matrix, least, most, extra = _with_choices(piece, parts, upper)
        self.constraint = LinearConstraint(matrix, least, most) if matrix.shape[0] else None
        self.lower, self.upper = np.append(lower, np.zeros(extra)), np.append(upper, np.ones(extra))
        self.kind = np.append(np.where(semi, SEMI, 1), np.ones(extra))

    def extreme(self, weights: np.ndarray) -> Found:
        """Give the counts that fit and make the weighted sum of counts as large as can be."""
        return self._ask(-weights, self.lower, self.upper, self.kind)

    def towards(self, weights: np.ndarray) -> Found:
        """Give counts that fit and make the weighted sum large, whether or not larger is possible."""
        return self._ask(-weights, self.lower, self.upper, self.kind, **HASTE)

    def keep(self, place: int, lower: float, upper: float) -> None:
        """Look only for counts of which one lies between two values."""
        if self.kind[place] != SEMI:
            self.lower[place] = max(self.lower[place], lower)
            self.upper[place] = min(self.upper[place], upper)

    def within(self, place: int, least: float, most: float) -> Found:
        """Give counts that fit while one of them lies between two values."""
        lower, upper, kind = self.lower.copy(), self.upper.copy(), self.kind.copy()
        bottom = 0.0 if kind[place] == SEMI and most < lower[place] else lower[place]
        lower[place], upper[place] = max(bottom, least), min(upper[place], most)
        if lower[place] > upper[place]:
            return Found(None, certain=True)
        kind[place] = 1
        return self._ask(np.zeros(self.size), lower, upper, kind)

    def with_value(self, place: int, value: float) -> Found:
        """Give counts that fit while one of them has a value."""
        return self.within(place, value, value)

    def _ask(
        self, cost: np.ndarray, lower: np.ndarray, upper: np.ndarray, kind: np.ndarray, **options: float
    ) -> Found:
        cost = np.append(cost, np.zeros(len(lower) - self.size))
        answer = milp(
            cost,
            constraints=self.constraint,
            bounds=Bounds(lower, upper),
            integrality=kind,
            options={"time_limit": SECONDS, "node_limit": NODES, **options},
        )
        counts = None if answer.x is None else np.round(answer.x[: self.size])
        return Found(counts, certain=answer.status in (OPTIMAL, INFEASIBLE))


def _decided(parts: System, piece: Piece, like: np.ndarray) -> System:
    """Give the counts with those of each withheld row held small, or roomy, that are so in `like`."""
    rows = parts.either[np.isin(parts.either, piece.cells).any(axis=1)]
    value = parts.lower.copy()
    value[piece.cells] = like
    fits = (rows >= 0) & (value[rows] >= 1) & (value[rows] <= parts.small)
    chosen = rows[np.arange(len(rows)), np.argmax(fits, axis=1)][fits.any(axis=1)]
    lower, upper = parts.lower.copy(), parts.upper.copy()
    lower[chosen] = np.maximum(lower[chosen], 1)
    upper[chosen] = np.minimum(upper[chosen], parts.small)
    roomy = parts.roomy & (lower == 0)
    lower[roomy & (value > 0)] = parts.small + 1
    upper[roomy & (value == 0)] = 0
    return replace(parts, lower=lower, upper=upper, either=rows[:0])


def _with_choices(piece: Piece, parts: System, upper: np.ndarray) -> tuple:
    """Add, for each withheld row, that at least one of its counts is small."""
    rows = parts.either[np.isin(parts.either, piece.cells).any(axis=1)]
    can = (rows >= 0) & (parts.upper[rows] >= 1) & (parts.lower[rows] <= parts.small)
    settled = (can & (parts.upper[rows] <= parts.small) & (parts.lower[rows] >= 1)).any(axis=1)
    here = can & np.isin(rows, piece.cells)
    whole = ~settled & (here == can).all(axis=1)  # a row with a count elsewhere says nothing for certain
    row, which = np.nonzero(here & whole[:, None])
    extra, facts = len(row), piece.matrix.shape[0]
    if not extra:
        return piece.matrix, piece.least, piece.most, 0
    place = np.searchsorted(piece.cells, rows[row, which])
    choice, column = np.arange(extra), len(piece.cells) + np.arange(extra)
    _, group = np.unique(row, return_inverse=True)
    groups = group.max() + 1
    one = np.ones(extra)
    values = np.concatenate([one, -one, one, upper[place] - parts.small, one])
    rows_of = np.concatenate([choice, choice, extra + choice, extra + choice, 2 * extra + group])
    columns = np.concatenate([place, column, place, column, column])
    added = coo_array((values, (rows_of, columns)), shape=(2 * extra + groups, len(piece.cells) + extra))
    wide = coo_array(
        (piece.matrix.tocoo().data, piece.matrix.tocoo().coords), shape=(facts, len(piece.cells) + extra)
    )
    least = np.concatenate([piece.least, np.zeros(extra), np.full(extra, -np.inf), np.ones(groups)])
    most = np.concatenate([piece.most, np.full(extra, np.inf), upper[place], np.full(groups, np.inf)])
    return vstack([wide, added], format="csr"), least, most, extra

"""From counts that fit to others that fit, one step at a time: values that a count is seen to have."""

from itertools import pairwise

import numpy as np

from insight.disclosure.narrowing import System
from insight.disclosure.pieces import Piece

STEPS = 96  # of putting right what a move has put wrong, before it is taken back
TRIES = 8  # at moving one count one way
ROUNDS = 5  # over the counts that are left, from somewhere else each time
AFAR = 10  # one in so many counts is moved at random to get there
CLOSE = 1e-6  # sums of percentages are not exact in floating point


def walked(
    piece: Piece, parts: System, here: np.ndarray, like: np.ndarray, enough: int, seed: int = 0
) -> tuple[dict[int, set[float]], np.ndarray]:
    """Give values that counts of a piece can have while everything published stays true.

    here : places of counts in the piece. like : counts that fit, one per cell, to start from.
    enough : how many values of each are wanted; fewer does not mean that there are no more.
    seed : of the way it takes.

    Returns the values by place, and the counts where the walk ended, which fit too.
    """
    walk = Walk(piece, parts, like, seed)
    seen = {place: {float(like[place])} for place in here.tolist()}
    for turn in range(ROUNDS):
        left = np.array([place for place, values in seen.items() if len(values) < enough], dtype=int)
        if not left.size:
            break
        if turn:
            walk.wander(len(like) // AFAR)
        walk.see(left, seen, enough)
    return seen, np.array(walk.value)


class Walk:
    """Counts of a piece that fit everything published, and stay so while they are moved.

    Where a count is the sum of two others, as a denominator is of numerator and rest, it
    follows them: it is never moved by itself.
    """

    def __init__(self, piece: Piece, parts: System, counts: np.ndarray, seed: int = 0) -> None:
        """Start from counts that fit, one per cell of the piece."""
        self.value: list[float] = counts.tolist()
        self._lower, self._upper = parts.lower[piece.cells].tolist(), parts.upper[piece.cells].tolist()
        self._roomy, self._small = parts.roomy[piece.cells].tolist(), parts.small
        self._least, self._most = (piece.least - CLOSE).tolist(), (piece.most + CLOSE).tolist()
        self._total: list[float] = (piece.matrix @ counts).tolist()
        rows = _by_row(piece.matrix.tocsr())
        self._leaders, defining = _followers(rows, piece)
        self._terms = [[] if fact in defining else self._led(row) for fact, row in enumerate(rows)]
        self._facts: list[list[tuple[int, float]]] = [[] for _ in self.value]
        for fact, terms in enumerate(self._terms):
            for cell, by in terms:
                self._facts[cell].append((fact, by))
        self._moves: list[dict[int, float]] = [{cell: 1.0} for cell in range(len(self.value))]
        for cell, leaders in self._leaders.items():
            for leader, by in leaders:
                self._moves[leader][cell] = by
        self._rows = self._watched(_withheld(piece, parts))
        self._draw = np.random.default_rng(seed)

    def see(self, places: np.ndarray, seen: dict[int, set[float]], enough: int) -> None:
        """Move counts down and up until each has been seen with enough values, where that is found."""
        for place in places.tolist():
            for way in (-1.0, 1.0, -1.0):
                for _ in range(enough):
                    if len(seen[place]) >= enough or not self._push(place, way, seen):
                        break

    def wander(self, many: int) -> None:
        """Move some counts, drawn at random, up or down."""
        for place in self._draw.permutation(len(self.value))[:many].tolist():
            if place not in self._leaders:
                self._put_right(place, float(self._draw.choice((-1.0, 1.0))), set())

    def _push(self, place: int, way: float, seen: dict[int, set[float]]) -> bool:
        """Move one count by one and others as far as that needs; tell whether it was found how."""
        leaders = self._leaders.get(place, [(place, 1.0)])
        for turn in range(TRIES):
            leader, by = leaders[turn % len(leaders)]
            moved = self._put_right(leader, way * by, {other for other, _ in leaders})
            if moved is not None:
                for other in (other for one in moved for other in self._moves[one]):
                    if other in seen:
                        seen[other].add(self.value[other])
                return True
        return False

    def _put_right(self, place: int, way: float, still: set[int]) -> list[int] | None:
        """Move one count, then others until every fact is true again; give those moved, or nothing.

        still : counts that are not to be moved after it.
        """
        if not self._may(place, way):
            return None
        steps, wrong, touched = [(place, way)], self._move(place, way, set()), {place, *still}
        while wrong and len(steps) < STEPS:
            fact = wrong.pop()
            step = self._best(fact, touched)
            if step is None:
                wrong.add(fact)
                break
            steps.append(step)
            touched.add(step[0])
            wrong = self._move(*step, wrong | {fact})
        if not wrong:
            return [other for other, _ in steps]
        for other, back in steps:
            self._move(other, -back, set())
        return None

    def _best(self, fact: int, touched: set[int]) -> tuple[int, float] | None:
        """Give the count of a fact whose move puts it right and puts least wrong elsewhere."""
        up = self._total[fact] < self._least[fact]
        terms = self._terms[fact]
        size = len(terms)
        start = int(self._draw.integers(size))
        best, least = None, np.inf
        for turn in range(size):
            cell, by = terms[(start + turn) % size]
            way = 1.0 if (by > 0) == up else -1.0
            if cell in touched or not self._may(cell, way):
                continue
            harm = self._harm(cell, way, fact)
            if harm < least:
                best, least = (cell, way), harm
                if harm <= 0:
                    break
        return best

    def _may(self, cell: int, way: float) -> bool:
        """Tell whether what is published of a count itself, and of those that follow it, lets it move."""
        moves = self._moves[cell]
        for other, by in moves.items():
            value = self.value[other] + by * way
            if value < self._lower[other] or value > self._upper[other]:
                return False
            if self._roomy[other] and 1 <= value <= self._small:
                return False
        rows = self._rows[cell]
        return not rows or all(self._some_small(row, moves, way) for row in rows)

    def _some_small(self, row: list[int], moves: dict[int, float], way: float) -> bool:
        return any(1 <= self.value[cell] + moves.get(cell, 0.0) * way <= self._small for cell in row)

    def _harm(self, cell: int, way: float, but: int) -> float:
        """Give by how much a move puts other facts further wrong, less by how much it puts them right."""
        harm = 0.0
        for fact, by in self._facts[cell]:
            if fact != but:
                total, least, most = self._total[fact], self._least[fact], self._most[fact]
                after = total + by * way
                harm += least - after if after < least else after - most if after > most else 0.0
                harm -= least - total if total < least else total - most if total > most else 0.0
        return harm

    def _move(self, cell: int, way: float, wrong: set[int]) -> set[int]:
        """Move a count and those that follow it; give the facts that are wrong now, of these and its own."""
        for other, by in self._moves[cell].items():
            self.value[other] += by * way
        for fact, by in self._facts[cell]:
            self._total[fact] += by * way
            if self._least[fact] <= self._total[fact] <= self._most[fact]:
                wrong.discard(fact)
            else:
                wrong.add(fact)
        return wrong

    def _led(self, row: list[tuple[int, float]]) -> list[tuple[int, float]]:
        """Give the terms of a fact in counts that are moved, those that follow left out."""
        total: dict[int, float] = {}
        for cell, by in row:
            for leader, share in self._leaders.get(cell, [(cell, 1.0)]):
                total[leader] = total.get(leader, 0.0) + by * share
        return [(cell, by) for cell, by in total.items() if by]

    def _watched(self, rows: dict[int, list[list[int]]]) -> list[list[list[int]]]:
        """Give, for each count that is moved, the withheld rows in which something must stay small."""
        return [[row for other in moves for row in rows.get(other, [])] for moves in self._moves]


def _by_row(matrix) -> list[list[tuple[int, float]]]:
    """Give, for each row of a sparse matrix, its columns and their coefficients."""
    columns, by = matrix.indices.tolist(), matrix.data.tolist()
    return [list(zip(columns[a:b], by[a:b], strict=True)) for a, b in pairwise(matrix.indptr.tolist())]


def _followers(
    rows: list[list[tuple[int, float]]], piece: Piece
) -> tuple[dict[int, list[tuple[int, float]]], set[int]]:
    """Give the counts that are sums of two others, with these, and the facts that say so."""
    leaders: dict[int, list[tuple[int, float]]] = {}
    leading: set[int] = set()
    defining: set[int] = set()
    for fact in np.flatnonzero(piece.least == piece.most).tolist():
        row = rows[fact]
        if len(row) != 3 or any(abs(by) != 1 or cell in leaders for cell, by in row):
            continue
        whole = [(cell, by) for cell, by in row if by < 0 and cell not in leading]
        if len(whole) == 1:
            [(cell, sign)] = whole
            leaders[cell] = [(other, -by / sign) for other, by in row if other != cell]
            leading |= {other for other, _ in leaders[cell]}
            defining.add(fact)
    return leaders, defining


def _withheld(piece: Piece, parts: System) -> dict[int, list[list[int]]]:
    """Give, for each count, the withheld rows it belongs to, as places of counts that could be the small one.

    A count of such a row outside the piece is known; where it is small the row asks for no more.
    """
    found: dict[int, list[list[int]]] = {}
    rows = parts.either[np.isin(parts.either, piece.cells).any(axis=1)]
    for row in rows:
        cells = row[row >= 0]
        within = np.isin(cells, piece.cells)
        known = cells[~within]
        if not ((parts.lower[known] >= 1) & (parts.upper[known] <= parts.small)).any():
            inside = np.searchsorted(piece.cells, cells[within]).tolist()
            for cell in inside:
                found.setdefault(cell, []).append(inside)
    return found

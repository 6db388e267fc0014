"""Values that counts are seen to be able to have, so that most need not be asked about one by one."""

import numpy as np

from insight.disclosure.narrowing import System
from insight.disclosure.pieces import Piece
from insight.disclosure.solving import Fitting
from insight.disclosure.walking import walked

GUESSES = 40  # questions asked about all counts of a piece at once, at most
PATIENCE = 4  # such questions in a row that show nothing new
LARGE = 60  # counts; in larger pieces a walk starts from one possibility, then each is looked at nearby
WIDER = ((2, 5), (3, 10), (4, 30), (6, 50), (6, 150))  # how many facts away others move; how many more each
FEW = 2  # counts of a large piece for which nothing is found nearby before haste gives up the others
WALKS = 4  # through a large piece, where there is no haste
REACH = 4  # how far a count is moved


def seen_values(
    piece: Piece,
    parts: System,
    here: np.ndarray,
    enough: int,
    like: np.ndarray | None,
    *,
    quick: bool = False,
) -> dict[int, set[float]]:
    """Give values that counts of a piece can have while everything published stays true.

    here : places of counts in the piece. enough : how many values of each are wanted; fewer
    does not mean that there are no more. like : counts that fit, such as the true ones, from
    which to start; looked for unless given. quick : whether to leave a large piece at what a
    walk from there comes by.
    """
    seen: dict[int, set[float]] = {place: set() for place in here}
    if len(piece.cells) <= LARGE:
        _ask_at_once(Fitting(piece, parts), seen, enough, piece.plain)
        return seen
    like = like if like is not None and _fits(piece, parts, like) else _start(piece, parts)
    if like is None:
        return seen
    for seed in range(1 if quick else WALKS):
        left = _left(seen, enough, piece.plain)
        if not left.size:
            break
        more, like = walked(piece, parts, left, like, enough, seed)
        for place, values in more.items():
            seen[place] |= values
        like = _ask_nearby(piece, parts, like, seen, enough, FEW if quick else len(here), seed)
    return seen


def _note(seen: dict[int, set[float]], counts: np.ndarray) -> None:
    for place, values in seen.items():
        values.add(float(counts[place]))


def _left(seen: dict[int, set[float]], enough: int, plain: bool) -> np.ndarray:
    """Give the counts that are not yet seen to have enough values, and fill in between ends that are."""
    for values in seen.values():
        if plain and len(values) > 1 and max(values) - min(values) + 1 >= enough:
            values.update(
                min(values) + step for step in range(enough)
            )  # sums have no gaps between their ends
    return np.array([place for place, values in seen.items() if len(values) < enough], dtype=int)


def _ask_at_once(fitting: Fitting, seen: dict[int, set[float]], enough: int, plain: bool) -> None:
    """Ask for all counts to be large together, then small, then in directions drawn at random."""
    draw, since = np.random.default_rng(1), 0
    for turn in range(GUESSES):
        left = _left(seen, enough, plain)
        if not left.size or since == PATIENCE:
            return
        weights = np.zeros(fitting.size)
        weights[left] = (1, -1)[turn] if turn < 2 else draw.choice([-1.0, 1.0], len(left))
        found = fitting.towards(weights)
        if found.counts is not None:
            _note(seen, found.counts)
        since = 0 if len(_left(seen, enough, plain)) < len(left) else since + 1


def _fits(piece: Piece, parts: System, counts: np.ndarray) -> bool:
    if np.isnan(counts).any():
        return False
    total = piece.matrix @ counts
    inside = (counts >= parts.lower[piece.cells]) & (counts <= parts.upper[piece.cells])
    return bool(inside.all() and (total >= piece.least - 1e-6).all() and (total <= piece.most + 1e-6).all())


def _start(piece: Piece, parts: System) -> np.ndarray | None:
    fitting = Fitting(piece, parts)
    return fitting.extreme(np.zeros(fitting.size)).counts


def _ask_nearby(
    piece: Piece,
    parts: System,
    like: np.ndarray,
    seen: dict[int, set[float]],
    enough: int,
    failures: int,
    seed: int,
) -> np.ndarray:
    """Ask for each count that is left while all but those near it stay as they are, until so many fail.

    Returns where that leaves all counts.
    """
    matrix, by_cell, draw = piece.matrix.tocsr(), piece.matrix.tocsc(), np.random.default_rng(seed)
    for place in _left(seen, enough, piece.plain).tolist():
        for hops, more in WIDER:
            if len(seen[place]) < enough:
                near = _with_rows(_neighbours(matrix, by_cell, place, draw, hops, more), piece, parts)
                like = _moved(piece, parts, like, near, place, seen)
                _left(seen, enough, piece.plain)
        failures -= len(seen[place]) < enough
        if not failures:
            break
    return like


def _moved(
    piece: Piece, parts: System, like: np.ndarray, near: np.ndarray, place: int, seen: dict[int, set[float]]
) -> np.ndarray:
    """Move one count as far down and up as those near it allow; give where that leaves all of them."""
    facts = np.unique(piece.matrix.tocsc()[:, near].indices)
    matrix = piece.matrix[facts]
    rest = matrix @ like - matrix[:, near] @ like[near]
    least, most = piece.least[facts] - rest, piece.most[facts] - rest
    fitting = Fitting(Piece(piece.cells[near], matrix[:, near], least, most, piece.plain, False), parts)
    at = int(np.searchsorted(near, place))
    fitting.keep(at, like[place] - REACH, like[place] + REACH)
    for sign in (1, -1):
        found = fitting.towards(sign * (near == place).astype(float))
        if found.counts is not None:
            like = like.copy()
            like[near] = found.counts
            _note(seen, like)
    return like


def _neighbours(matrix, by_cell, place: int, draw: np.random.Generator, hops: int, more: int) -> np.ndarray:
    """Give the places of counts a few facts away, some of them where there are many, and the place itself."""
    near = np.array([place])
    for _ in range(hops):
        facts = np.unique(by_cell[:, near].indices)
        fresh = np.setdiff1d(matrix[facts].indices, near)
        fresh = fresh if len(fresh) <= more else draw.choice(fresh, more, replace=False)
        near = np.union1d(near, fresh)
    return near


def _with_rows(near: np.ndarray, piece: Piece, parts: System) -> np.ndarray:
    """Add the other counts of withheld rows, so that another count of a row may be the small one."""
    rows = parts.either[np.isin(parts.either, piece.cells[near]).any(axis=1)]
    mates = rows[rows >= 0]
    return np.union1d(near, np.flatnonzero(np.isin(piece.cells, mates)))

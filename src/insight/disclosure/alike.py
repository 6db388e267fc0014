"""Pieces of a release that are the same but for whose counts they are: each question is asked once."""

from collections import defaultdict

import numpy as np

from insight.disclosure.narrowing import System
from insight.disclosure.pieces import Piece

Answer = tuple[int, float, float, int]  # place, lowest, highest, how many values


class Alike:
    """Answers by what a piece says, without the places its counts have in the release."""

    def __init__(self, parts: System) -> None:
        """Learn which counts are withheld because one of three is small."""
        self.answers: dict[tuple, list[Answer]] = {}
        self._parts = parts
        self._either: dict[int, list[int]] = defaultdict(list)
        for row, cells in enumerate(parts.either):
            for cell in cells:
                self._either[int(cell)].append(row)

    def key(self, piece: Piece, here: np.ndarray) -> tuple:
        """Give all that the answer for a piece depends on. here : which of its counts are asked about."""
        parts, cells = self._parts, piece.cells
        rows = sorted({row for cell in cells for row in self._either.get(int(cell), ())})
        either = np.searchsorted(cells, parts.either[rows]) if rows else np.empty(0, dtype=int)
        numbers = (
            piece.matrix.indptr, piece.matrix.indices, piece.matrix.data, piece.least, piece.most,
            parts.lower[cells], parts.upper[cells], parts.roomy[cells], here, either,
        )  # fmt: skip
        return (len(cells), *(np.ascontiguousarray(each).tobytes() for each in numbers))

    def keep(self, key: tuple, piece: Piece, found: list[Answer]) -> None:
        """Remember an answer, by the place of each count within the piece."""
        places = {int(cell): place for place, cell in enumerate(piece.cells)}
        self.answers[key] = [(places[int(cell)], low, high, values) for cell, low, high, values in found]

"""Columns of what was found, made into a frame of few blocks: to choose rows is then to copy few of them."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from insight.findings.columns import Column


def frame(found: dict[str, Column], order: np.ndarray, categories: Sequence[str]) -> pd.DataFrame:
    """Give rows in order. Words stand in few blocks of objects: to choose rows is then to copy few blocks."""
    texts = [name for name, column in found.items() if isinstance(column, tuple) and name not in categories]
    rest: dict[str, Any] = {}
    alike: dict[np.dtype, list[str]] = {}
    for name, column in found.items():
        if name in categories:
            rest[name] = _category(column[0][order], column[1])
        elif isinstance(column, np.ndarray):
            alike.setdefault(column.dtype, []).append(name)
        elif not isinstance(column, tuple):
            rest[name] = column[order]
    room = np.empty(len(texts) * len(order), object)  # at once: much memory is had in large pages
    blocks = {tuple(names): _numbers(found, names, order) for names in alike.values()}
    for names in _together(found, texts):
        taken, room = np.split(room, [len(names) * len(order)])
        blocks[tuple(names)] = _texts(found, names, order, taken)
    return _joined(blocks, rest, list(found))


def _joined(blocks: dict[tuple, np.ndarray], rest: dict[str, Any], names: list[str]) -> pd.DataFrame:
    """Give blocks of columns, and single ones, as one frame; it is named at the end, as names cost much."""
    pieces = [pd.DataFrame(block, dtype=block.dtype, copy=False) for block in blocks.values()]
    pieces.append(pd.DataFrame(dict(enumerate(rest.values()))))
    places = {name: place for place, name in enumerate([*chain.from_iterable(blocks), *rest])}
    made = pd.concat(pieces, axis=1, ignore_index=True).take([places[name] for name in names], axis=1)
    return made.set_axis(pd.Index(names, dtype=object), axis=1)  # plain words: Arrow's are found slowly


def _numbers(found: dict[str, Column], names: list[str], order: np.ndarray) -> np.ndarray:
    """Give some columns of one type, rows in order, in one block."""
    block = np.empty((len(names), len(order)), found[names[0]].dtype)
    for line, name in enumerate(names):
        found[name].take(order, out=block[line], mode="wrap")
    return block.T


def _together(found: dict[str, Column], texts: Sequence[str]) -> list[list[str]]:
    """Part columns of words: the rows' own, and those added from each table, which share their codes."""
    of_codes: dict[int, list[str]] = {}
    for name in texts:
        of_codes.setdefault(id(found[name][0]), []).append(name)
    alone = [name for names in of_codes.values() if len(names) == 1 for name in names]
    return [alone, *(names for names in of_codes.values() if len(names) > 1)]


def _texts(found: dict[str, Column], names: list[str], order: np.ndarray, room: np.ndarray) -> np.ndarray:
    """Give some columns of words, rows in order: a line of words at a time where columns share codes.

    room : an array of objects of their size, which is filled.
    """
    codes = [found[name][0] for name in names]
    if len(names) > 1 and codes[0] is codes[1]:
        lines = np.column_stack([found[name][1] for name in names])
        block = lines.take(codes[0][order], axis=0, out=room.reshape(len(order), len(names)), mode="wrap")
    else:
        block = room.reshape(len(names), len(order)).T
        for line, name in enumerate(names):
            found[name][1].take(codes[line][order], out=block[:, line], mode="wrap")  # -1 is the last
    return block


def _category(codes: np.ndarray, words: np.ndarray) -> pd.Categorical:
    shown = np.bincount(codes, minlength=len(words)) > 0
    used = sorted(word for word in words[shown] if isinstance(word, str))
    ranks = {word: rank for rank, word in enumerate(used)}
    numbers = np.array([ranks.get(word, -1) for word in words])[codes]
    return pd.Categorical.from_codes(numbers, categories=pd.Index(used, dtype=object))

"""Stretches of neighbouring points that have something in common."""

import numpy as np


def runs(kind: np.ndarray, step: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Find the stretch of one kind, within one step, that each point lies in.

    kind : n numbers, one kind each (above or below, up or down). step : n steps, in order.

    Returns two arrays of n: the place of the stretch's first point, and its length.

    >>> [array.tolist() for array in runs(np.array([1, 1, -1, 1]), np.array([0, 0, 0, 1]))]
    [[0, 0, 2, 3], [2, 2, 1, 1]]
    """
    new = np.ones(len(kind), dtype=bool)
    new[1:] = (kind[1:] != kind[:-1]) | (step[1:] != step[:-1])
    first = np.flatnonzero(new)
    length = np.diff(np.append(first, len(kind)))
    return np.repeat(first, length), np.repeat(length, length)

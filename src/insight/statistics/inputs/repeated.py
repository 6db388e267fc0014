"""What is slow to work out, worked out once for each different row."""

from collections.abc import Callable

import numpy as np
import pandas as pd

Work = Callable[..., tuple[np.ndarray, ...]]


def once(work: Work, *columns: np.ndarray) -> tuple[np.ndarray, ...]:
    """Apply a function to each different row of some columns, and give every row its result.

    work : takes as many arrays as there are columns and gives one or more of the same length,
    each number depending on its own row alone. columns : n numbers each, missing ones among
    them. Counts repeat: among millions of rows there are few different ones.

    Returns what `work` would have given for all rows.

    >>> [column.tolist() for column in once(lambda x: (x * 2, x + 1), np.array([5.0, 1.0, 5.0]))]
    [[10.0, 2.0, 10.0], [6.0, 2.0, 6.0]]
    """
    codes, first = _coded(columns[0])
    for column in columns[1:]:
        others, distinct = _coded(column)
        codes, first = _coded(codes * (int(others.max(initial=0)) + 1) + others)
    return tuple(found[codes] for found in work(*(column[first] for column in columns)))


def _coded(column: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Number the different values of a column as they appear; say where each is first."""
    codes, distinct = pd.factorize(column, use_na_sentinel=False)
    first = np.zeros(len(distinct), dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    return codes, first

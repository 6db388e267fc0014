"""Labels of groups as codes, so that a group's rows can be added up at once."""

import numpy as np
import pandas as pd

from insight.errors import InsightError

SPARE = 1000  # empty places that cost nothing


def coded(by, index: pd.Index) -> tuple[np.ndarray, pd.Index]:
    """Give each row's group as a number, and the label each number stands for.

    by : a label per row (matched by index if a Series), or None for one group called "all".
    index : of the rows.

    Returns codes, n integers from 0, with -1 where there is no label; and the labels, sorted.
    Raises InsightError when there are not as many labels as rows.

    >>> codes, labels = coded(["b", "a", None], pd.RangeIndex(3))
    >>> codes.tolist(), labels.tolist()
    ([1, 0, -1], ['a', 'b'])
    """
    if by is None:
        return np.zeros(len(index), dtype=np.int64), pd.Index(["all"])
    if isinstance(by, pd.Series):
        by = by if by.index.equals(index) else by.reindex(index)
    elif len(by) != len(index):
        raise InsightError(f"There are {len(by)} labels for {len(index)} rows. Give one label a row.")
    codes, labels = pd.factorize(pd.Series(by), sort=True)
    return codes.astype(np.int64), pd.Index(labels)


def totals(values: np.ndarray, codes: np.ndarray, groups: int) -> np.ndarray:
    """Give the sum of each group's values; it is missing when one of them is.

    values, codes : n of each; rows of code -1 belong to no group. groups : how many there are.
    """
    inside = codes >= 0
    if not inside.all():
        values, codes = values[inside], codes[inside]
    return np.bincount(codes, weights=values, minlength=groups)


def ordered(values: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """Give the places of rows sorted by group and, within it, by value.

    values, codes : n of each; missing values come last in their group, equal ones stay in
    the order given. It is np.lexsort((values, codes)), in a fraction of the time where
    groups are of about one size: they are laid side by side and all sorted at once.

    >>> ordered(np.array([3.0, 1.0, 2.0]), np.array([0, 1, 0])).tolist()
    [2, 0, 1]
    """
    together = _together(codes)
    if together is None and ((values[1:] >= values[:-1]) | (codes[1:] > codes[:-1])).all():
        return np.arange(len(codes))  # as rows mostly come
    sizes = np.bincount(codes - codes.min(initial=0))
    laid = _side_by_side(values if together is None else values[together], sizes)
    if laid is None:
        return np.lexsort((values, codes))
    table, there = laid
    places = np.argsort(table, axis=1, kind="stable") + (np.cumsum(sizes) - sizes)[:, None]
    inside = places.ravel() if there.all() else places[there]
    return inside if together is None else together[inside]


def ranked(values: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """Give values sorted within each group, groups in order: values[ordered(values, codes)], sooner.

    >>> ranked(np.array([3.0, 1.0, 2.0]), np.array([0, 1, 0])).tolist()
    [2.0, 3.0, 1.0]
    """
    together = _together(codes)
    beside = values if together is None else values[together]
    laid = _side_by_side(beside, np.bincount(codes - codes.min(initial=0)))
    if laid is None:
        return values[np.lexsort((values, codes))]
    table, there = laid
    table.sort(axis=1)
    return table.ravel() if there.all() else table[there]


def _together(codes: np.ndarray) -> np.ndarray | None:
    """Give the places that bring each group's rows together; None where they are."""
    return None if (codes[1:] >= codes[:-1]).all() else np.argsort(codes, kind="stable")


def _side_by_side(values: np.ndarray, sizes: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """Lay each group's values in a row of its own, and say which cells are theirs.

    None where groups are so uneven that most cells would be nobody's.
    """
    widest = int(sizes.max(initial=0))
    if widest * len(sizes) > 2 * len(values) + SPARE:
        return None
    there = np.arange(widest) < sizes[:, None]
    table = np.full(there.shape, np.nan)
    table[there] = values
    return table, there

"""Labels of groups as codes, so that a group's rows can be added up at once."""

import numpy as np
import pandas as pd

from insight.errors import InsightError


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

"""Columns of numbers, matched by index, and refused where they are impossible."""

import numpy as np
import pandas as pd

from insight.errors import InsightError


def matched(**columns) -> pd.DataFrame:
    """Give columns side by side as floats, with NaN where a number is missing.

    columns : by name, each n numbers (matched by index if Series) or one number for all.

    Returns a DataFrame of n rows, on the index of the Series.

    >>> matched(x=pd.Series([1, pd.NA], dtype="Int64"), n=4).values.tolist()
    [[1.0, 4.0], [nan, 4.0]]
    """
    if all(np.ndim(column) == 0 for column in columns.values()):
        columns = {name: [column] for name, column in columns.items()}
    frame = pd.DataFrame(columns)
    return pd.DataFrame({name: _floats(frame[name]) for name in frame}, index=frame.index, copy=False)


def counted(**columns) -> pd.DataFrame:
    """Give columns of counts side by side as floats.

    columns : as for `matched`. Raises InsightError for a count that is negative or infinite.
    """
    frame = matched(**columns)
    impossible = np.zeros(len(frame), dtype=bool)
    for name in frame:
        values = frame[name].to_numpy()
        impossible |= (values < 0) | np.isinf(values)
    refuse(impossible, frame.index, "a count cannot be negative, nor without end. Mend the counts.")
    return frame


def shares(numerator, denominator) -> pd.DataFrame:
    """Give counts of people, x with the outcome among n, side by side as floats.

    Raises InsightError where x is negative or exceeds n.
    """
    frame = matched(x=numerator, n=denominator)
    x, n = frame["x"].to_numpy(), frame["n"].to_numpy()
    impossible = (x < 0) | (x > n) | (n < 0) | np.isinf(n)
    refuse(impossible, frame.index, "a numerator must lie between 0 and its denominator. Mend the counts.")
    return frame


def probabilities(p) -> pd.DataFrame:
    """Give probabilities as floats, one column p. Raises InsightError for one outside 0 to 1."""
    frame = matched(p=p)
    x = frame["p"].to_numpy()
    refuse((x < 0) | (x > 1), frame.index, "a probability must lie between 0 and 1. Mend it.")
    return frame


def refuse(bad: np.ndarray, index: pd.Index, what: str) -> None:
    """Raise InsightError naming the first ten bad rows, if there are any.

    bad : n of True or False. what : what is wrong with those rows and what to do.
    """
    if bad.any():
        raise InsightError(f"Rows {index[bad][:10].tolist()}: {what}")


def _floats(column: pd.Series) -> pd.Series:
    if isinstance(column.dtype, np.dtype) and column.dtype.kind in "fiub":
        return column.astype(float)
    return column.astype("Float64").astype(float)

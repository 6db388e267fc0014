"""A number as its publisher gave it, not worked out again."""

import pandas as pd

from insight.errors import InsightError


def published(value, lower, upper) -> pd.DataFrame:
    """Give each row's published value and interval unchanged.

    value, lower, upper : n of each, in any one unit; lower and upper may be missing.
    For case-mix adjusted and stabilised figures, and any other that cannot be made again
    from counts.

    Returns a DataFrame of n rows, on the same index: value, lower, upper. Raises
    InsightError where a value lies outside its own interval.

    >>> published([2.58], [1.82], [3.55]).values.tolist()
    [[2.58, 1.82, 3.55]]
    """
    given = pd.DataFrame({"value": value, "lower": lower, "upper": upper}).astype("Float64").astype(float)
    impossible = (given["lower"] > given["value"]) | (given["value"] > given["upper"])
    if impossible.any():
        rows = given.index[impossible].tolist()[:10]
        raise InsightError(f"Rows {rows}: a published value must lie within its own interval.")
    return given

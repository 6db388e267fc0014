"""The middle value: half of people have less, half have more."""

import pandas as pd

from insight.statistics.published import published


def median(value, lower, upper) -> pd.DataFrame:
    """Give each row's published median and interval unchanged.

    value, lower, upper : n of each, in one unit; lower and upper may be missing.
    A median cannot be made again from counts, nor from the medians of parts, so it is
    never rolled up; what its publisher printed is what is shown.

    Returns a DataFrame of n rows, on the same index: value, lower, upper. Raises
    InsightError where a median lies outside its own interval.

    >>> median([41.0], [38.0], [44.0]).values.tolist()
    [[41.0, 38.0, 44.0]]
    """
    return published(value, lower, upper)

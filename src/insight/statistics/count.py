"""How many events there were, and how many there might as easily have been."""

import pandas as pd

from insight.statistics.inputs.numbers import counted
from insight.statistics.intervals.exact_or_byar import exact_or_byar


def count(numerator, *, confidence: float = 0.95) -> pd.DataFrame:
    """Give each row's count, with an exact interval below 10 events and Byar's from 10.

    numerator : n counts of events that happen independently of each other; for counts of
    people out of a number eligible, use a proportion. confidence : a fraction.

    Returns a DataFrame of n rows, on the same index: value, lower, upper, in events. No
    event gives a lower limit of 0 and an upper one of -ln(alpha/2). A row is missing when
    its count is. Raises InsightError for a negative count.

    >>> count([0, 65]).round(2).values.tolist()
    [[0.0, 0.0, 3.69], [65.0, 50.16, 82.85]]

    Source: Garwood (1936) Biometrika 28:437-42; Breslow & Day (1987) vol II p 69 for
    Byar's method; the switch at 10 events is Fingertips'.
    """
    counts = counted(x=numerator)
    x = counts["x"].to_numpy()
    lower, upper = exact_or_byar(x, confidence=confidence)
    return pd.DataFrame({"value": x, "lower": lower, "upper": upper}, index=counts.index)

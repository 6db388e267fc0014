"""Events seen for every one that was to be expected."""

import numpy as np
import pandas as pd

from insight.statistics.inputs.numbers import counted
from insight.statistics.intervals.exact_or_byar import exact_or_byar


def standardised_ratio(
    numerator, denominator, *, per: float | None = 1, confidence: float = 0.95
) -> pd.DataFrame:
    """Give each row's ratio of observed to expected events, exact below 10 observed, Byar's from 10.

    numerator : observed events; denominator : the number expected from a reference, as the
    audit's case-mix model or reference rates give it; n of each, matched by index if Series.
    per : what a ratio equal to the reference is called, such as 100; 1 when None.
    confidence : a fraction.

    Returns a DataFrame of n rows, on the same index: value, lower, upper. The expected number
    is taken as known. A row is missing when nothing was expected or a count is missing.
    Raises InsightError for a negative count.

    >>> standardised_ratio([65], [50.0], per=100).round(1).values.tolist()
    [[130.0, 100.3, 165.7]]

    Source: Breslow & Day (1987) vol II p 69; the switch at 10 events is Fingertips'.
    """
    counts = counted(x=numerator, e=denominator)
    x, expected = counts["x"].to_numpy(), counts["e"].to_numpy()
    scale = (1 if per is None else per) / np.where(expected > 0, expected, np.nan)
    lower, upper = exact_or_byar(x, confidence=confidence)
    return pd.DataFrame(
        {"value": x * scale, "lower": lower * scale, "upper": upper * scale}, index=counts.index
    )

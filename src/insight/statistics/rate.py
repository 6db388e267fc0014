"""Events for every so many people, births or days."""

import numpy as np
import pandas as pd

from insight.statistics.inputs.numbers import counted
from insight.statistics.intervals.exact_or_byar import exact_or_byar


def rate(numerator, denominator, *, per: float = 1000, confidence: float = 0.95) -> pd.DataFrame:
    """Estimate a rate in each row, with an exact interval below 10 events and Byar's from 10.

    numerator : counts of events, n of them; denominator : what they are counted against
    (people, births), n of them; matched by index if Series.
    per : the rate is given for this many of the denominator. confidence : a fraction.

    Returns a DataFrame of n rows, on the same index: value, lower, upper, in events per
    `per`. No event gives a lower limit of 0 and an upper one of -ln(alpha/2). A row is
    missing when the denominator is not above 0 or a count is missing. Raises InsightError
    for a negative count.

    >>> rate([0, 65], [1000, 1000]).round(2).values.tolist()
    [[0.0, 0.0, 3.69], [65.0, 50.16, 82.85]]

    Source: Garwood (1936) Biometrika 28:437-42; Breslow & Day (1987) vol II p 69 for
    Byar's method; the switch at 10 events is Fingertips'.
    """
    counts = counted(x=numerator, n=denominator)
    x, n = counts["x"].to_numpy(), counts["n"].to_numpy()
    scale = per / np.where(n > 0, n, np.nan)
    lower, upper = exact_or_byar(x, confidence=confidence)
    return pd.DataFrame(
        {"value": x * scale, "lower": lower * scale, "upper": upper * scale}, index=counts.index
    )

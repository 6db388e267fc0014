"""The gap between two named groups, as a difference and as a multiple."""

import numpy as np
import pandas as pd

from insight.statistics.comparison.difference import difference
from insight.statistics.comparison.ratio import ratio
from insight.statistics.comparison.ratio_of_estimates import ratio_of_estimates

ESTIMATE = ["value", "lower", "upper"]
COUNTS = ["numerator", "denominator"]


def gap(
    first: pd.DataFrame, second: pd.DataFrame, *, of: str = "people", confidence: float = 0.95
) -> pd.DataFrame:
    """Give how far the first group's figure lies above the second's: most deprived, then least.

    first, second : value, lower and upper of the two groups, in one unit and at one confidence,
    matched by index; with numerator and denominator too, where the figures are made of counts.
    of : "people" or "events", what those counts are of. confidence : that of the limits.

    Returns a DataFrame of n rows, on their index: absolute (first less second, in their unit) and
    relative (first over second, where 1 is no gap), each with _lower and _upper. The two can move
    opposite ways: show both. The multiple is made of the counts, on the log scale, if both frames
    have them, and of the intervals if not. Missing where either group is; the multiple also where
    a figure is negative or the second is 0. Raises InsightError for impossible counts.

    >>> def group(value, lower, upper):
    ...     return pd.DataFrame({"value": [value], "lower": [lower], "upper": [upper]})
    >>> gap(group(0.30, 0.26, 0.34), group(0.20, 0.17, 0.23)).round(3).values.tolist()
    [[0.1, 0.05, 0.15, 1.5, 1.228, 1.841]]

    Source: Newcombe (1998) Stat Med 17:873-90, method 10, for the difference; Katz, Baptista, Azen
    & Pike (1978) Biometrics 34:469-74 for the multiple.
    """
    absolute = difference(first, second)
    if all(name in frame for frame in (first, second) for name in COUNTS):
        counts = [frame[name] for frame in (first, second) for name in COUNTS]
        relative = ratio(*counts, of=of, confidence=confidence)
    else:
        relative = ratio_of_estimates(_not_negative(first), _not_negative(second))
    both = absolute.add_prefix("absolute_").join(relative.add_prefix("relative_"))
    return both.rename(columns={"absolute_value": "absolute", "relative_value": "relative"})


def _not_negative(estimate: pd.DataFrame) -> pd.DataFrame:
    numbers = estimate[ESTIMATE].astype("Float64").astype(float)
    sound = (numbers.to_numpy() >= 0).all(axis=1)
    return numbers.where(pd.Series(np.asarray(sound), index=numbers.index))

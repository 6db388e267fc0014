"""The share of eligible people who had the outcome."""

import numpy as np
import pandas as pd

from insight.statistics.inputs.confidence import normal_quantile
from insight.statistics.inputs.numbers import shares


def proportion(numerator, denominator, *, confidence: float = 0.95) -> pd.DataFrame:
    """Estimate a proportion in each row, with its Wilson score interval.

    numerator, denominator : counts of people, n of each; matched by index if Series.
    confidence : coverage of the interval as a fraction, so 0.95 and not 95.

    Returns a DataFrame of n rows, on the same index: value, lower, upper, all
    fractions from 0 to 1. A row is missing (NaN), never zero, when nobody was
    eligible or a count is missing. Raises InsightError if a numerator is negative
    or exceeds its denominator.

    >>> proportion([81], [263]).round(4).values.tolist()
    [[0.308, 0.2553, 0.3662]]

    Source: Wilson (1927) J Am Stat Assoc 22:209-12; the interval Fingertips uses.
    """
    counts = shares(numerator, denominator)
    x, n = counts["x"].to_numpy(), counts["n"].to_numpy()
    z = normal_quantile(confidence)
    n = np.where(n > 0, n, np.nan)
    value = x / n
    centre = (value + z**2 / (2 * n)) / (1 + z**2 / n)
    margin = z / (1 + z**2 / n) * np.sqrt(value * (1 - value) / n + z**2 / (4 * n**2))
    lower = np.where(x == 0, 0.0 * n, centre - margin)
    upper = np.where(x == n, 1.0 + 0.0 * n, centre + margin)
    return pd.DataFrame({"value": value, "lower": lower, "upper": upper}, index=counts.index)

"""The average over a number of people, with the spread between them."""

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from insight.errors import InsightError


def mean(value, denominator, sd, *, confidence: float = 0.95) -> pd.DataFrame:
    """Give each row's mean with Student's t interval.

    value : means, in any unit; denominator : how many people each is over; sd : the
    standard deviation between those people, in the same unit. n of each, matched by
    index if Series. confidence : a fraction.

    Returns a DataFrame of n rows, on the same index: value, lower, upper, in the unit of
    the values. The interval is missing when sd is, or when fewer than two people were
    measured; the row is missing when nobody was. Raises InsightError for a negative sd.

    >>> mean([15.0], [100], [5.0]).round(3).values.tolist()
    [[15.0, 14.008, 15.992]]

    Source: Student (1908) Biometrika 6:1-25; the interval OHID uses for means.
    """
    given = pd.DataFrame({"m": value, "n": denominator, "s": sd}).astype("Float64").astype(float)
    impossible = given.index[(given["s"] < 0).to_numpy()].tolist()
    if impossible:
        raise InsightError(f"Rows {impossible[:10]}: a standard deviation cannot be negative.")
    n = given["n"].where(given["n"] > 0).to_numpy()
    m = np.where(np.isnan(n), np.nan, given["m"].to_numpy())
    enough = np.where(n > 1, n, np.nan)
    margin = stdtrit(enough - 1, (1 + confidence) / 2) * given["s"].to_numpy() / np.sqrt(enough)
    return pd.DataFrame({"value": m, "lower": m - margin, "upper": m + margin}, index=given.index)

"""Events for every so many people, births or days."""

import numpy as np
import pandas as pd
from scipy.special import gammaincinv, ndtri

from insight.errors import InsightError

EXACT_BELOW = 10  # events; from here Byar's approximation is as good


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
    counts = pd.DataFrame({"x": numerator, "n": denominator}).astype("Float64").astype(float)
    impossible = counts.index[((counts["x"] < 0) | (counts["n"] < 0)).to_numpy()].tolist()
    if impossible:
        raise InsightError(f"Rows {impossible[:10]}: a count cannot be negative. Mend the counts.")
    x, n = counts["x"].to_numpy(), counts["n"].to_numpy()
    scale = per / np.where(n > 0, n, np.nan)
    few = x < EXACT_BELOW
    lower, upper = _byar(x, confidence)
    lower[few], upper[few] = _exact(x[few], confidence)
    return pd.DataFrame(
        {"value": x * scale, "lower": lower * scale, "upper": upper * scale}, index=counts.index
    )


def _exact(x: np.ndarray, confidence: float) -> tuple[np.ndarray, np.ndarray]:
    tail = (1 - confidence) / 2
    lower = np.where(x > 0, gammaincinv(np.where(x > 0, x, 1), tail), 0.0)
    return lower, gammaincinv(x + 1, 1 - tail)


def _byar(x: np.ndarray, confidence: float) -> tuple[np.ndarray, np.ndarray]:
    z = ndtri((1 + confidence) / 2)
    low, high = np.where(x > 0, x, np.nan), x + 1
    lower = low * (1 - 1 / (9 * low) - z / (3 * np.sqrt(low))) ** 3
    upper = high * (1 - 1 / (9 * high) + z / (3 * np.sqrt(high))) ** 3
    return lower, upper

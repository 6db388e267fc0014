"""How many times as likely, or as frequent, an outcome is in one group as in another."""

import numpy as np
import pandas as pd

from insight.errors import UnknownName
from insight.statistics.comparison.ratio_of_estimates import ratio_of_estimates
from insight.statistics.inputs.confidence import normal_quantile
from insight.statistics.inputs.numbers import counted, refuse
from insight.statistics.proportion import proportion
from insight.statistics.rate import rate


def ratio(x1, n1, x2, n2, *, of: str = "people", confidence: float = 0.95) -> pd.DataFrame:
    """Give the first group's proportion or rate as a multiple of the second's.

    x1, n1, x2, n2 : counts of two groups that share no people, n of each, matched by index if
    Series. of : "people", when x of n people had the outcome; or "events", when x events were
    counted against n. confidence : a fraction.

    Returns a DataFrame of n rows, on the same index: value, lower, upper, where 1 is no
    difference. The interval is normal on the log scale. Where that does not exist (nobody in
    the first group had the outcome, or everybody in both did) it is made from the two groups'
    own intervals instead (`ratio_of_estimates`). Missing where nobody in the second group had
    the outcome, for there is no multiple of nothing; and where a count is missing or an n is 0.
    Raises InsightError for an impossible count.

    >>> ratio([30], [100], [20], [100]).round(3).values.tolist()
    [[1.5, 0.916, 2.456]]

    Source: Katz, Baptista, Azen & Pike (1978) Biometrics 34:469-74 for people; Rothman,
    Greenland & Lash (2008) Modern Epidemiology p 244 for events.
    """
    if of not in ("people", "events"):
        raise UnknownName.among("kind of count", of, known=("people", "events"), where="ratio")
    rows = counted(x1=x1, n1=n1, x2=x2, n2=n2)
    a, n, b, m = (rows[name].to_numpy() for name in rows)
    if of == "people":
        refuse((a > n) | (b > m), rows.index, "a numerator must lie between 0 and its denominator.")
    defined = (n > 0) & (m > 0) & (b > 0)
    logged = defined & (a > 0)
    if of == "people":
        logged &= (a < n) | (b < m)
    found = np.full((len(rows), 3), np.nan)
    counts = np.column_stack([a, n, b, m])[logged]
    found[logged] = _on_logs(counts, of, normal_quantile(confidence))
    rest = defined & ~logged & ~np.isnan(a)
    if rest.any():
        estimate = proportion if of == "people" else rate
        first = estimate(a[rest], n[rest], confidence=confidence)
        second = estimate(b[rest], m[rest], confidence=confidence)
        found[rest] = ratio_of_estimates(first, second).to_numpy()
    return pd.DataFrame(found, index=rows.index, columns=["value", "lower", "upper"])


def _on_logs(counts: np.ndarray, of: str, z: float) -> np.ndarray:
    """Give value, lower and upper for each row of two numerators above 0, each before its denominator."""
    a, n, b, m = counts.T
    value = (a / n) / (b / m)
    variance = 1 / a + 1 / b if of == "events" else (1 - a / n) / a + (1 - b / m) / b
    factor = np.exp(z * np.sqrt(variance))
    return np.column_stack([value, value / factor, value * factor])

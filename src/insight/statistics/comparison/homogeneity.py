"""Whether proportions or rates differ between areas by more than chance would make them."""

import numpy as np
import pandas as pd
from scipy.special import chdtrc, kl_div

from insight.errors import UnknownName
from insight.statistics.inputs.groups import coded, totals
from insight.statistics.inputs.numbers import counted, shares


def homogeneity(numerator, denominator, by=None, *, of: str = "people") -> pd.DataFrame:
    """Test in each group whether its rows share one proportion or one rate.

    numerator, denominator : counts, n of each; by : the group each row belongs to, such as a
    metric, or None for one group; all matched by index if Series. of : "people", when the
    numerator is people among the denominator; or "events", counted against it.

    Returns a DataFrame of one row per group, in order: units, how many rows could be used; df;
    chi_squared (Pearson) and p_chi_squared; likelihood_ratio (G squared) and
    p_likelihood_ratio; i_squared, the share of the variation that is more than chance would
    make, from 0 to 1. Rows with a missing count or a denominator of 0 are left out and not
    counted. The tests are missing where fewer than two units are left, or where nobody or
    everybody had the outcome. Raises InsightError for an impossible count.

    >>> found = homogeneity([30, 45], [100, 100])
    >>> found.loc["all", ["chi_squared", "likelihood_ratio", "p_chi_squared"]].round(4).tolist()
    [4.8, 4.8247, 0.0285]

    Source: Pearson (1900) Phil Mag 50:157-75; Wilks (1938) Ann Math Stat 9:60-2; Higgins &
    Thompson (2002) Stat Med 21:1539-58.
    """
    if of not in ("people", "events"):
        raise UnknownName.among("kind of count", of, known=("people", "events"), where="homogeneity")
    rows = shares(numerator, denominator) if of == "people" else counted(x=numerator, n=denominator)
    codes, labels = coded(by, rows.index)
    x, n = rows["x"].to_numpy(), rows["n"].to_numpy()
    used = (codes >= 0) & ~np.isnan(x) & (n > 0)
    x, n, codes = x[used], n[used], codes[used]
    units = np.bincount(codes, minlength=len(labels))
    events, people = (totals(column, codes, len(labels)) for column in (x, n))
    testable = (units > 1) & (events > 0) & ((events < people) | (of == "events"))
    pooled = np.where(testable, events / np.where(people > 0, people, 1), np.nan)
    pearson, likelihood = (
        np.where(testable, totals(part, codes, len(labels)), np.nan)
        for part in _departures(x, n, pooled[codes], of)
    )
    return _tested(units, pearson, likelihood, labels)


def _departures(x: np.ndarray, n: np.ndarray, pooled: np.ndarray, of: str) -> tuple[np.ndarray, np.ndarray]:
    """Give each row's part of Pearson's chi-squared and of the likelihood ratio."""
    expected = n * pooled
    if of == "events":
        return (x - expected) ** 2 / expected, 2 * kl_div(x, expected)
    without = n * (1 - pooled)
    both = kl_div(x, expected) + kl_div(n - x, without)
    return (x - expected) ** 2 / (expected * (1 - pooled)), 2 * both


def _tested(units: np.ndarray, pearson: np.ndarray, likelihood: np.ndarray, labels: pd.Index) -> pd.DataFrame:
    df = np.maximum(units - 1, 0)
    freedom = np.where(df > 0, df, np.nan)
    excess = np.maximum(pearson - df, 0) / np.where(pearson > 0, pearson, 1)
    columns = {
        "units": units,
        "df": df,
        "chi_squared": pearson,
        "p_chi_squared": chdtrc(freedom, pearson),
        "likelihood_ratio": likelihood,
        "p_likelihood_ratio": chdtrc(freedom, likelihood),
        "i_squared": excess,
    }
    return pd.DataFrame(columns, index=labels)

"""Small numbers withheld and others rounded: once, before anything is worked out."""

import numpy as np
import pandas as pd

from insight.disclosure.policies import SMALL_NUMBER, Policy


def protect(
    counts: pd.DataFrame, rule: Policy, *, national: pd.Series, complement: pd.Series
) -> pd.DataFrame:
    """Give the counts that may be shown, and why others may not.

    counts : numerator and denominator, nullable integers, one row per cell of a release,
        true counts. Sums are made before this, so totals are rounded from the truth.
    national : True for rows about the whole country. complement : True where the people
        without the outcome are a group of people too (proportions), so that a small
        denominator - numerator gives them away as surely as a small numerator.

    Returns numerator and denominator as they may be shown (missing where withheld) and
    withheld: the reason, missing where nothing is. A zero stays zero.

    Source: NHS Digital, HES disclosure methodology (September 2018) for `hes`; notes of
    the National Diabetes Audit 2021-22 quarterly release for `nda`.
    """
    x = counts["numerator"].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    n = counts["denominator"].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    exempt = national.to_numpy() & rule.national_exempt
    small_x, small_n = _small(x, rule), _small(n, rule)
    small_rest = _small(n - x, rule) & complement.to_numpy()
    hidden = (small_x | small_n | small_rest) & rule.hides & ~exempt
    shown_x = np.where(small_x & (not rule.hides), rule.small_shown, _nearest(x, rule.nearest))
    shown_n = np.where(small_n & (not rule.hides), rule.small_shown, _nearest(n, rule.nearest))
    return pd.DataFrame(
        {
            "numerator": _counts(np.where(exempt, x, np.where(hidden, np.nan, shown_x))),
            "denominator": _counts(np.where(exempt, n, np.where(hidden, np.nan, shown_n))),
            "withheld": pd.Series(SMALL_NUMBER, index=counts.index).where(hidden),
        },
        index=counts.index,
    )


def decimals(denominator: pd.Series, rule: Policy) -> pd.Series:
    """Give how many decimals of a percentage its rounded counts support: 1 from 4,000, else 0.

    With counts to the nearest 5, a percentage of at least 4,000 people is within 0.1 of the
    truth, as NHS Digital's methodology states. Exact counts support 1.
    """
    if rule.nearest == 1:
        return pd.Series(1, index=denominator.index, dtype="Int64")
    enough = (denominator.astype("Float64") >= 4000).fillna(False)
    return enough.astype("Int64")


def _small(count: np.ndarray, rule: Policy) -> np.ndarray:
    return (count >= 1) & (count <= rule.largest_small)


def _nearest(count: np.ndarray, step: int) -> np.ndarray:
    return np.floor(count / step + 0.5) * step


def _counts(values: np.ndarray) -> pd.arrays.IntegerArray:
    missing = np.isnan(values)
    return pd.arrays.IntegerArray(np.where(missing, 0, values).astype("int64"), missing)

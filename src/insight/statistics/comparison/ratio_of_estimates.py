"""One estimate as a multiple of another, when only their intervals are known."""

import numpy as np
import pandas as pd

from insight.statistics.inputs.numbers import matched, refuse

ESTIMATE = ["value", "lower", "upper"]


def ratio_of_estimates(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Give the first estimate over the second, with an interval made from both of theirs.

    first, second : value, lower, upper of two estimates that share no people, n of each, none
    negative, at one confidence; matched by index.

    Returns a DataFrame of n rows, on their index: value, lower, upper, where 1 is no
    difference. Missing where any of the six numbers is or the second value is 0; the upper
    limit also where the second's lower limit is 0, because then it has none. Raises
    InsightError for a negative limit.

    >>> from insight.statistics.proportion import proportion
    >>> ratio_of_estimates(proportion([30], [100]), proportion([20], [100])).round(3).values.tolist()
    [[1.5, 0.923, 2.445]]

    Source: Donner & Zou (2012) Stat Methods Med Res 21:347-59.
    """
    both = matched(
        **{f"{name}1": first[name] for name in ESTIMATE}, **{f"{name}2": second[name] for name in ESTIMATE}
    )
    v1, l1, u1, v2, l2, u2 = (both[name].to_numpy() for name in both)
    refuse((l1 < 0) | (l2 < 0), both.index, "a ratio needs estimates that cannot be negative.")
    known = ~np.isnan(v1 + l1 + u1 + v2 + l2 + u2) & (v2 > 0)
    v2 = np.where(known, v2, np.nan)
    product, square = v1 * v2, (v1 * v2) ** 2
    low, high = l1 * (2 * v1 - l1), u2 * (2 * v2 - u2)
    root = np.sqrt(np.maximum(square - low * high, 0))
    lower = np.where(low > 0, low / np.where(low > 0, product + root, np.nan), np.where(known, 0.0, np.nan))
    low, high = l2 * (2 * v2 - l2), u1 * (2 * v1 - u1)
    root = np.sqrt(np.maximum(square - low * high, 0))
    upper = (product + root) / np.where(low > 0, low, np.nan)
    return pd.DataFrame({"value": v1 / v2, "lower": lower, "upper": upper}, index=both.index)

"""How far apart two estimates are, in their own unit."""

import numpy as np
import pandas as pd

from insight.statistics.inputs.numbers import matched

ESTIMATE = ["value", "lower", "upper"]


def difference(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Give the first estimate less the second, with an interval made from both of theirs.

    first, second : value, lower, upper of two estimates that share no people, n of each, in
    one unit and at one confidence; matched by index. With Wilson's limits of two proportions
    this is Newcombe's method 10; with those of two means, rates or ratios it is as good as
    the limits are. An area is part of its region: never give the two.

    Returns a DataFrame of n rows, on their index: value, lower, upper, in that unit and at that
    confidence. Missing where any of the six numbers is.

    >>> from insight.statistics.proportion import proportion
    >>> difference(proportion([56], [70]), proportion([48], [80])).round(4).values.tolist()
    [[0.2, 0.0524, 0.3339]]

    Source: Newcombe (1998) Stat Med 17:873-90, method 10; Zou & Donner (2008) Stat Med
    27:1693-702, for other estimates.
    """
    both = matched(
        **{f"{name}1": first[name] for name in ESTIMATE}, **{f"{name}2": second[name] for name in ESTIMATE}
    )
    v1, l1, u1, v2, l2, u2 = (both[name].to_numpy() for name in both)
    value = v1 - v2
    lower = value - np.hypot(v1 - l1, u2 - v2)
    upper = value + np.hypot(u1 - v1, v2 - l2)
    found = {"value": value, "lower": lower, "upper": upper}
    missing = np.isnan(lower + upper)
    for column in found.values():
        column[missing] = np.nan
    return pd.DataFrame(found, index=both.index, copy=False)

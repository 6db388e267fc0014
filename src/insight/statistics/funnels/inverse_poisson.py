"""OHID's limits for ratios and rates, drawn against the events a unit observed."""

import numpy as np
import pandas as pd

from insight.statistics.funnels.levels import checked
from insight.statistics.inputs.numbers import counted
from insight.statistics.intervals.poisson_exact import poisson_exact


def inverse_poisson(observed, target=1.0, *, tail: float) -> pd.DataFrame:
    """Give the ratios at which so many observed events would just be unusual.

    observed : events in each unit, n of them; target : the ratio or rate if only chance is
    at work, one for all or one for each, matched by index if Series. tail : the chance
    beyond one limit.

    Returns a DataFrame of n rows, on the same index: lower, upper, in the unit of the
    target; and lower_expected, upper_expected, the events expected at each limit (the
    exact Poisson limits of the observed count: most for the lower limit). The upper limit
    of no events is missing, as no expected number is small enough; a row is missing when a
    number is. Raises InsightError for a negative number.

    >>> inverse_poisson([10], tail=0.025).round(3).values.tolist()
    [[0.544, 2.085, 18.39, 4.795]]

    Source: the funnel OHID uses for ratios and rates; Garwood (1936) Biometrika 28:437-42.
    """
    given = counted(x=observed, target=target)
    x, share = given["x"].to_numpy(), given["target"].to_numpy()
    least, most = poisson_exact(x, confidence=1 - 2 * checked(tail))
    least = np.where(least > 0, least, np.nan)
    return pd.DataFrame(
        {
            "lower": share * x / most,
            "upper": share * x / least,
            "lower_expected": most + 0 * share,
            "upper_expected": least + 0 * share,
        },
        index=given.index,
    )

"""The average over a number of people, with the spread between them."""

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from insight.statistics.inputs.confidence import tail
from insight.statistics.inputs.numbers import matched, refuse
from insight.statistics.inputs.repeated import once


def mean(value, denominator, sd, *, confidence: float = 0.95) -> pd.DataFrame:
    """Give each row's mean with Student's t interval.

    value : means, in any unit; denominator : how many people each is over; sd : the
    standard deviation between those people, in the same unit. n of each, matched by
    index if Series. confidence : a fraction.

    Returns a DataFrame of n rows, on the same index: value, lower, upper, in the unit of
    the values. The interval is missing when sd is, or when fewer than two people were
    measured; the row is missing when nobody was. Raises InsightError for a negative sd or
    number of people.

    >>> mean([15.0], [100], [5.0]).round(3).values.tolist()
    [[15.0, 14.008, 15.992]]

    Source: Student (1908) Biometrika 6:1-25; the interval OHID uses for means.
    """
    given = matched(m=value, n=denominator, s=sd)
    people, spread = given["n"].to_numpy(), given["s"].to_numpy()
    refuse(spread < 0, given.index, "a standard deviation cannot be negative. Mend the numbers.")
    refuse(people < 0, given.index, "a number of people cannot be negative. Mend the counts.")
    m = np.where(people > 0, given["m"].to_numpy(), np.nan)
    enough = np.where(people > 1, people, np.nan)
    [errors] = once(lambda freedom: (-stdtrit(freedom, tail(confidence)),), enough - 1)
    margin = errors * spread / np.sqrt(enough)
    return pd.DataFrame({"value": m, "lower": m - margin, "upper": m + margin}, index=given.index)

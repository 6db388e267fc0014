"""The median of people's own values, with an interval that assumes no shape."""

import numpy as np
import pandas as pd
from scipy.special import bdtr, bdtrik

from insight.statistics.inputs.confidence import tail
from insight.statistics.inputs.groups import coded, ranked
from insight.statistics.inputs.numbers import matched
from insight.statistics.inputs.repeated import once


def median_binomial(value, by=None, *, confidence: float = 0.95) -> pd.DataFrame:
    """Give each group's median, with the exact binomial interval between two of its values.

    value : one number per person, in any unit; by : each person's group, or None for one
    group; n of each, matched by index if Series. confidence : a fraction; the interval covers
    at least this often.

    Returns a DataFrame of one row per group, in order: value, lower, upper, in the unit of
    the values, and people, who have a value. People without a value or group are left out.
    The interval is missing where there are too few people for one: five, at 95%.

    >>> median_binomial([4, 1, 2, 9, 5, 7]).values.tolist()
    [[4.5, 1.0, 9.0, 6.0]]

    Source: Thompson (1936) Ann Math Stat 7:122-8; tabulated by Campbell & Gardner (1988) BMJ
    296:1454-6.
    """
    given = matched(value=value)
    codes, labels = coded(by, given.index)
    x = given["value"].to_numpy()
    known = (codes >= 0) & ~np.isnan(x)
    x, codes = x[known], codes[known]
    inside = np.append(ranked(x, codes), np.nan)
    people = np.bincount(codes, minlength=len(labels))
    first = np.cumsum(people) - people
    beyond = tail(confidence)
    (rank,) = once(lambda many: (_rank(many, beyond),), people)
    nowhere = len(inside) - 1
    low = np.where(rank > 0, first + rank - 1, nowhere)
    high = np.where(rank > 0, first + people - rank, nowhere)
    below = np.where(people > 0, first + (people - 1) // 2, nowhere)
    above = np.where(people > 0, first + people // 2, nowhere)
    middle = inside[below] / 2 + inside[above] / 2
    columns = {"value": middle, "lower": inside[low], "upper": inside[high], "people": people}
    return pd.DataFrame(columns, index=labels)


def _rank(people: np.ndarray, beyond: float) -> np.ndarray:
    """Give which value from each end is the limit: 1 for the outermost, 0 where there is none.

    The highest rank for which fewer than that many of n people fall on one side of the true
    median with a probability of at most `beyond`.
    """
    n = np.maximum(people, 1).astype(float)
    below = bdtr(0, n.astype(np.int64), 0.5) <= beyond
    guess = np.floor(np.where(below, bdtrik(beyond, n, 0.5), 0.0))
    whole = n.astype(np.int64)
    guess = np.where(bdtr(guess, whole, 0.5) > beyond, guess - 1, guess)
    guess = np.where(bdtr(np.minimum(guess + 1, n), whole, 0.5) <= beyond, guess + 1, guess)
    return np.where(below & (people > 0), guess + 1, 0).astype(np.int64)

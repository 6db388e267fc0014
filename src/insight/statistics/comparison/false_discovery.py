"""How many of the differences called real are likely to be chance, when many were looked for."""

import numpy as np
import pandas as pd

from insight.statistics.inputs.groups import coded, ordered
from insight.statistics.inputs.numbers import probabilities


def false_discovery(p, by=None) -> pd.Series:
    """Give each test's q: the smallest false discovery rate at which it would be called real.

    p : n probabilities, each of a result at least as extreme were there no difference.
    by : the family each test belongs to, None when all are one; matched by index if Series.
    A family is every test looked at together, whether or not it is shown.

    Returns n numbers from 0 to 1 on the same index, never below p. Tests that are missing, or
    in no family, have none and are not counted. Calling real all with q of at most 0.05 means
    that, on average, at most 5% of them are not, also when tests are positively dependent.
    Raises InsightError for a p outside 0 to 1.

    >>> false_discovery([0.01, 0.04, 0.03, 0.5]).round(4).tolist()
    [0.04, 0.0533, 0.0533, 0.5]

    Source: Benjamini & Hochberg (1995) J R Stat Soc B 57:289-300.
    """
    given = probabilities(p)
    codes, labels = coded(by, given.index)
    x = given["p"].to_numpy()
    tested = np.flatnonzero((codes >= 0) & ~np.isnan(x))
    largest = tested[ordered(-x[tested], codes[tested])]  # each family's largest first
    family = codes[largest]
    tests = np.bincount(family, minlength=len(labels))
    before = np.arange(len(largest)) - (np.cumsum(tests) - tests)[family]
    rank = tests[family] - before  # 1 for the smallest p of a family
    raised = pd.Series(x[largest] * (tests[family] / rank))
    q = np.full(len(x), np.nan)
    q[largest] = np.minimum(raised.groupby(family).cummin(), 1)
    return pd.Series(q, index=given.index)

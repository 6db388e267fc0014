"""How many tests chance alone would have called real, beside how many were."""

import numpy as np
import pandas as pd

from insight.statistics.inputs.groups import coded
from insight.statistics.inputs.numbers import probabilities


def chance(p, by=None, *, alpha: float = 0.05) -> pd.DataFrame:
    """Count each family's tests, those below alpha, and as many as chance alone would put there.

    p : n probabilities; by : the family each test belongs to, None when all are one; matched
    by index if Series. alpha : below or at which a test counts as found, for both sides
    together (0.05 for 95% limits, 0.002 for 99.8%).

    Returns a DataFrame of one row per family, in order: tests; expected, their number times
    alpha, were there no difference anywhere; found. Missing tests are not counted.

    >>> chance([0.001, 0.2, 0.6, 0.03] * 10).values.tolist()
    [[40.0, 2.0, 20.0]]
    """
    given = probabilities(p)
    codes, labels = coded(by, given.index)
    x = given["p"].to_numpy()
    tested = (codes >= 0) & ~np.isnan(x)
    tests = np.bincount(codes[tested], minlength=len(labels))
    found = np.bincount(codes[tested & (x <= alpha)], minlength=len(labels))
    return pd.DataFrame({"tests": tests, "expected": tests * alpha, "found": found}, index=labels)

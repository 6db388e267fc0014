"""OHID's limits for proportions: where a unit's own Wilson interval just reaches the target."""

import numpy as np
import pandas as pd
from scipy.special import ndtri

from insight.statistics.funnels.binomial import units
from insight.statistics.funnels.levels import checked


def inverse_wilson(denominator, target, *, tail: float) -> pd.DataFrame:
    """Give the proportions whose Wilson score interval just touches the target.

    A unit lies beyond them exactly when its own Wilson interval leaves the target out, so
    the funnel and the intervals of a caterpillar chart agree. Because a Wilson interval
    holds every proportion that a score test accepts, they are also the normal limits.

    denominator : people in each unit, n of them; target : the proportion expected, one for
    all or one for each, matched by index if Series. tail : the chance beyond one limit
    (0.025 for 95% intervals, 0.001 for 99.8%).

    Returns a DataFrame of n rows, on the same index: lower, upper, fractions from 0 to 1;
    multiplied by 1,000 the upper limit may reach 1,000. A row is missing when nobody is in
    the unit or a number is missing. Raises InsightError for a negative denominator or a
    target outside 0 to 1.

    >>> inverse_wilson([100], 0.1, tail=0.025).round(4).values.tolist()
    [[0.0412, 0.1588]]

    Source: Wilson (1927) J Am Stat Assoc 22:209-12; the funnel OHID uses for proportions.
    """
    given, share = units(denominator, target)
    z = -ndtri(checked(tail))
    margin = z * np.sqrt(share * (1 - share) / given.to_numpy())
    limits = pd.DataFrame({"lower": share - margin, "upper": share + margin}, index=given.index)
    return limits.clip(0, 1)

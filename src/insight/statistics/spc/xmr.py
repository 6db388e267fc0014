"""Limits of single values over time, from how much one differs from the next."""

import pandas as pd

from insight.statistics.spc.limits import MINIMUM, limits
from insight.statistics.spc.steps import arrange

FACTOR = 2.66  # 3 / 1.128, as the NHS tools round it


def xmr(
    value,
    series=None,
    order=None,
    step=None,
    *,
    provisional=None,
    baseline: int | None = None,
    screen: bool = False,
    factor: float = FACTOR,
    minimum: int = MINIMUM,
) -> pd.DataFrame:
    """Give each point its mean and natural process limits (an XmR, or individuals, chart).

    value : n numbers, in any unit. series : which series each belongs to; order : its place
    in time; step : which stretch between two dated decisions it belongs to, so that limits
    are worked out afresh in each. All n long and matched by index if Series; None is one
    series, the order given, one step.
    provisional : True for points that have limits but do not shape them. baseline : the
    limits come from the first so many points of each step; None uses all. screen : leave
    out moving ranges beyond their own limit, once; off in the Making Data Count tool.
    factor : moving ranges to three sigma. minimum : points a step needs to have limits.

    Returns a DataFrame of n rows, on the same index, in the unit of the values: centre,
    lower, upper (three sigma), near_lower, near_upper (two). A row is missing when its
    value is; the limits are when its step has fewer points than the minimum. Moving ranges
    pass over missing and provisional points. Raises InsightError for a baseline under 2.

    >>> xmr([48, 52] * 7).iloc[0].tolist()
    [50.0, 39.36, 60.64, 42.906666666666666, 57.093333333333334]

    Source: Shewhart's individuals chart as in Wheeler (2000) Understanding Variation;
    constants of the NHS England Making Data Count tool; screening as Nelson (1982)
    J Qual Technol 14:172-3.
    """
    points = arrange({"value": value}, series, order, step, provisional)
    basis = points.first(baseline)
    numbers = basis.of("value")
    centre = points.each(basis.mean(numbers))
    three_sigma = points.each(factor * basis.moving_range(numbers, screen=screen))
    return limits(points, centre, three_sigma, minimum)

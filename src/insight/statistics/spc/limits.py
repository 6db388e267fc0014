"""Centre and limits of every point, from the width of three sigma."""

import numpy as np
import pandas as pd

from insight.statistics.spc.steps import Points

MINIMUM = 13  # points; with fewer, a centre but no limits


def limits(
    points: Points,
    centre: np.ndarray,
    three_sigma: np.ndarray,
    minimum: int,
    *,
    around: np.ndarray | None = None,
    floor: float = -np.inf,
    ceiling: float = np.inf,
) -> pd.DataFrame:
    """Draw limits at three sigma, and near ones at two, on both sides.

    points : the n points, in their steps. centre, three_sigma : n of each, in the unit of
    the chart. minimum : a step with fewer points has a centre and no limits. around : what
    the limits lie around if not the centre. floor, ceiling : what no limit can pass.

    Returns a DataFrame of n rows, on the index of the points: centre, lower, upper,
    near_lower, near_upper. Limits are missing where the step is too short.
    """
    middle = centre if around is None else around
    wide = np.where(points.each(points.counts.astype(float)) >= minimum, three_sigma, np.nan)
    near = wide * 2 / 3
    return pd.DataFrame(
        {
            "centre": centre,
            "lower": np.clip(middle - wide, floor, ceiling),
            "upper": np.clip(middle + wide, floor, ceiling),
            "near_lower": np.clip(middle - near, floor, ceiling),
            "near_upper": np.clip(middle + near, floor, ceiling),
        },
        index=points.index,
    )

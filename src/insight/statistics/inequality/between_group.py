"""How far groups that have no order, such as ethnic groups, lie from their common mean."""

import numpy as np
import pandas as pd

from insight.statistics.inputs.confidence import normal_quantile
from insight.statistics.inputs.groups import coded, totals
from insight.statistics.inputs.numbers import matched, refuse


def between_group(value, population, *, by=None, se=None, confidence: float = 0.95) -> pd.DataFrame:
    """Estimate each area's variance between groups, and its index of disparity.

    value : each group's figure, n of them; population : people in it. by : the area of each row;
    None for one area. se : the standard error of each value, or None. confidence : a fraction.

    Returns a row per area: mean, weighted by people; variance between groups, weighted by people,
    in the square of the unit, with variance_lower and _upper from each value's own error;
    by_chance, the variance such errors make where the groups are alike; disparity, the average
    distance from the mean as a share of it, each group counting once; disparity_weighted, the
    same by people; groups, how many had people. Missing where a value or count of the area is, or
    it has fewer than two groups; limits and by_chance also without `se`; disparity where the mean
    is not above 0. A group without people takes no part. Raises InsightError for a negative
    count or error.

    >>> found = between_group([0.2, 0.3, 0.4], [100, 100, 100])
    >>> found[["mean", "variance", "disparity"]].round(4).values.tolist()
    [[0.3, 0.0067, 0.2222]]

    Source: Harper & Lynch (2005) Methods for measuring cancer disparities, NCI; Pearcy & Keppel
    (2002) Public Health Rep 117:273-80 for the index of disparity.
    """
    given = matched(value=value, people=population, se=np.nan if se is None else se)
    codes, areas = coded(by, given.index)
    y, people, error = (given[name].to_numpy() for name in given)
    refuse((people < 0) | (error < 0), given.index, "a count or an error cannot be negative. Mend them.")
    kept = (codes >= 0) & (people != 0)
    codes, y, people, error = codes[kept], y[kept], people[kept], error[kept]

    def add(part: np.ndarray) -> np.ndarray:
        return totals(part, codes, len(areas))

    groups = np.bincount(codes, minlength=len(areas))
    share = people / np.where(groups > 1, add(people), np.nan)[codes]
    mean = np.where(groups > 1, add(share * y), np.nan)
    off = y - mean[codes]
    variance = np.where(groups > 1, add(share * off**2), np.nan)
    margin = normal_quantile(confidence) * np.sqrt(add((2 * share * off * error) ** 2))
    above = np.where(mean > 0, mean, np.nan)
    alone = np.where(groups > 1, 1.0, np.nan)
    found = {
        "mean": mean, "variance": variance,
        "variance_lower": np.maximum(variance - margin, 0), "variance_upper": variance + margin,
        "by_chance": alone * add(share * (1 - share) * error**2),
        "disparity": add(np.abs(off)) / np.maximum(groups, 1) / above,
        "disparity_weighted": add(share * np.abs(off)) / above, "groups": groups,
    }  # fmt: skip
    return pd.DataFrame(found, index=areas)

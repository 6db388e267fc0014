"""Where each group of people stands between the most deprived (0) and the least (1)."""

import numpy as np

from insight.statistics.inputs.groups import ordered


def middle_ranks(order: np.ndarray, people: np.ndarray, codes: np.ndarray, areas: int) -> np.ndarray:
    """Give the middle of each row's range of ranks among the people of its area.

    order : n numbers, the lowest for the most deprived; rows of one area with the same number
    share a rank. people : n counts or weights; codes : n area numbers from 0 to areas - 1.

    Returns n fractions; missing where an area has nobody.

    >>> middle_ranks(np.array([1, 2, 2]), np.array([2, 1, 1]), np.array([0, 0, 0]), 1).tolist()
    [0.25, 0.75, 0.75]
    """
    if not len(order):
        return np.empty(0)
    places = ordered(order, codes)
    code, worth = codes[places], people[places]
    first = np.r_[True, (np.diff(code) != 0) | (np.diff(order[places]) != 0)]
    tie = first.cumsum() - 1
    weight = np.bincount(tie, weights=worth)
    before = weight.cumsum() - weight
    total = np.bincount(codes, weights=people, minlength=areas)
    total_before = total.cumsum() - total
    whole = np.where(total > 0, total, np.nan)
    ranks = np.empty(len(order))
    ranks[places] = ((before + weight / 2)[tie] - total_before[code]) / whole[code]
    return ranks

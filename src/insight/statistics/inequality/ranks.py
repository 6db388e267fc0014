"""Where each group of people stands between the most deprived (0) and the least (1)."""

import numpy as np

from insight.statistics.inputs.groups import ordered


class Standing:
    """The order of each area's rows; rows of one area with the same number share a place.

    order : n numbers, the lowest for the most deprived; codes : n area numbers from 0 to areas - 1.
    """

    def __init__(self, order: np.ndarray, codes: np.ndarray, areas: int) -> None:
        self.places, self.codes, self.areas = ordered(order, codes), codes, areas
        code, number = codes[self.places], order[self.places]
        first = np.ones(len(order), dtype=bool)
        first[1:] = (code[1:] != code[:-1]) | (number[1:] != number[:-1])
        self.tie = np.empty(len(order), dtype=np.int64)
        self.tie[self.places] = first.cumsum() - 1

    def middle_ranks(self, people: np.ndarray) -> np.ndarray:
        """Give the middle of each row's range of ranks among the people of its area.

        people : n counts or weights. Returns n fractions; missing where an area has nobody.

        >>> here = Standing(np.array([1, 2, 2]), np.array([0, 0, 0]), 1)
        >>> here.middle_ranks(np.array([2, 1, 1])).tolist()
        [0.25, 0.75, 0.75]
        """
        weight = np.bincount(self.tie, weights=people)
        below = weight.cumsum() - weight / 2
        total = np.bincount(self.codes, weights=people, minlength=self.areas)
        whole, before = np.where(total > 0, total, np.nan), total.cumsum() - total
        return (below[self.tie] - before[self.codes]) / whole[self.codes]

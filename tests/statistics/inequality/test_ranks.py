"""Ranks among people: the middle of each group's range."""

import numpy as np
import pytest

from insight.statistics.inequality.ranks import middle_ranks

RNG = np.random.default_rng(3)


def test_groups_take_the_middle_of_their_share_of_people():
    found = middle_ranks(np.array([1, 2, 3]), np.array([1.0, 2.0, 1.0]), np.zeros(3, dtype=int), 1)
    assert found.tolist() == [0.125, 0.5, 0.875]


def test_the_mean_rank_of_people_is_a_half_in_every_area():
    order, people, area = (
        RNG.integers(1, 6, 50),
        RNG.integers(1, 99, 50).astype(float),
        RNG.integers(0, 4, 50),
    )
    rank = middle_ranks(order, people, area, 4)
    mean = np.bincount(area, people * rank, 4) / np.bincount(area, people, 4)
    assert mean == pytest.approx(np.full(4, 0.5))


def test_the_order_of_rows_does_not_matter():
    order, people = np.array([3, 1, 2]), np.array([5.0, 7.0, 9.0])
    there = middle_ranks(order, people, np.zeros(3, dtype=int), 1)
    back = middle_ranks(order[::-1], people[::-1], np.zeros(3, dtype=int), 1)
    assert there.tolist() == back[::-1].tolist()

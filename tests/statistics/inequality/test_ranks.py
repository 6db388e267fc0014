"""Ranks among people: the middle of each group's range."""

import numpy as np
import pytest

from insight.statistics.inequality.ranks import Standing

RNG = np.random.default_rng(3)


def test_groups_take_the_middle_of_their_share_of_people():
    found = Standing(np.array([1, 2, 3]), np.zeros(3, dtype=int), 1).middle_ranks(np.array([1.0, 2.0, 1.0]))
    assert found.tolist() == [0.125, 0.5, 0.875]


def test_the_mean_rank_of_people_is_a_half_in_every_area():
    order, people, area = (
        RNG.integers(1, 6, 50),
        RNG.integers(1, 99, 50).astype(float),
        RNG.integers(0, 4, 50),
    )
    rank = Standing(order, area, 4).middle_ranks(people)
    mean = np.bincount(area, people * rank, 4) / np.bincount(area, people, 4)
    assert mean == pytest.approx(np.full(4, 0.5))


def test_the_order_of_rows_does_not_matter():
    order, people = np.array([3, 1, 2]), np.array([5.0, 7.0, 9.0])
    there = Standing(order, np.zeros(3, dtype=int), 1).middle_ranks(people)
    back = Standing(order[::-1], np.zeros(3, dtype=int), 1).middle_ranks(people[::-1])
    assert there.tolist() == back[::-1].tolist()

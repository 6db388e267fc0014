"""Quantiles laid out by area: all there, or said to be missing."""

import numpy as np
import pytest

from insight.errors import InsightError
from insight.statistics.inequality.quantiles import by_quantile

FIVE = [1, 2, 3, 4, 5]


def test_shares_and_middle_ranks_begin_with_the_most_deprived():
    found = by_quantile([5, 4, 3, 2, 1], size="people", people=[10, 20, 20, 30, 20])
    share, rank = found.shares("people")
    assert share[0].tolist() == [0.2, 0.3, 0.2, 0.2, 0.1]
    assert rank[0] == pytest.approx([0.1, 0.35, 0.6, 0.8, 0.95])


def test_an_area_without_one_of_its_quantiles_says_so():
    found = by_quantile([*FIVE, 1, 2, 3, 5], size="people", people=[9] * 9, by=["a"] * 5 + ["b"] * 4)
    assert found.reason.tolist() == ["", "a quantile is missing, has nobody in it, or has no value"]


def test_fewer_than_five_quantiles_have_no_slope():
    assert by_quantile([1, 2, 3], size="people", people=[9] * 3).reason.tolist() == ["fewer than 5 quantiles"]


def test_people_of_unknown_deprivation_take_no_part():
    found = by_quantile([*FIVE, np.nan], size="people", people=[9] * 6)
    assert found.reason.tolist() == [""]


@pytest.mark.parametrize(
    "quantile, people, words",
    [
        ([0, 2, 3, 4, 5], [9] * 5, r"Rows \[0\]"),
        ([1.5, 2, 3, 4, 5], [9] * 5, "a whole number from 1"),
        ([1, 1, 3, 4, 5], [9] * 5, r"Rows \[0, 1\].*twice"),
        (FIVE, [9, 9, -1, 9, 9], r"Rows \[2\].*negative"),
    ],
)
def test_impossible_quantiles_are_refused_by_row(quantile, people, words):
    with pytest.raises(InsightError, match=words):
        by_quantile(quantile, size="people", people=people)

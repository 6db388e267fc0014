"""Ratios of two groups agree with an independent implementation, and none is made of nothing."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats.contingency import relative_risk

from drawn_counts import COUNTS, columns, people
from insight.errors import InsightError, UnknownName
from insight.statistics.comparison.ratio import ratio

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.mark.parametrize("confidence", [0.95, 0.998])
@pytest.mark.parametrize(
    "x1, n1, x2, n2", [(30, 100, 20, 100), (1, 7, 5, 9), (10**6, 10**9, 10**6 + 1, 10**9)]
)
def test_ratios_of_people_agree_with_an_independent_implementation(x1, n1, x2, n2, confidence):
    known = relative_risk(x1, n1, x2, n2)
    limits = known.confidence_interval(confidence)
    [found] = ratio([x1], [n1], [x2], [n2], confidence=confidence).itertuples(index=False)
    assert tuple(found) == pytest.approx((known.relative_risk, limits.low, limits.high), rel=1e-12)


def test_ratios_of_events_follow_their_formula():
    [found] = ratio([30], [1000], [20], [500], of="events").itertuples(index=False)
    spread = math.exp(1.959963984540054 * math.sqrt(1 / 30 + 1 / 20))
    assert tuple(found) == pytest.approx((0.75, 0.75 / spread, 0.75 * spread), rel=1e-12)


@pytest.mark.parametrize("of", ["people", "events"])
def test_nobody_in_the_first_group_is_a_ratio_of_nought_with_an_upper_limit(of):
    [found] = ratio([0], [50], [10], [50], of=of).itertuples()
    assert (found.value, found.lower) == (0, 0) and 0 < found.upper < 1


def test_everybody_in_both_groups_is_not_certain():
    [found] = ratio([5], [5], [8], [8]).itertuples()
    assert found.value == 1 and found.lower < 0.8 < 1.2 < found.upper


@pytest.mark.parametrize("of", ["people", "events"])
@pytest.mark.parametrize(
    "counts", [(3, 50, 0, 50), (0, 50, 0, 50), (3, 0, 3, 5), (np.nan, 9, 3, 5), (3, 9, 3, np.nan)]
)
def test_there_is_no_multiple_of_nothing_nor_of_what_is_missing(counts, of):
    if of == "people" and counts[1] == 0:
        counts = (0, *counts[1:])
    assert ratio(*([number] for number in counts), of=of).isna().all(axis=None)


def test_impossible_counts_and_unknown_kinds_are_refused():
    with pytest.raises(InsightError, match=r"Rows \[0\]"):
        ratio([5], [4], [1], [2])
    with pytest.raises(UnknownName, match="event"):
        ratio([5], [4], [1], [2], of="event")


@pytest.mark.parametrize("of", ["people", "events"])
@given(pairs=st.lists(st.tuples(people(), people()), min_size=1, max_size=10))
@settings(max_examples=60, deadline=None)
def test_all_rows_at_once_are_what_each_is_alone_and_in_order(of, pairs):
    (x1, n1), (x2, n2) = (columns(side) for side in zip(*pairs, strict=True))
    found = ratio(x1, n1, x2, n2, of=of)
    for place in range(len(pairs)):
        alone = ratio(*([column[place]] for column in (x1, n1, x2, n2)), of=of)
        assert found.loc[place].to_numpy() == pytest.approx(alone.loc[0].to_numpy(), rel=1e-12, nan_ok=True)
    inside = found.dropna()
    assert (inside["lower"] >= 0).all() and (inside["lower"] <= inside["value"] * (1 + 1e-12)).all()
    assert (inside["value"] <= inside["upper"] * (1 + 1e-12)).all()


@given(x1=COUNTS, x2=COUNTS)
@settings(max_examples=60, deadline=None)
def test_a_ratio_of_events_turned_round_is_its_own_inverse(x1, x2):
    one, other = ratio([x1], [10], [x2], [20], of="events"), ratio([x2], [20], [x1], [10], of="events")
    if one.notna().all(axis=None) and x1 > 0:
        assert one.loc[0, "lower"] == pytest.approx(1 / other.loc[0, "upper"], rel=1e-12)

"""A median has the interval that published tables give, and covers as often as it says."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from insight.statistics.intervals.median_binomial import median_binomial

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")
TABLE = {6: (1, 6), 10: (2, 9), 20: (6, 15), 50: (18, 33), 100: (40, 61)}  # Campbell & Gardner (1988)


@pytest.mark.parametrize("people, ranks", TABLE.items(), ids=str)
def test_limits_are_the_values_that_published_tables_name(people, ranks):
    [found] = median_binomial(np.random.default_rng(1).permutation(people) + 1).itertuples()
    assert (found.lower, found.upper) == ranks


@pytest.mark.parametrize("confidence", [0.95, 0.998])
@pytest.mark.parametrize("people", [11, 37, 400, 2501])
def test_no_inner_pair_of_values_would_cover_as_often(people, confidence):
    [found] = median_binomial(np.arange(1, people + 1), confidence=confidence).itertuples()
    rank = int(found.lower)
    assert 1 - 2 * stats.binom.cdf(rank - 1, people, 0.5) >= confidence
    assert 1 - 2 * stats.binom.cdf(rank, people, 0.5) < confidence


def test_five_people_have_a_median_and_no_interval():
    [found] = median_binomial([3, 1, 2, 5, 4]).itertuples()
    assert found.value == 3 and np.isnan(found.lower) and np.isnan(found.upper)


def test_groups_without_values_are_missing_and_people_without_group_left_out():
    found = median_binomial([1.0, np.nan, 7.0, 9.0], ["a", "b", "a", None])
    assert found["value"].tolist()[0] == 4 and np.isnan(found.loc["b", "value"])
    assert found["people"].tolist() == [2, 0]


@given(
    st.lists(
        st.tuples(st.one_of(st.just(np.nan), st.integers(-50, 10**9)), st.sampled_from("abc")),
        min_size=1,
        max_size=60,
    )
)
@settings(max_examples=60, deadline=None)
def test_all_groups_at_once_are_what_each_is_alone(rows):
    frame = pd.DataFrame(rows, columns=["value", "group"])
    found = median_binomial(frame["value"], frame["group"])
    for label, group in frame.groupby("group"):
        assert found.loc[label].to_numpy() == pytest.approx(
            median_binomial(group["value"]).loc["all"].to_numpy(), nan_ok=True
        )
        if group["value"].notna().any():
            assert found.loc[label, "value"] == group["value"].median()
    inside = found.dropna()
    assert (inside["lower"] <= inside["value"]).all() and (inside["value"] <= inside["upper"]).all()

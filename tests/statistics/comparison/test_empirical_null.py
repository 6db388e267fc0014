"""The scatter of ordinary results is found from the middle, whatever lies at the ends."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from insight.statistics.comparison.empirical_null import empirical_null

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")


def test_the_scatter_of_drawn_scores_is_what_they_were_drawn_with():
    z = 1.7 * np.random.default_rng(1).normal(size=40_000)
    assert empirical_null(z).iloc[0] == pytest.approx(1.7, rel=0.02)


def test_true_outliers_hardly_move_it_where_they_move_the_standard_deviation():
    z = stats.norm.ppf((np.arange(100) + 0.5) / 100)
    z[-5:] = 40
    assert empirical_null(z).iloc[0] == pytest.approx(1, abs=0.02)
    assert np.std(z) > 8


def test_it_is_never_less_than_theory_gives_nor_than_asked():
    assert empirical_null([0.0, 0.1, -0.1]).tolist() == [1.0] * 3
    assert empirical_null([0.0, 0.1, -0.1], least=0.5).tolist() == [0.5] * 3


def test_each_group_has_its_own():
    z = pd.Series([2.0, -2.0, 4.0, -4.0], index=list("abcd"))
    found = empirical_null(z, ["x", "x", "y", "y"])
    assert found.tolist() == pytest.approx([2 / 0.67449, 2 / 0.67449, 4 / 0.67449, 4 / 0.67449], rel=1e-4)
    assert list(found.index) == list("abcd")


def test_a_missing_score_has_none_and_is_not_counted():
    assert empirical_null([3.0, np.nan, -3.0]).tolist() == pytest.approx(
        [3 / 0.67449, np.nan, 3 / 0.67449], rel=1e-4, nan_ok=True
    )
    assert empirical_null([3.0, 3.0], ["x", None]).isna().tolist() == [False, True]


def test_an_endless_score_has_its_groups_scatter_and_is_not_counted():
    assert empirical_null([np.inf, 3.0, -3.0]).tolist() == pytest.approx([3 / 0.67449] * 3, rel=1e-4)
    assert empirical_null([np.inf, -np.inf]).tolist() == [1.0, 1.0]


Z = st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=40)


@given(Z, st.integers(1, 5))
@settings(max_examples=60, deadline=None)
def test_all_groups_at_once_agree_with_one_at_a_time_and_the_side_does_not_matter(z, groups):
    by = np.arange(len(z)) % groups
    found = empirical_null(z, by)
    for group in range(min(groups, len(z))):
        scores = np.array(z)[by == group]
        known = max(np.median(np.abs(scores)) / stats.norm.ppf(0.75), 1)
        assert found[by == group].to_numpy() == pytest.approx(known, rel=1e-9)
    assert empirical_null(-np.array(z), by).equals(found)
    turned = empirical_null(z[::-1], by[::-1])
    assert turned.iloc[::-1].to_numpy() == pytest.approx(found.to_numpy())

"""False discovery rates agree with the paper's example and with scipy, family by family."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from insight.errors import InsightError
from insight.statistics.comparison.false_discovery import false_discovery

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")
PAPER = [  # Benjamini & Hochberg (1995), section 3.2: four of fifteen are called real at 0.05
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
    *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
]


def test_the_papers_example_calls_four_real():
    found = false_discovery(PAPER)
    assert (found <= 0.05).tolist() == [True] * 4 + [False] * 11
    assert found[3] == pytest.approx(0.0095 * 15 / 4)


def test_missing_tests_are_neither_counted_nor_answered():
    found = false_discovery([0.01, np.nan, 0.04])
    assert found.tolist() == pytest.approx([0.02, np.nan, 0.04], nan_ok=True)


def test_each_family_is_its_own_and_no_family_is_none():
    found = false_discovery([0.01, 0.02, 0.02, 0.02], ["a", "a", "b", None])
    assert found.tolist() == pytest.approx([0.02, 0.02, 0.02, np.nan], nan_ok=True)


def test_a_probability_above_one_is_refused():
    with pytest.raises(InsightError, match=r"Rows \[0\]"):
        false_discovery([1.5])


def test_under_no_difference_a_family_calls_anything_real_as_seldom_as_promised():
    p = np.random.default_rng(3).uniform(size=200 * 2000)
    found = false_discovery(p, np.repeat(np.arange(2000), 200)) <= 0.05
    assert found.groupby(np.repeat(np.arange(2000), 200)).any().mean() == pytest.approx(0.05, abs=0.015)


P = st.one_of(st.floats(0, 1), st.sampled_from([0.0, 1.0, 0.05]))


@given(st.lists(st.tuples(P, st.sampled_from("abc")), min_size=1, max_size=60))
@settings(max_examples=60, deadline=None)
def test_all_families_at_once_agree_with_an_independent_implementation_of_each(rows):
    frame = pd.DataFrame(rows, columns=["p", "family"])
    found = false_discovery(frame["p"], frame["family"])
    for _, family in frame.groupby("family"):
        known = stats.false_discovery_control(family["p"])
        assert found[family.index].to_numpy() == pytest.approx(known, rel=1e-12, abs=1e-300)
    assert (found >= frame["p"]).all() and (found <= 1).all()
    assert false_discovery(frame["p"][::-1], frame["family"][::-1]).sort_index().equals(found)

"""Tests of homogeneity agree with scipy's, group by group."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from drawn_counts import people
from insight.errors import InsightError, UnknownName
from insight.statistics.comparison.homogeneity import homogeneity

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")
X, N = np.array([30, 45, 12, 0]), np.array([100, 100, 80, 9])


@pytest.mark.parametrize(
    "lambda_, name", [("pearson", "chi_squared"), ("log-likelihood", "likelihood_ratio")]
)
def test_people_agree_with_an_independent_implementation(lambda_, name):
    known = stats.chi2_contingency([X, N - X], correction=False, lambda_=lambda_)
    found = homogeneity(X, N).loc["all"]
    assert found[[name, f"p_{name}", "df"]].tolist() == pytest.approx([*known[:2], 3], rel=1e-10)


@pytest.mark.parametrize(
    "lambda_, name", [("pearson", "chi_squared"), ("log-likelihood", "likelihood_ratio")]
)
def test_events_agree_with_an_independent_implementation(lambda_, name):
    known = stats.power_divergence(X, N * X.sum() / N.sum(), lambda_=lambda_)
    found = homogeneity(X, N, of="events").loc["all"]
    assert found[[name, f"p_{name}"]].tolist() == pytest.approx(list(known), rel=1e-10)


def test_i_squared_is_what_exceeds_the_degrees_of_freedom():
    found = homogeneity(X, N).loc["all"]
    assert found["i_squared"] == pytest.approx(1 - 3 / found["chi_squared"])
    assert homogeneity([10, 11], [100, 100]).loc["all", "i_squared"] == 0


def test_units_without_a_count_are_left_out_and_not_counted():
    found = homogeneity([30, np.nan, 45, 0], [100, 50, 100, 0])
    pd.testing.assert_frame_equal(found, homogeneity([30, 45], [100, 100]))


@pytest.mark.parametrize("x, n", [([3], [9]), ([0, 0], [5, 9]), ([5, 9], [5, 9]), ([np.nan, 4], [9, 9])])
def test_where_nothing_can_differ_there_is_no_test(x, n):
    assert (
        homogeneity(x, n)[["chi_squared", "p_chi_squared", "p_likelihood_ratio", "i_squared"]]
        .isna()
        .all(axis=None)
    )


def test_impossible_counts_and_unknown_kinds_are_refused():
    with pytest.raises(InsightError, match=r"Rows \[1\]"):
        homogeneity([1, 3], [2, 2])
    with pytest.raises(UnknownName, match="persons"):
        homogeneity([1], [2], of="persons")


def test_no_real_difference_is_called_one_as_often_as_alpha_says():
    draw = np.random.default_rng(7)
    n = draw.integers(200, 900, size=42 * 2000)
    found = homogeneity(draw.binomial(n, 0.3), n, np.repeat(np.arange(2000), 42))
    assert (found["p_chi_squared"] < 0.05).mean() == pytest.approx(0.05, abs=0.015)


@pytest.mark.parametrize("of", ["people", "events"])
@given(st.lists(st.tuples(people(), st.sampled_from("abc")), min_size=1, max_size=30))
@settings(max_examples=60, deadline=None)
def test_all_groups_at_once_are_what_each_is_alone_in_any_order(of, rows):
    frame = pd.DataFrame([(*pair, label) for pair, label in rows], columns=["x", "n", "by"])
    found = homogeneity(frame["x"], frame["n"], frame["by"], of=of)
    turned = homogeneity(*(frame[::-1][name] for name in ("x", "n", "by")), of=of)
    assert turned.to_numpy() == pytest.approx(found.to_numpy(), rel=1e-7, abs=1e-9, nan_ok=True)
    for label, group in frame.groupby("by"):
        alone = homogeneity(group["x"], group["n"], of=of).loc["all"].to_numpy()
        assert found.loc[label].to_numpy() == pytest.approx(alone, rel=1e-7, abs=1e-9, nan_ok=True)
    inside = found.dropna()
    assert (inside[["p_chi_squared", "p_likelihood_ratio", "i_squared"]].to_numpy() >= 0).all()
    assert (inside[["p_chi_squared", "p_likelihood_ratio", "i_squared"]].to_numpy() <= 1).all()

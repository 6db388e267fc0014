"""Limits from chances added up are those of the closed forms, and of the distribution function."""

import numpy as np
import pytest
from funnel_cases import BRIEFLY
from hypothesis import given
from hypothesis import strategies as st

from insight.statistics.funnels.discrete import quantile
from insight.statistics.funnels.mixture import _beta_binomial_counts
from insight.statistics.funnels.poisson import chance
from insight.statistics.funnels.summed import MOST, PEOPLE, Terms, interpolated, of_people

TAILS = (0.025, 0.001)


@pytest.mark.parametrize("tail", TAILS)
def test_any_number_of_people_alike_likely_has_limits_on_a_straight_line(tail):
    n = np.array([1.0, 2.0, 40.0, PEOPLE, 3.0])  # a beta distribution of 1 and 1: each count is as likely
    found = of_people(n, np.ones(5), np.ones(5), tail)
    assert found[0] == pytest.approx(tail * (n + 1) - 1, abs=1e-9)
    assert found[1] == pytest.approx((1 - tail) * (n + 1) - 1, abs=1e-9)


@pytest.mark.parametrize("tail", TAILS)
def test_chances_that_fall_by_a_constant_share_have_the_geometric_distributions_limits(tail):
    q = np.array([0.1, 0.5, 0.8])
    found = interpolated(Terms(1 - q, q, q), np.zeros(3), tail)
    for limit, p in zip(found, (tail, 1 - tail), strict=True):
        r = np.maximum(np.ceil(np.log(1 - p) / np.log(q)) - 1, 0)
        assert limit == pytest.approx(r - (1 - q ** (r + 1) - p) / (q**r * (1 - q)), rel=1e-10)


@given(st.lists(st.floats(0.01, 80), min_size=1, max_size=5), st.sampled_from(TAILS))
@BRIEFLY
def test_few_events_have_the_limits_of_the_distribution_function(means, tail):
    mean = np.array(means)
    counts = chance(mean)
    assert counts.terms is not None
    found = interpolated(counts.terms, mean + 4 * counts.sd, tail)
    for limit, p in zip(found, (tail, 1 - tail), strict=True):
        assert limit == pytest.approx(quantile(counts, p), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("n", [30.0, 900.0, float(PEOPLE)])
@pytest.mark.parametrize("share", [0.01, 0.5, 0.97])
def test_people_have_the_limits_of_the_distribution_function(n, share):
    size = np.array([0.5, 1.5, 20.0, 1000.0, 1e6])  # from two heaps at the ends to chance alone
    all_n, mean = np.full(5, n), np.full(5, share)
    counts = _beta_binomial_counts(all_n, mean, mean * (1 - mean) / (size + 1))
    found = of_people(all_n, mean * size, (1 - mean) * size, 0.025)
    for limit, p in zip(found, (0.025, 0.975), strict=True):
        assert limit == pytest.approx(quantile(counts, p), rel=1e-6, abs=1e-6)


def test_many_events_and_rare_tails_are_left_to_others():
    terms = chance(np.array([10.0, 200.0, np.nan])).terms
    assert terms is not None
    most = np.array([20.0, MOST, np.nan])
    assert np.isnan(interpolated(terms, most, 0.025)).all(axis=0).tolist() == [False, True, True]
    assert np.isnan(interpolated(terms, most, 1e-6)).all()


def test_no_rows_have_no_limits():
    assert of_people(np.empty(0), np.empty(0), np.empty(0), 0.025).shape == (2, 0)
    assert interpolated(Terms(*[np.empty(0)] * 3), np.empty(0), 0.025).shape == (2, 0)

"""Limits from the beta-binomial and gamma-Poisson distributions, small numbers and large."""

import warnings

import numpy as np
import pandas as pd
import pytest
from funnel_cases import BRIEFLY, sizes, tails
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from insight.errors import InsightError
from insight.statistics.funnels.binomial import binomial
from insight.statistics.funnels.mixture import beta_binomial, gamma_poisson
from insight.statistics.funnels.poisson import poisson
from oracles import kept, oracle

READS = {
    "beside the project": lambda: oracle("14b_overdispersed_exact_mixture.json"),
    "with the tests": lambda: kept("14b_overdispersed_exact_mixture.json"),
}
TAILS = {"95": 0.025, "998": 0.001}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
@pytest.mark.parametrize("level", TAILS)
def test_limits_agree_with_an_independent_implementation(read, level):
    known = read()
    people, events = known["inputs"]["binomial"], known["inputs"]["poisson"]
    proportions = beta_binomial(people["n"], people["theta0"], people["tau2"], tail=TAILS[level])
    ratios = gamma_poisson(events["E"], events["theta0"], events["tau2"], tail=TAILS[level])
    for found, of in ((proportions, "binomial"), (ratios, "poisson")):
        for side, wanted in known["expected"][f"{of}_{level}"].items():
            assert found[side].tolist() == pytest.approx(wanted, rel=1e-6, abs=1e-8), (of, side)


def interpolated(distribution, p):
    r = distribution.ppf(p)
    r += distribution.cdf(r) < p
    r -= distribution.cdf(r - 1) >= p
    return max(r - (distribution.cdf(r) - p) / distribution.pmf(r), 0)


@given(st.integers(1, 300), st.floats(0.02, 0.98), st.floats(0.001, 0.9), st.sampled_from([0.025, 0.001]))
@BRIEFLY
def test_few_people_have_the_limits_of_the_distribution_summed_term_by_term(n, target, share, tail):
    size = 1 / share - 1
    distribution = stats.betabinom(n, target * size, (1 - target) * size)
    found = beta_binomial([n], target, share * target * (1 - target), tail=tail).loc[0] * n
    wanted = interpolated(distribution, tail), interpolated(distribution, 1 - tail)
    assert found.tolist() == pytest.approx(wanted, rel=1e-5, abs=1e-5)


@given(st.floats(0.05, 500), st.floats(0.1, 5), st.floats(0.001, 1), st.sampled_from([0.025, 0.001]))
@BRIEFLY
def test_few_events_have_the_limits_of_the_negative_binomial(expected, target, tau_squared, tail):
    shape = target**2 / tau_squared
    distribution = stats.nbinom(shape, 1 / (1 + expected * tau_squared / target))
    found = gamma_poisson([expected], target, tau_squared, tail=tail).loc[0] * expected
    wanted = interpolated(distribution, tail), interpolated(distribution, 1 - tail)
    assert found.tolist() == pytest.approx(wanted, rel=1e-6, abs=1e-6)


def test_without_over_dispersion_limits_are_the_plain_ones():
    n = [1, 7, 300, 10**6]
    for tiny in (0.0, 1e-30):
        pd.testing.assert_frame_equal(
            beta_binomial(n, 0.2, tiny, tail=0.025), binomial(n, 0.2, tail=0.025), rtol=1e-9
        )
        pd.testing.assert_frame_equal(
            gamma_poisson(n, 1.0, tiny, tail=0.025), poisson(n, tail=0.025), rtol=1e-9
        )


def test_a_thousand_million_people_have_the_limits_of_true_values_alone():
    beta = stats.beta(0.3 * 524, 0.7 * 524)  # variance 0.0004
    found = beta_binomial([10**9], 0.3, 0.0004, tail=0.025).loc[0]
    assert found.tolist() == pytest.approx([beta.ppf(0.025), beta.ppf(0.975)], rel=1e-6)
    gamma = stats.gamma(100, scale=0.01)
    found = gamma_poisson([1e9], 1.0, 0.01, tail=0.025).loc[0]
    assert found.tolist() == pytest.approx([gamma.ppf(0.025), gamma.ppf(0.975)], rel=1e-6)


@given(st.lists(sizes, min_size=1, max_size=5), st.floats(0, 1), st.floats(0, 0.3), tails)
@settings(max_examples=25, deadline=None)
def test_limits_are_ordered_and_in_range_for_any_counts(n, target, tau_squared, tail):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        proportions = beta_binomial(n, target, tau_squared, tail=tail).dropna()
        ratios = gamma_poisson(n, target, tau_squared, tail=tail).dropna()
    assert proportions.stack().between(0, 1).all()
    assert (proportions["lower"] <= proportions["upper"]).all()
    assert ((ratios["lower"] >= 0) & (ratios["lower"] <= ratios["upper"])).all()


def test_more_spread_between_units_widens_the_limits():
    widths = beta_binomial([100] * 5, 0.3, [0, 1e-4, 1e-3, 1e-2, 0.1], tail=0.025).eval("upper - lower")
    assert widths.is_monotonic_increasing
    widths = gamma_poisson([20] * 5, 1.0, [0, 1e-3, 1e-2, 0.1, 1], tail=0.025).eval("upper - lower")
    assert widths.is_monotonic_increasing


def test_no_limits_where_nobody_is_or_no_distribution_varies_so_much():
    found = beta_binomial([0, np.nan, 10, 10], [0.5, 0.5, 0.5, 0.5], [0.01, 0.01, 0.25, 0.01], tail=0.025)
    assert found.isna().all(axis=1).tolist() == [True, True, True, False]


def test_a_negative_variance_is_refused_by_row():
    with pytest.raises(InsightError, match=r"Rows \[0\]"):
        gamma_poisson([1], 1.0, -0.1, tail=0.025)

"""Poisson limits agree with an independent implementation, and no limit is imposed above."""

import warnings

import numpy as np
import pandas as pd
import pytest
from funnel_cases import BRIEFLY, tails
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from insight.errors import InsightError
from insight.statistics.funnels.discrete import quantile
from insight.statistics.funnels.poisson import chance, poisson
from insight.statistics.intervals.poisson_exact import poisson_exact
from oracles import kept, oracle

READS = {
    "beside the project": lambda: oracle("12_funnel_limits_exact.json"),
    "with the tests": lambda: kept("12_funnel_limits_exact.json"),
}
expectations = st.one_of(st.sampled_from([0, 1e-9, 1, 1e9]), st.floats(1e-3, 5000))


def reference(mean, p):
    """Give Spiegelhalter's interpolated quantile of one unit's count, in the plainest way."""
    r = stats.poisson.ppf(p, mean)
    return r - (stats.poisson.cdf(r, mean) - p) / stats.poisson.pmf(r, mean)


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_limits_agree_with_an_independent_implementation(read):
    known = read()
    cases, wanted = known["inputs"]["poisson"], known["expected"]["poisson_limit_ratio"]
    for expected, p, limit in zip(cases["E"], cases["p"], wanted, strict=True):
        [found] = poisson(expected, tail=min(p, 1 - p)).itertuples()
        assert (found.lower if p < 0.5 else found.upper) == pytest.approx(limit, rel=1e-7, abs=1e-9)


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_the_whole_number_behind_a_limit_is_the_exact_quantile(read):
    known = read()
    cases, wanted = known["inputs"]["poisson"], known["expected"]["poisson_raw_quantile"]
    for expected, p, r in zip(cases["E"], cases["p"], wanted, strict=True):
        assert np.ceil(quantile(chance(np.array([float(expected)])), p)) == r


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_the_interval_of_an_expected_count_is_not_taken_for_its_funnel(read):
    known = read()
    cases, wanted = known["inputs"]["poisson"], known["expected"]["poisson_chisq_style"]
    for expected, p, interval in zip(cases["E"], cases["p"], wanted, strict=True):
        tail = min(p, 1 - p)
        lower, upper = poisson_exact([expected], confidence=1 - 2 * tail)
        assert (lower if p < 0.5 else upper)[0] / expected == pytest.approx(interval, rel=1e-7)
        [found] = poisson(expected, tail=tail).itertuples()
        assert (found.lower if p < 0.5 else found.upper) != pytest.approx(interval, rel=1e-5)


@pytest.mark.parametrize("expected", [0.5, 40, 1e6, 1e9])
@pytest.mark.parametrize("tail", [0.025, 0.00135])
def test_a_thousand_million_events_are_as_exact_as_one(expected, tail):
    [found] = poisson([expected], tail=tail).itertuples()
    assert found.lower == pytest.approx(max(reference(expected, tail), 0) / expected, rel=1e-9)
    assert found.upper == pytest.approx(reference(expected, 1 - tail) / expected, rel=1e-9)


@pytest.mark.parametrize("per", [1000, 100_000])
def test_a_rate_far_above_100_keeps_its_upper_limit(per):
    births, often = np.array([40.0, 400.0]), 0.9
    found = poisson(births / per, often * per, tail=0.001)
    plain = [reference(n * often, 0.999) / n * per for n in births]
    assert found["upper"].tolist() == pytest.approx(plain, rel=1e-9)
    assert (found["upper"] > 900).all()


@given(st.floats(0.05, 300), tails)
@BRIEFLY
def test_a_count_lies_beyond_a_symmetric_limit_exactly_when_its_tail_is_less(expected, tail):
    limits = poisson([expected], tail=tail, upper="symmetric").loc[0] * expected
    x = np.arange(int(expected * 2) + 60)
    low, high = stats.poisson.cdf(x, expected), stats.poisson.sf(x - 1, expected)
    clear = (np.abs(low - tail) > 1e-9) & (np.abs(high - tail) > 1e-9)
    assert ((x < limits["lower"] - 1e-9) == (low < tail))[clear].all()
    assert ((x > limits["upper"] + 1e-9) == (high < tail))[clear].all()


@given(st.lists(st.tuples(expectations, st.floats(0, 100)), min_size=1, max_size=20), tails)
@BRIEFLY
def test_limits_are_ordered_and_at_least_0_for_any_counts(rows, tail):
    n, target = map(np.array, zip(*rows, strict=True))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = poisson(n, target, tail=tail)
    found = found[n > 0]
    assert (found["lower"] >= 0).all()
    assert (found["lower"] <= found["upper"]).all()


@given(st.lists(st.floats(0.01, 3000), min_size=1, max_size=15), tails)
@BRIEFLY
def test_all_rows_at_once_equal_a_plain_loop(expected, tail):
    found = poisson(expected, tail=tail)
    lower = [max(reference(mean, tail), 0) / mean for mean in expected]
    upper = [max(reference(mean, 1 - tail), 0) / mean for mean in expected]
    assert found["lower"].tolist() == pytest.approx(lower, rel=1e-8, abs=1e-9)
    assert found["upper"].tolist() == pytest.approx(upper, rel=1e-8, abs=1e-9)


@given(st.floats(0.01, 3000), st.floats(0.1, 10), tails)
@BRIEFLY
def test_a_target_in_another_unit_scales_both_limits(expected, target, tail):
    one, other = poisson([expected * target], tail=tail), poisson([expected], target, tail=tail)
    assert other.loc[0].tolist() == pytest.approx((one.loc[0] * target).tolist(), rel=1e-7, abs=1e-9)


def test_limits_close_in_as_more_is_expected():
    found = poisson([1, 10, 100, 10**4, 10**9], tail=0.001)
    assert (found["upper"] - found["lower"]).is_monotonic_decreasing


def test_nothing_expected_and_missing_numbers_are_missing():
    found = poisson(pd.Series([0, pd.NA, 10], dtype="Float64"), tail=0.025)
    assert found.isna().all(axis=1).tolist() == [True, True, False]


def test_more_events_than_can_be_counted_are_refused():
    with pytest.raises(InsightError, match="more events"):
        poisson([1e9], 1e9, tail=0.025)


def test_a_negative_number_is_refused_by_row():
    with pytest.raises(InsightError, match=r"Rows \[0\]"):
        poisson([-1], tail=0.025)

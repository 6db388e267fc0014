"""Binomial limits agree with an independent implementation, from one person to a thousand million."""

import warnings

import numpy as np
import pandas as pd
import pytest
from funnel_cases import BRIEFLY, shares, sizes, tails
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from insight.errors import InsightError
from insight.statistics.funnels.binomial import binomial, chance
from insight.statistics.funnels.discrete import quantile
from oracles import kept, oracle

READS = {
    "beside the project": lambda: oracle("12_funnel_limits_exact.json"),
    "with the tests": lambda: kept("12_funnel_limits_exact.json"),
}


def reference(n, target, p):
    """Give Spiegelhalter's interpolated quantile of one unit, in the plainest way."""
    r = stats.binom.ppf(p, n, target)
    return (r - (stats.binom.cdf(r, n, target) - p) / stats.binom.pmf(r, n, target)) / n


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_limits_agree_with_an_independent_implementation(read):
    known = read()
    cases, wanted = known["inputs"]["binomial"], known["expected"]["binomial_limit"]
    for n, target, p, limit in zip(cases["n"], cases["theta"], cases["p"], wanted, strict=True):
        [found] = binomial(n, target, tail=min(p, 1 - p)).itertuples()
        assert (found.lower if p < 0.5 else found.upper) == pytest.approx(max(limit, 0), rel=1e-7, abs=1e-9)


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_the_whole_number_behind_a_limit_is_the_exact_quantile(read):
    known = read()
    cases, wanted = known["inputs"]["binomial"], known["expected"]["binomial_raw_quantile"]
    n, target, p = (np.array(cases[name], dtype=float) for name in ("n", "theta", "p"))
    for each in np.unique(p):
        rows = p == each
        assert (
            np.ceil(quantile(chance(n[rows], target[rows]), each)).tolist() == np.array(wanted)[rows].tolist()
        )


@pytest.mark.parametrize("target", [0.5, 0.03, 1e-6, 0.999])
@pytest.mark.parametrize("tail", [0.025, 0.00135])
def test_a_thousand_million_people_are_as_exact_as_a_hundred(target, tail):
    [found] = binomial([10**9], target, tail=tail).itertuples()
    assert found.lower == pytest.approx(reference(10**9, target, tail), rel=1e-9)
    assert found.upper == pytest.approx(reference(10**9, target, 1 - tail), rel=1e-9)


def test_everyone_of_five_is_not_beyond_the_symmetric_limit_of_a_target_of_nine_tenths():
    [published] = binomial([5], 0.9, tail=0.02275).itertuples()
    [symmetric] = binomial([5], 0.9, tail=0.02275, upper="symmetric").itertuples()
    assert published.upper < 1
    assert symmetric.upper == 1


@given(st.integers(1, 400), st.floats(0.01, 0.99), tails)
@BRIEFLY
def test_a_count_lies_beyond_a_symmetric_limit_exactly_when_its_tail_is_less(n, target, tail):
    limits = binomial([n], target, tail=tail, upper="symmetric").loc[0]
    x = np.arange(n + 1)
    low, high = stats.binom.cdf(x, n, target), stats.binom.sf(x - 1, n, target)
    clear = (np.abs(low - tail) > 1e-9) & (np.abs(high - tail) > 1e-9)
    assert ((x < limits["lower"] * n - 1e-9) == (low < tail))[clear].all()
    assert ((x > limits["upper"] * n + 1e-9) == (high < tail))[clear].all()


@given(st.integers(1, 10**6), st.floats(0.001, 0.999), tails)
@BRIEFLY
def test_swapping_those_with_and_without_the_outcome_mirrors_symmetric_limits(n, target, tail):
    one = binomial([n], target, tail=tail, upper="symmetric").loc[0]
    other = binomial([n], 1 - target, tail=tail, upper="symmetric").loc[0]
    assert one["lower"] == pytest.approx(1 - other["upper"], abs=1e-8)


@given(st.lists(sizes, min_size=1, max_size=20), shares, tails)
@BRIEFLY
def test_limits_are_ordered_and_fractions_for_any_counts(n, target, tail):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = binomial(n, target, tail=tail)
    found = found[np.array(n) > 0]
    assert (found["lower"] <= found["upper"]).all()
    assert found.stack().between(0, 1).all()


@given(st.lists(st.tuples(st.integers(1, 3000), st.floats(0.01, 0.99)), min_size=1, max_size=15), tails)
@BRIEFLY
def test_all_rows_at_once_equal_a_plain_loop(rows, tail):
    n, target = zip(*rows, strict=True)
    found = binomial(n, target, tail=tail)
    lower = [max(reference(*row, tail), 0) for row in rows]
    upper = [max(reference(*row, 1 - tail), 0) for row in rows]
    assert found["lower"].tolist() == pytest.approx(lower, rel=1e-8, abs=1e-9)
    assert found["upper"].tolist() == pytest.approx(upper, rel=1e-8, abs=1e-9)


def test_limits_rise_with_the_target_and_close_in_with_more_people():
    by_target = binomial([200] * 50, np.linspace(0.01, 0.99, 50), tail=0.025)
    assert by_target["lower"].is_monotonic_increasing
    assert by_target["upper"].is_monotonic_increasing
    widths = binomial([10, 100, 1000, 10**5, 10**9], 0.3, tail=0.025).eval("upper - lower")
    assert widths.is_monotonic_decreasing


def test_nobody_and_missing_numbers_are_missing_on_the_same_index():
    n = pd.Series([0, pd.NA, 10], index=["a", "b", "c"], dtype="Int64")
    found = binomial(n, 0.5, tail=0.025)
    assert found.index.tolist() == ["a", "b", "c"]
    assert found.isna().all(axis=1).tolist() == [True, True, False]


@pytest.mark.parametrize("n, target", [([5, -1], 0.5), ([5, 5], [0.5, 1.5]), ([5, 5], [0.5, -0.1])])
def test_impossible_numbers_are_refused_by_row(n, target):
    with pytest.raises(InsightError, match=r"Rows \[1\]"):
        binomial(n, target, tail=0.025)

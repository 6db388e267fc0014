"""The exact interval of a proportion agrees with R and with its own definition."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from drawn_counts import columns, people
from insight.statistics.intervals.clopper_pearson import clopper_pearson
from oracles import kept, oracle

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.mark.parametrize("read", [oracle, kept])
@pytest.mark.parametrize("confidence, suffix", [(0.95, "95"), (0.998, "998")])
def test_limits_agree_with_an_independent_implementation(read, confidence, suffix):
    known = read("04_binomial_exact_clopper_pearson.json")
    lower, upper = clopper_pearson(known["inputs"]["x"], known["inputs"]["n"], confidence=confidence)
    assert lower == pytest.approx(known["expected"][f"lower_{suffix}"], rel=1e-9, abs=1e-12)
    assert upper == pytest.approx(known["expected"][f"upper_{suffix}"], rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("x, n", [(1, 3), (5, 10), (40, 400)])
def test_a_number_so_extreme_has_half_alpha_at_each_limit(x, n):
    [lower], [upper] = clopper_pearson([x], [n])
    assert stats.binom.sf(x - 1, n, lower) == pytest.approx(0.025, rel=1e-9)
    assert stats.binom.cdf(x, n, upper) == pytest.approx(0.025, rel=1e-9)


@given(st.lists(people(), min_size=1, max_size=10))
@settings(max_examples=60, deadline=None)
def test_limits_lie_around_the_proportion_or_are_missing(pairs):
    x, n = columns(pairs)
    lower, upper = clopper_pearson(x, n)
    known = (n > 0) & ~np.isnan(x)
    assert (np.isnan(lower) == ~known).all() and (np.isnan(upper) == ~known).all()
    share = x[known] / n[known]
    assert (lower[known] <= share + 1e-12).all() and (share <= upper[known] + 1e-12).all()
    assert (lower[known] >= 0).all() and (upper[known] <= 1).all()

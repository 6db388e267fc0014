"""Limits of any distribution of counts, found from its distribution function alone."""

import numpy as np
import pytest
from funnel_cases import BRIEFLY
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from insight.errors import InsightError
from insight.statistics.funnels.discrete import Counts, limits, quantile


def poisson(mean, guess=None, spread=None):
    """Give Poisson counts, perhaps with a misleading idea of where they lie."""
    mean = np.atleast_1d(np.asarray(mean, dtype=float))
    return Counts(
        mean=mean if guess is None else np.full(len(mean), float(guess)),
        sd=np.sqrt(mean) if spread is None else np.full(len(mean), float(spread)),
        skew=1 / np.sqrt(mean),
        top=np.full(len(mean), np.inf),
        cdf=lambda rows, k: stats.poisson.cdf(k, mean[rows]),
    )


@given(st.floats(0.1, 2000), st.floats(0, 10_000), st.floats(0.01, 1000), st.floats(0.0005, 0.9995))
@BRIEFLY
def test_a_misleading_start_still_ends_at_the_exact_quantile(mean, guess, spread, p):
    assert quantile(poisson(mean, guess, spread), p) == pytest.approx(quantile(poisson(mean), p), abs=1e-7)


@given(st.floats(0.1, 2000), st.floats(0.0005, 0.4995))
@BRIEFLY
def test_the_interpolated_quantile_has_the_interpolated_probability(mean, tail):
    low, high = limits(poisson(mean), tail, "interpolated")
    for limit, p in ((low[0], tail), (high[0], 1 - tail)):
        r = np.arange(-1, 10_000)
        assert np.interp(limit, r, stats.poisson.cdf(r, mean)) == pytest.approx(p, abs=1e-9)


def test_the_symmetric_upper_limit_is_one_event_higher_and_the_lower_the_same():
    one, other = limits(poisson([3, 30]), 0.025, "interpolated"), limits(poisson([3, 30]), 0.025, "symmetric")
    assert other[0].tolist() == one[0].tolist()
    assert other[1].tolist() == (one[1] + 1).tolist()


def test_missing_rows_stay_missing_among_the_others():
    counts = poisson([5.0, np.nan, 50.0])
    assert np.isnan(quantile(counts, 0.975)).tolist() == [False, True, False]


def test_more_than_can_be_counted_is_refused():
    with pytest.raises(InsightError, match="more events than can be counted"):
        limits(poisson([1e18]), 0.025, "symmetric")

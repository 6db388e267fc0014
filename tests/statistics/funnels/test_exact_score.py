"""Tails are those of the exact distributions, and z says the same as the tail."""

import numpy as np
import pytest
from funnel_cases import BRIEFLY
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from insight.statistics.funnels.exact_score import at_most, binomial_score, poisson_score


def floats(*numbers):
    return [np.array([number], dtype=float) for number in numbers]


@given(st.integers(1, 5000), st.floats(0, 1), st.floats(0.001, 0.999))
@BRIEFLY
def test_a_count_of_people_has_its_binomial_tail(n, share, target):
    x = round(n * share)
    [z], [tail] = binomial_score(*floats(x, n, target))
    wanted = stats.binom.sf(x - 1, n, target) if x > n * target else stats.binom.cdf(x, n, target)
    assert tail == pytest.approx(wanted, rel=1e-8, abs=1e-300)
    if 1e-290 < tail < 0.5:
        assert stats.norm.sf(abs(z)) == pytest.approx(tail, rel=1e-9)
        assert (z > 0) == (x > n * target)


@given(st.integers(0, 5000), st.floats(0.01, 5000))
@BRIEFLY
def test_a_count_of_events_has_its_poisson_tail(x, mean):
    [z], [tail] = poisson_score(*floats(x, mean))
    wanted = stats.poisson.sf(x - 1, mean) if x > mean else stats.poisson.cdf(x, mean)
    assert tail == pytest.approx(wanted, rel=1e-7, abs=1e-290)
    assert z == 0 or (z > 0) == (x > mean)


def test_z_keeps_growing_where_the_tail_is_lost_in_rounding():
    x = np.arange(1000.0, 3000.0)
    z, tail = poisson_score(x, np.full(len(x), 1000.0))
    assert tail[-1] == 0
    assert np.isfinite(z).all()
    assert (np.diff(z) > 0).all()
    down, _ = binomial_score(np.arange(0.0, 5000.0), np.full(5000, 10_000.0), np.full(5000, 0.5))
    assert np.isfinite(down).all()
    assert (np.diff(down) > 0).all()


@pytest.mark.parametrize(
    "x, n, target, z, tail",
    [(0, 5, 0.0, 0, 1), (5, 5, 1.0, 0, 1), (1, 5, 0.0, np.inf, 0), (4, 5, 1.0, -np.inf, 0)],
)
def test_targets_of_nobody_and_everybody_are_certain(x, n, target, z, tail):
    assert [column[0] for column in binomial_score(*floats(x, n, target))] == [z, tail]


def test_missing_numbers_are_missing():
    for score in (binomial_score(*floats(1, np.nan, 0.5)), poisson_score(*floats(np.nan, 1))):
        assert np.isnan(score).all()


@given(st.integers(1, 10**6), st.floats(0, 0.999), st.floats(0.05, 0.999))
@BRIEFLY
def test_the_reflected_distribution_gives_the_same_chance(n, share, target):
    x = np.floor(n * share)
    assert at_most(*floats(x, n, target))[0] == pytest.approx(
        stats.binom.cdf(x, n, target), rel=1e-8, abs=1e-300
    )

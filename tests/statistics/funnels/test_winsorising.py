"""Extremes are drawn in or dropped within each group, as a plain loop over groups does it."""

import numpy as np
import pytest
from funnel_cases import BRIEFLY
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from insight.errors import InsightError
from insight.statistics.funnels.winsorising import kept_by_rank, refuse_share, winsorised

units = st.lists(st.tuples(st.integers(-1, 4), st.integers(-6, 6).map(float)), max_size=60)
cuts = st.sampled_from([0.0, 0.05, 0.1, 0.2, 0.25])


def columns(drawn):
    return np.array([z for _, z in drawn]), np.array([group for group, _ in drawn], dtype=int)


@given(units, cuts)
@BRIEFLY
def test_numbers_are_drawn_in_to_their_own_groups_quantiles(drawn, share):
    z, codes = columns(drawn)
    found = winsorised(z, codes, 5, share)
    assert np.isnan(found[codes < 0]).all()
    for group in range(5):
        own = z[codes == group]
        if own.size:
            bounds = np.quantile(own, [share, 1 - share])
            assert found[codes == group] == pytest.approx(np.clip(own, *bounds))


@given(units, cuts)
@BRIEFLY
def test_numbers_are_kept_by_their_mean_rank_within_their_own_group(drawn, share):
    z, codes = columns(drawn)
    found = kept_by_rank(z, codes, 5, share)
    assert not found[codes < 0].any()
    for group in range(5):
        own = z[codes == group]
        position = stats.rankdata(own) / (len(own) + 1)
        near = np.minimum(np.abs(position - share), np.abs(position - 1 + share)) < 1e-9
        wanted = (position >= share) & (position < 1 - share)
        assert (found[codes == group] == wanted)[~near].all()


def test_a_tenth_of_a_hundred_and_forty_units_is_dropped_at_each_end():
    z = np.random.default_rng(1).normal(size=140)
    kept = kept_by_rank(z, np.zeros(140, dtype=int), 1, 0.1)
    assert (z < z[kept].min()).sum() == (z > z[kept].max()).sum() == 14


@pytest.mark.parametrize("share", [-0.1, 0.5, 10, float("nan")])
def test_a_share_that_leaves_nobody_or_is_a_percentage_is_refused(share):
    with pytest.raises(InsightError, match="a fraction"):
        refuse_share(share)

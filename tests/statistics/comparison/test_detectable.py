"""What could be detected would be flagged about as often as it says."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from insight.errors import InsightError, UnknownName
from insight.statistics.comparison.detectable import detectable

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.mark.parametrize("n, target", [(2000, 0.5), (5000, 0.1), (20_000, 0.9)])
@pytest.mark.parametrize("power", [0.8, 0.9])
def test_a_share_so_far_away_is_flagged_as_often_as_said(n, target, power):
    [found] = detectable([n], target, power=power).itertuples()
    spread = 1.959964 * np.sqrt(target * (1 - target) / n)
    below = stats.binom.cdf(np.ceil(n * (target - spread)) - 1, n, found.lower)
    above = stats.binom.sf(np.floor(n * (target + spread)), n, found.upper)
    assert (below, above) == pytest.approx((power, power), abs=0.02)


@pytest.mark.parametrize("expected", [200, 1000])
def test_a_ratio_so_far_away_is_flagged_as_often_as_said(expected):
    [found] = detectable([expected], 1.0, of="events").itertuples()
    spread = 1.959964 / np.sqrt(expected)
    below = stats.poisson.cdf(np.ceil(expected * (1 - spread)) - 1, expected * found.lower)
    above = stats.poisson.sf(np.floor(expected * (1 + spread)), expected * found.upper)
    assert (below, above) == pytest.approx((0.8, 0.8), abs=0.03)


def test_means_have_the_textbook_distance():
    [found] = detectable([100], 10.0, of="means", sd=5).itertuples()
    distance = (1.959964 + 0.841621) * 0.5
    assert (found.lower, found.upper) == pytest.approx((10 - distance, 10 + distance), abs=1e-5)


def test_allowing_for_differences_between_areas_needs_a_larger_one():
    plain, allowed = (detectable([500], 0.3, tau_squared=tau) for tau in (0, 0.001))
    assert allowed.loc[0, "lower"] < plain.loc[0, "lower"] and allowed.loc[0, "upper"] > plain.loc[0, "upper"]


def test_where_no_value_would_be_flagged_there_is_none():
    found = detectable([2, 0, np.nan], 0.5)
    assert found.isna().all(axis=None)
    [small] = detectable([3], 1.0, of="events").itertuples()
    assert np.isnan(small.lower) and small.upper > 1


def test_impossible_numbers_are_refused():
    with pytest.raises(InsightError, match=r"Rows \[1\]: the target"):
        detectable([10, 10], [0.5, 1.5])
    with pytest.raises(InsightError, match="negative"):
        detectable([10], 0.5, tau_squared=-1)
    with pytest.raises(InsightError, match="power"):
        detectable([10], 0.5, power=0.3)
    with pytest.raises(InsightError, match="sd"):
        detectable([10], 0.5, of="means")
    with pytest.raises(UnknownName, match="person"):
        detectable([10], 0.5, of="person")


@pytest.mark.parametrize("of", ["people", "events", "means"])
@given(
    n=st.one_of(st.just(np.nan), st.sampled_from([0, 1, 10**9]), st.integers(0, 10**6)),
    target=st.floats(0, 1),
    tau=st.floats(0, 0.1),
)
@settings(max_examples=60, deadline=None)
def test_values_lie_on_their_own_side_and_nearer_with_more_people(of, n, target, tau):
    found = detectable([n, 2 * n], target, of=of, sd=1.0 if of == "means" else None, tau_squared=tau)
    assert found["lower"].dropna().le(target).all() and found["upper"].dropna().ge(target).all()
    few, more = found.itertuples(index=False)
    if not np.isnan(few.upper):
        assert more.upper <= few.upper + 1e-9
    if not np.isnan(few.lower):
        assert more.lower >= few.lower - 1e-9
    assert found.loc[[0]].equals(
        detectable([n], target, of=of, sd=1.0 if of == "means" else None, tau_squared=tau)
    )

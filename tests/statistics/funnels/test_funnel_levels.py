"""The two pairs of limits keep their own numbers."""

import pytest
from scipy import stats

from insight.errors import InsightError, UnknownName
from insight.statistics.funnels.levels import LEVELS, checked, named


@pytest.mark.parametrize(
    "name, inside_inner, inside_outer",
    [("2 and 3 SD", 0.9545, 0.9973), ("95% and 99.8%", 0.95, 0.998)],
)
def test_each_pair_holds_the_share_of_units_it_is_known_for(name, inside_inner, inside_outer):
    pair = named(name)
    assert 1 - 2 * pair.inner.tail == pytest.approx(inside_inner, abs=5e-5)
    assert 1 - 2 * pair.outer.tail == pytest.approx(inside_outer, abs=5e-5)


@pytest.mark.parametrize("pair", LEVELS.values(), ids=LEVELS)
def test_z_and_tail_of_a_level_say_the_same(pair):
    for level in (pair.inner, pair.outer):
        assert stats.norm.sf(level.z) == pytest.approx(level.tail, rel=1e-12)


def test_two_standard_deviations_are_not_called_95_per_cent():
    assert named("2 and 3 SD").inner != named("95% and 99.8%").inner


def test_an_unknown_pair_is_refused_by_name():
    with pytest.raises(UnknownName, match="95% and 99.8%"):
        named("95% and 99%")


@pytest.mark.parametrize("tail", [0, 0.5, 2.5, float("nan")])
def test_a_tail_that_is_no_probability_beyond_one_limit_is_refused(tail):
    with pytest.raises(InsightError, match="0.025"):
        checked(tail)

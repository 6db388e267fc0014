"""The exact interval of a count agrees with R and with its own definition."""

import numpy as np
import pytest
from scipy import stats

from insight.statistics.intervals.poisson_exact import poisson_exact
from oracles import kept, oracle

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.mark.parametrize("read", [oracle, kept])
@pytest.mark.parametrize("confidence, suffix", [(0.95, "95"), (0.998, "998")])
def test_limits_agree_with_an_independent_implementation(read, confidence, suffix):
    known = read("03_poisson_exact_garwood.json")
    lower, upper = poisson_exact(known["inputs"]["x"], confidence=confidence)
    assert lower == pytest.approx(known["expected"][f"lower_{suffix}"], rel=1e-9, abs=1e-12)
    assert upper == pytest.approx(known["expected"][f"upper_{suffix}"], rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("count", [1, 2, 9, 50, 1000])
def test_a_count_so_extreme_has_half_alpha_at_each_limit(count):
    lower, upper = poisson_exact([count])
    assert stats.poisson.sf(count - 1, lower[0]) == pytest.approx(0.025, rel=1e-9)
    assert stats.poisson.cdf(count, upper[0]) == pytest.approx(0.025, rel=1e-9)


def test_none_missing_and_very_many_are_all_answered():
    lower, upper = poisson_exact([0, np.nan, 1e9])
    assert (lower[0], upper[0]) == (0, pytest.approx(-np.log(0.025)))
    assert np.isnan(lower[1]) and np.isnan(upper[1])
    assert lower[2] < 1e9 < upper[2]

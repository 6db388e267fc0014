"""The switch stands at ten events."""

import numpy as np
import pytest

from insight.statistics.intervals.byar import byar
from insight.statistics.intervals.exact_or_byar import exact_or_byar
from insight.statistics.intervals.poisson_exact import poisson_exact

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.mark.parametrize("confidence", [0.95, 0.998])
@pytest.mark.parametrize(
    "counts, method",
    [([0, 1, 5, 9], poisson_exact), ([0.5, 9.9], poisson_exact), ([10, 11, 500, 1e9], byar)],
)
def test_each_side_of_ten_has_its_own_method(counts, method, confidence):
    found, expected = (f(counts, confidence=confidence) for f in (exact_or_byar, method))
    assert np.array(found) == pytest.approx(np.array(expected), rel=1e-14)


def test_the_switch_leaves_no_step_back():
    lower, upper = exact_or_byar(np.arange(200))
    assert (np.diff(lower) > 0).all() and (np.diff(upper) > 0).all()


def test_a_missing_count_has_missing_limits():
    assert np.isnan(exact_or_byar([np.nan])).all()

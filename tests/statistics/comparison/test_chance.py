"""What chance would do is counted beside what was found."""

import numpy as np
import pytest

from insight.errors import InsightError
from insight.statistics.comparison.chance import chance

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")


def test_two_hundred_metrics_of_42_areas_make_hundreds_of_flags_by_chance():
    p = np.random.default_rng(5).uniform(size=200 * 42)
    [found] = chance(p).itertuples()
    assert (found.tests, found.expected) == (8400, 420)
    assert found.found == pytest.approx(420, abs=4 * 420**0.5)


def test_families_are_counted_apart_and_missing_tests_not_at_all():
    found = chance([0.01, 0.5, np.nan, 0.002, 0.03], ["b", "b", "b", "a", None], alpha=0.002)
    assert found.loc["a"].tolist() == [1, 0.002, 1] and found.loc["b"].tolist() == [2, 0.004, 0]


def test_a_negative_probability_is_refused():
    with pytest.raises(InsightError, match=r"Rows \[0\]"):
        chance([-0.1])

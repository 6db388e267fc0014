"""Simulated slopes: seeded, near the exact answer, and honest about their own error."""

import numpy as np
import pytest

from insight.statistics.inequality.slope_draws import drawn

ENDS = np.array([[[1.0, 0.0]], [[0.0, 1.0]]])
MIDDLE, ERROR = np.array([[10.0, 12.0]]), np.array([[0.3, 0.4]])


def simulated(seed=1, draws=40_000):
    return drawn(MIDDLE, ERROR, ENDS, lambda figure: figure, 0.95, draws, seed)[0]


def test_the_same_seed_gives_the_same_limits_and_another_seed_others():
    assert (simulated() == simulated()).all()
    assert (simulated(seed=2) != simulated()).any()


def test_limits_of_a_normal_difference_are_the_exact_ones_within_the_error_stated():
    lower, upper, *_, error, _ = simulated()
    assert lower == pytest.approx(2 - 1.959964 * 0.5, abs=4 * error)
    assert upper == pytest.approx(2 + 1.959964 * 0.5, abs=4 * error)


def test_more_draws_leave_less_error():
    assert simulated(draws=40_000)[4] < simulated(draws=1_000)[4]

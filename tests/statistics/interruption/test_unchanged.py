"""Series without a change are drawn the same way every time, and their errors are alike as asked."""

import numpy as np
import pytest

from insight.statistics.interruption.unchanged import (
    GRID,
    SERIES,
    autocorrelation,
    lag_one,
    largest,
    segments,
    t_values,
)

TIMES = tuple(float(t) for t in range(16))


def drawn(alike, series, points, seed):
    errors = np.random.default_rng(seed).standard_normal((series, points))
    errors[:, 0] /= (1 - alike**2) ** 0.5
    for point in range(1, points):
        errors[:, point] += alike * errors[:, point - 1]
    return errors


def test_segments_are_a_level_a_slope_and_what_each_adds():
    assert segments((2.0, 3.0, 5.0, 6.0), 2).tolist() == [
        [1, 0, 0, 0], [1, 1, 0, 0], [1, 3, 1, 0], [1, 4, 1, 1],
    ]  # fmt: skip


def test_what_is_drawn_is_in_order_and_the_same_every_time():
    found = largest(TIMES, 10, 2, 0.0)
    assert len(found) == SERIES and (np.diff(found) >= 0).all()
    assert found.tolist() == largest(TIMES, 10, 2, 0.0).tolist()


def test_students_t_would_call_far_more_than_5_in_100_changed():
    """The reason for drawing: of 16 points, t is beyond Student's 2.56 too often."""
    assert np.mean(largest(TIMES, 10, 2, 0.0) > 2.56) > 0.2


@pytest.mark.parametrize("alike", [0.0, 0.3, 0.6])
def test_the_autocorrelation_found_is_in_the_middle_what_it_was(alike):
    design = segments(TIMES, 10)
    errors = drawn(alike, 300, 16, 8)
    left = errors - errors @ design @ np.linalg.inv(design.T @ design) @ design.T
    found = [autocorrelation(TIMES, 10, one) for one in left]
    assert np.median(found) == pytest.approx(alike, abs=0.101)
    assert set(found) <= set(GRID)
    assert np.median(lag_one(left)) < alike - 0.2  # as it stands it would be far too small


def test_t_has_no_unit():
    design, y = segments(TIMES, 10), np.random.default_rng(2).standard_normal(16)
    assert t_values(design, y, 2) == pytest.approx(t_values(design, 7 + 100 * y, 2))

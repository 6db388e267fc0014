"""Limits of a slope where they need no simulation."""

import numpy as np
import pytest

from insight.statistics.inequality.slope_limits import back, exact, fieller, forward

SHARES = np.array([0.01, 0.3, 0.999])


@pytest.mark.parametrize("of", ["values", "events", "people"])
def test_a_figure_taken_to_the_other_scale_comes_back(of):
    assert back(forward(SHARES, of), of) == pytest.approx(SHARES)


def test_a_ratio_of_two_sure_numbers_has_no_width():
    low, high = fieller(*(np.array([number]) for number in (10.0, 12.0, 0.0, 0.0, 0.0)), 1.96)
    assert (low[0], high[0]) == pytest.approx((1.2, 1.2))


def test_there_is_no_ratio_when_its_lower_part_may_be_nothing():
    limits = fieller(*(np.array([number]) for number in (1.0, 12.0, 4.0, 0.1, 0.0)), 1.96)
    assert np.isnan(limits).all()


def test_the_difference_of_two_ends_is_normal():
    ends = np.array([[[1.0, 0.0]], [[0.0, 1.0]]])
    low, high, *_ = exact(np.array([10.0]), np.array([12.0]), ends, np.array([[0.3, 0.4]]), 0.95)
    assert (low[0], high[0]) == pytest.approx((2 - 1.959964 * 0.5, 2 + 1.959964 * 0.5))

"""Limits lie at three and two sigma, within what is possible, once there are points enough."""

import numpy as np

from insight.statistics.spc.limits import limits
from insight.statistics.spc.steps import arrange


def test_near_limits_are_two_thirds_of_the_way_and_none_passes_floor_or_ceiling():
    points = arrange({"value": [1.0, 1.0]})
    found = limits(points, np.array([0.5, 0.5]), np.array([0.3, 0.9]), 2, floor=0.0, ceiling=1.0)
    expected = [[0.5, 0.2, 0.8, 0.3, 0.7], [0.5, 0.0, 1.0, 0.0, 1.0]]
    np.testing.assert_allclose(found, expected, atol=1e-12)


def test_a_step_short_of_points_has_a_centre_alone():
    points = arrange({"value": [1.0, 1.0, 1.0]}, step=["a", "a", "b"])
    found = limits(points, np.ones(3), np.ones(3), 2)
    assert found["upper"].notna().tolist() == [True, True, False]
    assert found["centre"].notna().all()

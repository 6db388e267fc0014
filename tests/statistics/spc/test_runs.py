"""A run is a stretch of one kind within one step."""

import numpy as np

from insight.statistics.spc.runs import runs


def test_a_run_ends_where_the_kind_or_the_step_changes():
    first, length = runs(np.array([1, 1, 1, 0, 0]), np.array([0, 0, 1, 1, 1]))
    assert (first.tolist(), length.tolist()) == ([0, 0, 2, 3, 3], [2, 2, 1, 2, 2])


def test_no_points_have_no_runs():
    assert [found.size for found in runs(np.array([]), np.array([]))] == [0, 0]

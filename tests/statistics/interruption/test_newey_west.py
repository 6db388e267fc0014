"""Errors agree with statsmodels', and need no lag to allow for unequal scatter."""

import numpy as np
import pytest

from insight.statistics.interruption.newey_west import newey_west, usual_lags
from insight.statistics.interruption.unchanged import segments
from oracles import kept

CASES = kept("interrupted.json")["series"]


@pytest.mark.parametrize("case", CASES, ids=[f"seed {case['seed']}" for case in CASES])
def test_it_agrees_with_statsmodels(case):
    """The numbers kept were made by statsmodels 0.15.0 (OLS, cov_type="HAC", use_correction=True)."""
    y = np.array(case["values"])
    design = segments(tuple(range(len(y))), case["before"])
    found = np.linalg.lstsq(design, y, rcond=None)[0]
    errors = np.sqrt(np.diag(newey_west(design, y - design @ found, case["lags"])))
    assert found == pytest.approx(case["params"], abs=1e-6)
    assert errors == pytest.approx(case["bse"], abs=1e-6)


def test_many_series_at_once_are_the_same_as_one_by_one():
    design = segments(tuple(range(12)), 8)
    left = np.random.default_rng(3).standard_normal((5, 12))
    together = newey_west(design, left, 2)
    assert together.shape == (5, 4, 4)
    assert together == pytest.approx(np.stack([newey_west(design, one, 2) for one in left]))


def test_errors_that_are_all_alike_have_the_textbook_variance():
    design = np.column_stack([np.ones(6), np.arange(6)])
    left = np.array([1.0, -1, 1, -1, 1, -1])  # squares of 1: White's middle is the design's own
    assert newey_west(design, left, 0) == pytest.approx(np.linalg.inv(design.T @ design) * 6 / 4)


def test_more_lags_than_points_are_no_more_than_there_are():
    design = segments(tuple(range(12)), 8)
    left = np.random.default_rng(5).standard_normal(12)
    assert np.isfinite(newey_west(design, left, 40)).all()


def test_lags_grow_slowly_with_points():
    assert [usual_lags(n) for n in (12, 16, 40, 100, 400)] == [2, 2, 3, 4, 5]

"""Differences of two estimates agree with the published worked examples."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn_counts import columns, people
from insight.statistics.comparison.difference import difference
from insight.statistics.proportion import proportion

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")
NEWCOMBE = [  # x1, n1, x2, n2, lower, upper: Newcombe (1998) Stat Med 17:873-90, Table II, method 10
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0000),
    (10, 10, 0, 10, 0.6075, 1.0000),
]


@pytest.mark.parametrize("x1, n1, x2, n2, lower, upper", NEWCOMBE)
def test_limits_match_published_values(x1, n1, x2, n2, lower, upper):
    [found] = difference(proportion([x1], [n1]), proportion([x2], [n2])).itertuples()
    assert (found.lower, found.upper) == pytest.approx((lower, upper), abs=5e-5)


def test_symmetric_intervals_add_as_variances_do():
    first, second = (
        pd.DataFrame({"value": [v], "lower": [v - d], "upper": [v + d]}) for v, d in ((9, 3), (5, 4))
    )
    assert difference(first, second).loc[0].tolist() == [4, -1, 9]


def test_estimates_are_matched_by_index():
    first = proportion(pd.Series([5, 1], index=["a", "b"]), pd.Series([10, 10], index=["a", "b"]))
    assert difference(first, first[::-1])["value"].tolist() == [0, 0]


def test_a_value_without_an_interval_has_no_difference():
    known = proportion([5], [10])
    assert difference(known.assign(lower=np.nan), known).isna().all(axis=None)


@given(st.lists(st.tuples(people(), people()), min_size=1, max_size=10))
@settings(max_examples=60, deadline=None)
def test_limits_are_in_order_within_range_and_mirrored_the_other_way_round(pairs):
    first, second = (proportion(*columns(side)) for side in zip(*pairs, strict=True))
    found, turned = difference(first, second), difference(second, first)
    assert found["lower"].to_numpy() == pytest.approx(-turned["upper"].to_numpy(), abs=1e-12, nan_ok=True)
    inside = found.dropna()
    assert len(inside) == len((first["value"] - second["value"]).dropna())
    assert (inside["lower"] >= -1 - 1e-12).all() and (inside["upper"] <= 1 + 1e-12).all()
    assert (inside["lower"] <= inside["value"]).all() and (inside["value"] <= inside["upper"]).all()

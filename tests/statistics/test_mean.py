"""Means agree with an independent implementation."""

import numpy as np
import pytest

from insight.errors import InsightError
from insight.statistics.mean import mean
from oracles import oracle


@pytest.mark.parametrize("confidence, name", [(0.95, "95_0cl"), (0.998, "99_8cl")])
def test_interval_agrees_with_an_independent_implementation(confidence, name):
    known = oracle("06b_mean_t.json")["expected"]
    found = mean(known["value"], known["value_count"], known["stdev"], confidence=confidence)
    assert found["lower"].tolist() == pytest.approx(known[f"lower{name}"], rel=1e-10)
    assert found["upper"].tolist() == pytest.approx(known[f"upper{name}"], rel=1e-10)


def test_one_person_has_a_mean_and_no_interval():
    [found] = mean([4.0], [1], [0.0]).itertuples()
    assert found.value == 4 and np.isnan(found.lower) and np.isnan(found.upper)


def test_nobody_measured_is_missing():
    assert np.isnan(mean([4.0], [0], [1.0]).loc[0, "value"])


def test_a_spread_that_is_not_known_leaves_the_mean_without_an_interval():
    [found] = mean([4.0], [50], [np.nan]).itertuples()
    assert found.value == 4 and np.isnan(found.lower)


def test_a_negative_spread_is_refused_by_row():
    with pytest.raises(InsightError, match=r"Rows \[0\]"):
        mean([4.0], [50], [-1.0])

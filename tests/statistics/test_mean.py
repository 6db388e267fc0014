"""Means agree with an independent implementation."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.errors import InsightError
from insight.statistics.mean import mean
from oracles import kept, oracle


@pytest.mark.parametrize("read", [oracle, kept])
@pytest.mark.parametrize("confidence, name", [(0.95, "95_0cl"), (0.998, "99_8cl")])
def test_interval_agrees_with_an_independent_implementation(read, confidence, name):
    inputs, known = (read("06b_mean_t.json")[part] for part in ("inputs", "expected"))
    people = pd.Series(inputs["values"]).groupby(inputs["group"])
    found = mean(people.mean(), people.count(), people.std(), confidence=confidence)
    assert found.index.tolist() == known["g"]
    assert found["value"].tolist() == pytest.approx(known["value"], rel=1e-10)
    assert found["lower"].tolist() == pytest.approx(known[f"lower{name}"], rel=1e-10)
    assert found["upper"].tolist() == pytest.approx(known[f"upper{name}"], rel=1e-10)


@pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")
@given(
    m=st.floats(-1e9, 1e9),
    n=st.one_of(st.just(np.nan), st.sampled_from([0, 1, 2, 10**9]), st.integers(0, 10**9)),
    sd=st.one_of(st.just(np.nan), st.floats(0, 1e9)),
    by=st.floats(0.001, 1000),
)
@settings(max_examples=60, deadline=None)
def test_limits_are_in_order_and_change_with_the_unit(m, n, sd, by):
    [found] = mean([m], [n], [sd]).itertuples(index=False)
    [scaled] = mean([m * by], [n], [sd * by]).itertuples(index=False)
    assert np.isnan(found.lower) or found.lower <= found.value <= found.upper
    assert np.array(scaled) == pytest.approx(np.array(found) * by, rel=1e-9, abs=1e-6, nan_ok=True)


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


def test_a_negative_number_of_people_is_refused_by_row():
    with pytest.raises(InsightError, match=r"Rows \[1\]"):
        mean([4.0, 4.0], [5, -5], [1.0, 1.0])

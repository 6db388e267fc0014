"""Proportions agree with the published worked examples and an independent implementation."""

import numpy as np
import pandas as pd
import pytest

from insight.errors import InsightError
from insight.statistics.proportion import proportion
from oracles import kept, oracle

NEWCOMBE = "Newcombe (1998) Stat Med 17:857-72, Table I, method 3"
CASES = {
    # name: (numerator, denominator, lower, upper, source)
    "a typical audit": (81, 263, 0.2553, 0.3662, NEWCOMBE),
    "an uncommon outcome": (15, 148, 0.0624, 0.1605, NEWCOMBE),
    "nobody had the outcome": (0, 20, 0.0000, 0.1611, NEWCOMBE),
    "one person had it": (1, 29, 0.0061, 0.1718, NEWCOMBE),
}


@pytest.mark.parametrize("x, n, lower, upper, source", CASES.values(), ids=CASES)
def test_interval_matches_published_value(x, n, lower, upper, source):
    [estimate] = proportion([x], [n]).itertuples()
    assert (estimate.lower, estimate.upper) == pytest.approx((lower, upper), abs=5e-5), source


@pytest.mark.parametrize("read", [oracle, kept])
@pytest.mark.parametrize("confidence, suffix", [(0.95, "95"), (0.998, "998")])
def test_interval_agrees_with_an_independent_implementation(read, confidence, suffix):
    known = read("01_wilson_proportion.json")
    found = proportion(known["inputs"]["x"], known["inputs"]["n"], confidence=confidence)
    expected = known["expected"]
    assert found["value"].tolist() == pytest.approx(expected["value"], rel=1e-10, abs=1e-12)
    assert found["lower"].tolist() == pytest.approx(expected[f"lower_{suffix}"], rel=1e-10, abs=1e-12)
    assert found["upper"].tolist() == pytest.approx(expected[f"upper_{suffix}"], rel=1e-10, abs=1e-12)


def test_nobody_eligible_is_missing_rather_than_zero():
    assert np.isnan(proportion([0], [0]).loc[0, "value"])


def test_a_missing_count_gives_a_missing_row():
    counts = pd.Series([pd.NA, 3], dtype="Int64")
    assert proportion(counts, pd.Series([10, 10]))["value"].isna().tolist() == [True, False]


def test_rows_are_matched_by_index_and_come_back_on_it():
    found = proportion(pd.Series([1, 2], index=["b", "a"]), pd.Series([4, 4], index=["a", "b"]))
    assert found["value"].to_dict() == {"a": 0.5, "b": 0.25}


@pytest.mark.parametrize("x", [9, -1])
def test_an_impossible_numerator_is_refused_by_row(x):
    with pytest.raises(InsightError, match=r"Rows \[1\]"):
        proportion([1, x], [2, 3])

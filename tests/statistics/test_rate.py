"""Rates agree with an independent implementation, on both sides of ten events."""

import math

import pandas as pd
import pytest

from insight.errors import InsightError
from insight.statistics.rate import rate
from oracles import kept, oracle


@pytest.mark.parametrize("read", [oracle, kept])
@pytest.mark.parametrize("confidence, suffix", [(0.95, "95"), (0.998, "998")])
def test_interval_agrees_with_an_independent_implementation(read, confidence, suffix):
    known = read("02_rate_byars_exact.json")
    counts = known["inputs"]
    found = rate(counts["x"], counts["n"], per=100_000, confidence=confidence)
    for column, name in (("value", "value"), ("lower", f"lower_{suffix}"), ("upper", f"upper_{suffix}")):
        assert found[column].tolist() == pytest.approx(known["expected"][name], rel=1e-10, abs=1e-12), name


@pytest.mark.parametrize(
    "events, lower, upper",
    [(1, 0.0253, 5.5716), (5, 1.6235, 11.6683), (9, 4.1154, 17.0848)],
)
def test_few_events_have_the_exact_interval_of_published_tables(events, lower, upper):
    [found] = rate([events], [1], per=1).itertuples()
    source = "Pearson & Hartley, Biometrika Tables for Statisticians I, Table 40"
    assert (found.lower, found.upper) == pytest.approx((lower, upper), abs=6e-4), source


def test_no_event_has_a_lower_limit_of_zero_and_an_upper_one_of_minus_log_half_alpha():
    [found] = rate([0], [1], per=1).itertuples()
    assert (found.lower, found.upper) == (0, pytest.approx(-math.log(0.025)))


def test_nobody_at_risk_and_missing_counts_are_missing():
    events = pd.Series([0, pd.NA], dtype="Int64")
    assert rate(events, pd.Series([0, 10]))["value"].isna().all()


def test_a_negative_count_is_refused_by_row():
    with pytest.raises(InsightError, match=r"Rows \[0\]"):
        rate([-1], [10])


@pytest.mark.parametrize("read", [oracle, kept])
def test_a_rate_is_right_where_a_popular_package_is_wrong(read):
    known = read("trap_phstatsmethods.json")["expected"]
    [many, few, none] = rate([65, 5, 0], [1, 1, 1], per=1).itertuples()
    assert (many.lower, many.upper) == pytest.approx(known["byars_65_correct"], rel=1e-9)
    assert (few.lower, few.upper) == pytest.approx(known["byars_5_correct"], rel=1e-9)
    assert (none.value, none.lower) == (0, 0)  # the package stops at the first row without events


def test_events_that_are_not_whole_numbers_have_limits_too():
    below, whole, above = (rate([x], [1], per=1).loc[0, "upper"] for x in (4.9, 5, 5.1))
    assert below < whole < above

"""What holds of every chart: its limits are in order, its series apart, and nothing warns."""

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spc_cases import CHARTS, LINES, OF_COUNTS, OF_VALUES, arguments, tables

from insight.errors import InsightError

QUICK = settings(max_examples=15, deadline=None)
KEYS = ("series", "order", "step", "provisional")
every_chart = pytest.mark.parametrize("name", CHARTS)


def drawn(name, table, **options):
    keys = {key: table[key] for key in KEYS}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return CHARTS[name](*arguments(name, table["value"], table["denominator"]), **keys, **options)


@every_chart
@QUICK
@given(table=tables)
def test_limits_are_in_order_whatever_the_counts_and_nothing_warns(name, table):
    found = drawn(name, table, minimum=2)
    [lower, near_lower, near_upper, upper] = found[
        ["lower", "near_lower", "near_upper", "upper"]
    ].T.to_numpy()
    with np.errstate(invalid="ignore"):
        assert not ((lower > near_lower) | (near_lower > near_upper) | (near_upper > upper)).any()
    assert not (found["centre"] > found["upper"]).any()
    if name != "xmr":
        assert not (found[LINES] < 0).any(axis=None)
    if name.startswith("p"):
        assert not (found[LINES] > 1).any(axis=None)


@every_chart
@QUICK
@given(table=tables)
def test_a_missing_count_is_a_missing_row(name, table):
    found = drawn(name, table, minimum=1)
    missing = np.isnan(arguments(name, table["value"], table["denominator"])).any(axis=0)
    assert found.loc[missing, LINES].isna().all(axis=None)


@every_chart
@QUICK
@given(table=tables, seed=st.integers(0, 2**31))
def test_the_order_of_the_rows_does_not_matter(name, table, seed):
    shuffle = np.random.default_rng(seed).permutation(len(table["value"]))
    shuffled = drawn(name, {key: column[shuffle] for key, column in table.items()}, minimum=2)
    expected = drawn(name, table, minimum=2).iloc[shuffle].reset_index(drop=True)
    pd.testing.assert_frame_equal(shuffled, expected, rtol=1e-9)


@every_chart
@pytest.mark.parametrize("options", [{}, {"baseline": 4}], ids=["all points", "a baseline"])
@QUICK
@given(table=tables)
def test_all_series_and_steps_at_once_are_as_one_by_one(name, options, table):
    found = drawn(name, table, minimum=2, **options)
    for series in "ab":
        for step in ("before", "after"):
            own = (table["series"] == series) & (table["step"] == step)
            alone = drawn(name, {key: column[own] for key, column in table.items()}, minimum=2, **options)
            expected = found[own].reset_index(drop=True)
            pd.testing.assert_frame_equal(alone, expected, rtol=1e-9)


@every_chart
@QUICK
@given(table=tables)
def test_provisional_points_do_not_shape_the_limits(name, table):
    found = drawn(name, table, minimum=2)
    changed = {**table, "value": np.where(table["provisional"], 0 * table["value"], table["value"])}
    lines = [line for line in LINES if line in found]
    pd.testing.assert_frame_equal(found[lines], drawn(name, changed, minimum=2)[lines])


@pytest.mark.parametrize("name", ["xmr", "moving_range", "t"])
@QUICK
@given(table=tables, scale=st.sampled_from([0.01, 0.1, 3.0, 1000.0]))
def test_another_unit_gives_the_same_limits_in_that_unit(name, table, scale):
    rescaled = drawn(name, {**table, "value": table["value"] * scale}, minimum=2)
    expected = drawn(name, table, minimum=2)[LINES] * scale
    scale_of = max(1.0, np.nanmax(np.abs(table["value"]), initial=0.0)) * scale
    np.testing.assert_allclose(rescaled[LINES], expected, rtol=1e-8, atol=1e-9 * scale_of)


@QUICK
@given(table=tables, shift=st.integers(-1000, 1000))
def test_adding_to_every_value_moves_the_limits_of_an_xmr_chart_by_as_much(table, shift):
    moved = drawn("xmr", {**table, "value": table["value"] + shift}, minimum=2)
    np.testing.assert_allclose(moved, drawn("xmr", table, minimum=2) + shift, rtol=1e-12, atol=1e-6)


@pytest.mark.parametrize("name", ["xmr", "c", "g", "t", "p", "u", "p_prime", "u_prime", "i_prime"])
@QUICK
@given(table=tables)
def test_more_events_never_lower_the_centre(name, table):
    table["denominator"] = np.full(len(table["value"]), 1e9)
    more = {**table, "value": np.minimum(table["value"] + 5, 1e9)}
    lower, higher = drawn(name, table)["centre"].dropna(), drawn(name, more)["centre"].dropna()
    assert (higher >= lower * (1 - 1e-12)).all()


@every_chart
def test_thirteen_points_have_limits_and_twelve_only_a_centre(name):
    given = arguments(name, np.arange(12.0) % 5, np.full(12, 100.0))
    assert CHARTS[name](*given)["centre"].notna().all()
    assert CHARTS[name](*given).drop(columns=["centre", "value"], errors="ignore").isna().all(axis=None)
    given = arguments(name, np.arange(13.0) % 5, np.full(13, 100.0))
    assert CHARTS[name](*given)[LINES].notna().all(axis=None)


@every_chart
def test_results_lie_on_the_index_of_the_counts(name):
    index = pd.Index([f"2024-{month:02}" for month in range(1, 14)])
    value, many = pd.Series(range(13), index=index), pd.Series(100, index=index, dtype="Int64")
    given = arguments(name, value.astype("Int64"), many)
    assert CHARTS[name](*given)[LINES].notna().all(axis=None)
    assert CHARTS[name](*given).index.equals(index)


@every_chart
def test_no_points_give_no_rows(name):
    assert CHARTS[name](*arguments(name, np.array([]), np.array([]))).empty


@every_chart
@pytest.mark.parametrize("count", [0, 1, 10**9])
def test_the_same_count_every_time_lies_inside_its_limits(name, count):
    value = np.full(15, float(count))
    found = CHARTS[name](*arguments(name, value, np.full(15, 1e9)))
    drawn_value = {"moving_range": 0 * value}.get(name, value if name in OF_VALUES else value / 1e9)
    slack = 1e-12 * drawn_value
    assert (found["lower"] <= drawn_value + slack).all() and (drawn_value - slack <= found["upper"]).all()


@pytest.mark.parametrize("name", OF_COUNTS)
def test_nobody_counted_is_missing_rather_than_zero(name):
    found = CHARTS[name]([0] * 13 + [5], [0] * 13 + [10], minimum=1)
    assert found.iloc[:13].isna().all(axis=None) and found["centre"].iloc[13] == 0.5


@pytest.mark.parametrize("name", [name for name in CHARTS if name not in ("xmr", "moving_range")])
def test_a_negative_count_is_refused_by_row(name):
    with pytest.raises(InsightError, match=r"Rows \['b'\]"):
        CHARTS[name](
            *arguments(name, pd.Series([1, -1], index=list("ab")), pd.Series([5, 5], index=list("ab")))
        )


@pytest.mark.parametrize("name", ["p", "p_prime"])
def test_more_people_with_an_outcome_than_people_is_refused_by_row(name):
    with pytest.raises(InsightError, match=r"Rows \[1\]: a numerator must lie"):
        CHARTS[name]([1, 6], [5, 5])


@every_chart
def test_a_baseline_of_one_point_is_refused(name):
    with pytest.raises(InsightError, match="Give 2 points or more"):
        CHARTS[name](*arguments(name, np.arange(13.0), np.full(13, 100.0)), baseline=1)

"""The rules mark the points their publishers' tools mark, and nothing that they should not."""

import warnings
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spc_cases import DIRECTION, DOTS, LINES, MDC, around, known, tables

from insight.statistics.spc.rules import (
    MAKING_DATA_COUNT,
    NHSR_PLOT_THE_DOTS,
    RULE_SETS,
    RULES,
    signals,
)
from insight.statistics.spc.xmr import xmr

QUICK = settings(max_examples=40, deadline=None)
FOLDERS = ["beside", "copied"]
IGNORE_TIES = replace(MAKING_DATA_COUNT, ties="ignore")
FLAT = [48, 52] * 6  # the mean is 50 and the limits 39.36 and 60.64
LABELS = {
    "outside": ("Below LCL", "Above UCL"),
    "trend": ("7 Point Trend (Decreasing)", "7 Point Trend (Increasing)"),
    "near": ("2 in 3 Below CL", "2 in 3 Above CL"),
    "shift": ("7 Points Below CL", "7 Points Above CL"),
}


def judged(values, rules=MAKING_DATA_COUNT, **keys):
    lines = xmr(values, baseline=12, minimum=2)
    return signals(values, **lines, rules=rules, **keys)


def sides(found, rule):
    return found[f"{rule}_side"].map({"low": -1, "high": 1}).astype(float).fillna(0).astype(int).tolist()


def sparse(case):
    """Give a case's expected signals as place -> sign, as the copies hold them."""
    if isinstance(case, list):
        return {str(place): side for place, side in enumerate(case) if side}
    return case


@pytest.mark.parametrize("where", FOLDERS)
def test_every_case_agrees_with_the_current_rules_of_making_data_count(where):
    cases = known(MDC, where)
    theirs = {"outside": "outside", "shift": "shift7", "trend": "trend7", "near": "two_of_three"}
    for name, case in cases["inputs"].items():
        found = signals(case["y"], **around(case))
        for rule, key in theirs.items():
            assert sparse(sides(found, rule)) == sparse(cases["expected"][name][key]), (name, rule)
            assert found[rule].tolist() == [side != 0 for side in sides(found, rule)]


def special(expected):
    if "special" in expected:
        return expected["special"]
    kinds = enumerate(expected["special_cause_type"])
    return {str(place): kind for place, kind in kinds if kind != "Common Cause"}


@pytest.mark.parametrize("where", FOLDERS)
def test_every_case_agrees_with_nhsrplotthedots(where):
    cases = known(DOTS, where)
    for name, case in cases["inputs"].items():
        start, y = case.get("rebase_at_1based_index"), case["y"]
        step = None if start is None else np.arange(len(y)) >= start - 1
        options = {"baseline": case.get("fix_after_n_points"), "screen": case.get("screen_outliers", False)}
        lines = xmr(y, step=step, **options, minimum=2)
        found = signals(y, **lines, step=step, rules=NHSR_PLOT_THE_DOTS)
        labelled = {}
        for rule in RULES[::-1]:
            for place in np.flatnonzero(found[rule]):
                labelled[str(place)] = LABELS[rule][found[f"{rule}_side"].iloc[place] == "high"]
        assert labelled == special(cases["expected"][name]), name


def test_every_point_s_colour_and_place_among_the_lines_agrees_with_nhsrplotthedots():
    cases = known(DOTS, "beside")
    for name, case in cases["inputs"].items():
        expected = cases["expected"][name]
        lines = pd.DataFrame({"centre": expected["mean"], "lower": expected["lpl"], "upper": expected["upl"]})
        lines["near_lower"] = lines["centre"] - (lines["centre"] - lines["lower"]) * 2 / 3
        lines["near_upper"] = lines["centre"] + (lines["upper"] - lines["centre"]) * 2 / 3
        start = case["rebase_at_1based_index"]
        step = None if start is None else np.arange(len(case["y"])) >= start - 1
        found = signals(case["y"], **lines, step=step, rules=NHSR_PLOT_THE_DOTS)
        assert found["outside"].tolist() == expected["outside_limits"], name
        first = pd.DataFrame({rule: found[f"{rule}_side"].astype(object) for rule in RULES}).bfill(axis=1)
        high_is = {"higher": "improvement", "lower": "concern", "neutral": "neutral_high"}
        low_is = {"higher": "concern", "lower": "improvement", "neutral": "neutral_low"}
        better = DIRECTION[case["improvement_direction"]]
        words = first.iloc[:, 0].map({"high": high_is[better], "low": low_is[better]})
        colours = ("special_cause_" + words).fillna("common_cause")
        assert colours.tolist() == expected["point_type"], name


def test_seven_points_one_side_are_a_shift_and_six_are_not():
    assert not judged(FLAT + [49, 51, 53, 52, 54, 51, 52])["shift"].any()
    assert judged(FLAT + [49, 51, 53, 52, 54, 51, 52, 53])["shift"].tolist() == [False] * 13 + [True] * 7


@pytest.mark.parametrize(
    "rules, marked", [(MAKING_DATA_COUNT, []), (IGNORE_TIES, [12, 13, 14, 16, 17, 18, 19])]
)
def test_a_point_on_the_mean_breaks_a_shift_unless_ties_are_ignored(rules, marked):
    lines = {"centre": 50.0, "lower": 40.0, "upper": 60.0, "near_lower": 44.0, "near_upper": 56.0}
    values = FLAT + [51, 53, 52, 50, 54, 51, 52, 53]
    values[11] = 48
    table = pd.DataFrame(lines, index=range(len(values)))
    assert np.flatnonzero(signals(values, **table, rules=rules)["shift"]).tolist() == marked


@pytest.mark.parametrize(
    "rules, marked", [(MAKING_DATA_COUNT, []), (IGNORE_TIES, [12, 13, 14, 16, 17, 18, 19])]
)
def test_a_repeated_value_breaks_a_trend_unless_ties_are_ignored(rules, marked):
    found = judged(FLAT + [47, 48, 49, 49, 50.5, 51, 52, 53], rules)
    assert np.flatnonzero(found["trend"]).tolist() == marked


def test_only_making_data_count_counts_points_beyond_three_sigma_as_near():
    values = FLAT + [49, 62, 58, 51, 49]
    assert np.flatnonzero(judged(values)["near"]).tolist() == [13, 14]
    assert not judged(values, NHSR_PLOT_THE_DOTS)["near"].any()


def test_no_run_crosses_a_step():
    values = FLAT + [51, 53, 52, 54, 51, 52, 53]
    lines = xmr(values, baseline=12)
    step = [0] * 15 + [1] * 4
    assert signals(values, **lines)["shift"].any()
    assert not signals(values, **lines, step=step)["shift"].any()


def test_a_trend_starts_afresh_in_each_step():
    values = FLAT + [47, 48, 49, 50.5, 51, 52, 53]
    lines = xmr(values, baseline=12)
    assert signals(values, **lines)["trend"].sum() == 7
    assert not signals(values, **lines, step=[0] * 13 + [1] * 6)["trend"].any()


def test_a_provisional_point_neither_signals_nor_counts():
    values = FLAT + [51, 53, 52, 54, 51, 90]
    provisional = [False] * 17 + [True]
    found = judged(values, provisional=provisional)
    assert not found[list(RULES)].any(axis=None)
    assert judged(values)["outside"].iloc[-1]


def test_without_limits_no_point_is_judged():
    values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert not signals(values, **xmr(values))[list(RULES)].any(axis=None)


def test_the_peak_between_a_rise_and_a_fall_takes_the_side_of_the_rise():
    found = judged(FLAT + [47, 48, 49, 50.5, 51, 52, 53, 52, 51, 50.5, 49, 48, 47, 46])
    assert found["trend_side"].iloc[[17, 18, 19]].tolist() == ["high", "high", "low"]


def test_a_run_is_counted_from_its_first_point():
    found = judged(FLAT[:11] + [48] + [51, 53, 52, 54, 51, 52, 53, 62])
    assert found["high_run"].iloc[-1] == 8
    assert (found["low_run"] == 0).all()


def test_a_steady_series_of_a_fraction_never_signals():
    values = [0.1] * 20
    assert not signals(values, **xmr(values))[list(RULES)].any(axis=None)


def test_the_rule_sets_are_known_by_the_names_their_tools_have():
    assert set(RULE_SETS) == {"Making Data Count", "NHSRplotthedots"}


def loop(value, lines, rules):
    """Judge one run of points by hand: the rules as they are told, point by point."""
    n = len(value)
    marks = {rule: np.zeros(n, dtype=bool) for rule in RULES}
    side = np.sign(value - lines["centre"].to_numpy())
    high, low = value > lines["upper"].to_numpy(), value < lines["lower"].to_numpy()
    near = np.where(value > lines["near_upper"], 1, np.where(value < lines["near_lower"], -1, 0))
    marks["outside"] |= high | low
    for i in range(n):
        run = side[i : i + 7]
        if len(run) == 7 and abs(run.sum()) == 7:
            marks["shift"][i : i + 7] = True
        moves = np.sign(np.diff(value[i : i + 7]))
        if len(moves) == 6 and abs(moves.sum()) == 6:
            marks["trend"][i : i + 7] = True
        three = slice(i, i + 3)
        counted = near[three] * (1 if rules.near_counts_outside else ~(high | low)[three])
        if len(counted) == 3 and abs(side[three].sum()) == 3 and (counted != 0).sum() >= 2:
            marks["near"][three] |= counted != 0
    return pd.DataFrame(marks)


@pytest.mark.parametrize("rules", RULE_SETS.values(), ids=RULE_SETS)
@QUICK
@given(seed=st.integers(0, 2**32 - 1), scale=st.sampled_from([1, 4, 12]))
def test_all_series_at_once_are_as_a_loop_over_their_points(rules, seed, scale):
    rng = np.random.default_rng(seed)
    drift = np.cumsum(rng.integers(-1, 3, 80) - (np.arange(80) > 40))
    value = (rng.integers(0, scale + 1, 80) + drift).astype(float)
    series = rng.choice(["a", "b"], 80)
    centre = np.full(80, np.median(value))
    half = rng.integers(3, 12)
    lines = pd.DataFrame(
        {line: centre + half * k for line, k in zip(LINES, (0, -3, 3, -2, 2), strict=True)}, dtype=float
    )
    found = signals(value, **lines, series=series, rules=rules)
    for name in "ab":
        own = series == name
        expected = loop(value[own], lines[own].reset_index(drop=True), rules)
        pd.testing.assert_frame_equal(found.loc[own, list(RULES)].reset_index(drop=True), expected)


@QUICK
@given(table=tables)
def test_turning_the_values_over_turns_the_sides_over_and_nothing_warns(table):
    keys = {key: table[key] for key in ("series", "order", "step", "provisional")}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        up, down = (signals(v, **xmr(v, **keys), **keys) for v in (table["value"], -table["value"]))
    assert up["high_run"].tolist() == down["low_run"].tolist()
    for rule in RULES:
        assert sides(up, rule) == [-side for side in sides(down, rule)]


@QUICK
@given(table=tables, scale=st.sampled_from([0.1, 7.0]), shift=st.integers(-50, 50))
def test_signals_do_not_depend_on_the_unit(table, scale, shift):
    keys = {key: table[key] for key in ("series", "order", "step", "provisional")}
    value = np.where(table["value"] > 1e6, 100, table["value"])
    other = value * scale + shift
    pd.testing.assert_frame_equal(
        signals(value, **xmr(value, **keys), **keys), signals(other, **xmr(other, **keys), **keys)
    )

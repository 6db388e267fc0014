"""Icons say what the last point and the last step say, or why they say nothing."""

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from spc_cases import ABSPC, DIRECTION, DOTS, MDC, around, known, tables

from insight.errors import InsightError
from insight.statistics.spc.icons import ASSURANCES, VARIATIONS, icons
from insight.statistics.spc.rules import NHSR_PLOT_THE_DOTS, signals
from insight.statistics.spc.xmr import xmr

FOLDERS = ["beside", "copied"]
FLAT = [48, 52] * 6
ASSURED = {"consistent_pass": "pass", "consistent_fail": "fail", "inconsistent": "hit or miss", None: "none"}
# a fall of seven points that all lie above the mean: a shift up and a trend down
CONFLICT = FLAT + [51, 57, 56, 55, 54, 53, 52, 51.5]


def shown(values, better="higher", baseline=12, **options):
    lines = xmr(values, baseline=baseline)
    [found] = icons(values, lines, signals(values, **lines), better=better, **options).itertuples()
    return found


def in_words(kind):
    """Give an NHSRplotthedots kind of point in the words of our icons, less the side."""
    return kind.removeprefix("special_cause_").replace("_", " ")


def last(cases):
    return cases[-1] if isinstance(cases, list) else cases


@pytest.mark.parametrize("where", FOLDERS)
def test_every_case_agrees_with_nhsrplotthedots(where):
    cases = known(DOTS, where)
    for name, case in cases["inputs"].items():
        expected = cases["expected"][name]
        expected = expected.get("summary", expected)
        kind = last(expected.get("variation_type", expected.get("variation")))
        assurance = last(expected.get("assurance_type", expected.get("assurance")))
        start, y = case.get("rebase_at_1based_index"), case["y"]
        step = None if start is None else np.arange(len(y)) >= start - 1
        options = {"baseline": case.get("fix_after_n_points"), "screen": case.get("screen_outliers", False)}
        lines = xmr(y, step=step, **options, minimum=2)
        marks = signals(y, **lines, step=step, rules=NHSR_PLOT_THE_DOTS)
        better = DIRECTION[case["improvement_direction"]]
        [found] = icons(
            y,
            lines,
            marks,
            step=step,
            better=better,
            target=case.get("target"),
            conflict="NHSRplotthedots",
            minimum=2,
        ).itertuples()
        assert found.variation.startswith(in_words(kind)), name
        assert found.assurance == ASSURED[assurance], name


@pytest.mark.parametrize("where", FOLDERS)
def test_every_case_agrees_with_the_current_rules_of_making_data_count(where):
    cases = known(MDC, where)
    for name, case in cases["inputs"].items():
        expected, lines = cases["expected"][name], around(case)
        better = DIRECTION[case["improvement_direction"]]
        marks = signals(case["y"], **lines)
        [found] = icons(case["y"], lines, marks, better=better, conflict="MDC").itertuples()
        assert found.enough == expected["limits_and_icons_shown"], name
        if found.enough:
            assert found.variation.startswith(in_words(expected["last_point_variation"])), name


def test_fewer_than_thirteen_points_get_no_icon_before_nhsrplotthedots_stops_warning():
    cases = known(DOTS, "beside")
    for name, case in cases["inputs"].items():
        if case["rebase_at_1based_index"] is None:
            lines = xmr(case["y"])
            found = icons(case["y"], lines, signals(case["y"], **lines), better="higher")
            assert found["enough"].iloc[0] != any(cases["expected"][name]["short_group_warning"]), name


@pytest.mark.parametrize("where", FOLDERS)
def test_an_old_signal_does_not_stay_once_the_last_point_is_common_cause(where):
    case = known(ABSPC, where)
    assert case["expected"]["variation_icon_mdc"].startswith("common_cause")
    assert shown(case["inputs"]["y"]).variation == "common cause"


@pytest.mark.parametrize(
    "conflict, variation, rule, since",
    [
        ("both", "improvement high and concern low", "trend, shift", 11),
        ("MDC", "improvement high", "shift", 11),
        ("NHSRplotthedots", "concern low", "trend", 13),
    ],
)
def test_signals_on_both_sides_are_both_shown_or_one_as_asked(conflict, variation, rule, since):
    found = shown(CONFLICT, conflict=conflict)
    assert (found.variation, found.rule, found.since) == (variation, rule, since)
    assert found.conflict


def test_signals_on_both_sides_where_less_is_better():
    assert shown(CONFLICT, better="lower").variation == "improvement low and concern high"
    assert shown(CONFLICT, better="lower", conflict="MDC").variation == "improvement low"
    assert shown(CONFLICT, better="neutral", conflict="MDC").variation == "neutral high and low"


@pytest.mark.parametrize("number, reason", [(12, "12 points"), (1, "1 point")])
def test_too_few_points_are_refused_in_words(number, reason):
    values = FLAT[:number]
    found = shown(values, baseline=None, target=50)
    assert found.reason == f"{reason}; limits need 13" and not found.enough
    blank = [found.variation, found.assurance, found.rule, found.since, found.value, found.upper]
    assert pd.isna(blank).all() and not found.conflict


def test_a_last_step_of_provisional_points_is_refused_rather_than_the_step_before_it_shown():
    values = FLAT + [51, 62]
    keys = {"step": [0] * 13 + [1], "provisional": [False] * 13 + [True]}
    lines = xmr(values, **keys)
    found = icons(values, lines, signals(values, **lines, **keys), better="higher", **keys)
    assert found["reason"].tolist() == ["0 points; limits need 13"]


def test_the_last_point_that_is_not_provisional_speaks():
    values = FLAT + [51, 62, 51]
    provisional = [False] * 14 + [True]
    lines = xmr(values, baseline=12, provisional=provisional)
    marks = signals(values, **lines, provisional=provisional)
    found = icons(values, lines, marks, better="higher", provisional=provisional)
    assert found["variation"].tolist() == ["improvement high"]
    assert found["value"].tolist() == [62]


def test_each_series_has_its_own_direction_target_and_date():
    months = pd.period_range("2023-01", periods=14, freq="M")
    table = pd.DataFrame({"value": (FLAT + [51, 62]) * 2, "series": ["b"] * 14 + ["a"] * 14})
    table["order"] = list(months) * 2
    table["better"] = np.where(table["series"] == "a", "lower", "higher")
    table["target"] = np.where(table["series"] == "a", 70, np.nan)
    table = table.sample(frac=1, random_state=1)
    keys = {"series": table["series"], "order": table["order"]}
    lines = xmr(table["value"], **keys, baseline=12)
    marks = signals(table["value"], **lines, **keys)
    found = icons(table["value"], lines, marks, **keys, better=table["better"], target=table["target"])
    assert found.index.tolist() == ["a", "b"]
    assert found["variation"].tolist() == ["concern high", "improvement high"]
    assert found["assurance"].tolist() == ["pass", "none"]
    assert found["since"].tolist() == [months[13]] * 2


def test_a_series_without_a_number_is_there_and_refused():
    found = icons([np.nan], xmr([np.nan]), signals([np.nan], **xmr([np.nan])), series=["x"], better="higher")
    assert found.loc["x", "reason"] == "0 points; limits need 13"


def test_an_unknown_direction_and_way_with_conflicts_are_refused():
    with pytest.raises(InsightError, match="No direction is called"):
        shown(FLAT + [51], better="up")
    with pytest.raises(InsightError, match="cannot be shown as 'worst'"):
        shown(FLAT + [51], conflict="worst")


@settings(max_examples=20, deadline=None)
@given(table=tables)
def test_all_series_at_once_are_as_one_by_one_and_nothing_warns(table):
    def picture(own):
        keys = {key: table[key][own] for key in ("series", "order", "step", "provisional")}
        value = table["value"][own]
        lines = xmr(value, **keys, minimum=3)
        marks = signals(value, **lines, **keys)
        return icons(value, lines, marks, **keys, better="lower", target=20, minimum=3)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        together = picture(np.ones(len(table["value"]), dtype=bool))
        alone = [picture(table["series"] == name) for name in np.unique(table["series"])]
    assert together["variation"].dropna().isin(VARIATIONS).all()
    assert together["assurance"].dropna().isin(ASSURANCES).all()
    assert ((together["reason"] == "") == together["variation"].notna()).all()
    for found in alone:
        expected = together.loc[found.index]
        assert (
            found.astype(object).fillna("").values.tolist()
            == expected.astype(object).fillna("").values.tolist()
        )

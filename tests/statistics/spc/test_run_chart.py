"""Anhøj's run rules agree with his package's, and do not need limits."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom
from spc_cases import ANHOEJ, SHEWHART, known, tables

from insight.statistics.spc.g import g
from insight.statistics.spc.i_prime import i_prime
from insight.statistics.spc.moving_range import moving_range
from insight.statistics.spc.p import p
from insight.statistics.spc.run_chart import run_chart, thresholds
from insight.statistics.spc.t import t
from insight.statistics.spc.u import u
from insight.statistics.spc.xmr import xmr

THEIRS = {
    "longest": "longest.run",
    "longest_max": "longest.run.max",
    "crossings": "n.crossings",
    "crossings_min": "n.crossings.min",
    "useful": "n.useful",
    "signal": "runs.signal",
}


@pytest.mark.parametrize("where", ["beside", "copied"])
def test_thresholds_agree_with_qicharts2_for_10_to_100_useful_points(where):
    case = known(ANHOEJ, where)
    longest, fewest = thresholds(np.array(case["inputs"]["n_useful"]))
    assert longest.tolist() == case["expected"]["longest_run_max"]
    assert fewest.tolist() == case["expected"]["crossings_min"]


def test_the_fewest_crossings_are_the_lower_twentieth_of_the_binomial_for_any_number():
    number = np.concatenate([np.arange(1, 2000), [10**5, 10**6 + 7]])
    assert (thresholds(number)[1] == np.maximum(binom.ppf(0.05, number - 1, 0.5), 0)).all()


def charts(given):
    """Give the values of each chart of the expected numbers, with its centre line."""
    share, large = (np.array(given[key]["x"]) / given[key]["n"] for key in ("p", "p_large"))
    events = np.array(given["u"]["x"]) / given["u"]["n"]
    halves, eleventh = np.arange(24) >= 12, np.arange(24) == 10
    proportions = p(given["p"]["x"], given["p"]["n"])["centre"]
    large_centre = p(given["p_large"]["x"], given["p_large"]["n"])["centre"]
    rates = u(given["u"]["x"], given["u"]["n"])["centre"]
    ranges = moving_range(given["i"])
    return {
        "p": (share, proportions, {}),
        "pp": (share, proportions, {}),
        "p_large": (large, large_centre, {}),
        "pp_large": (large, large_centre, {}),
        "u": (events, rates, {}),
        "up": (events, rates, {}),
        "c": (given["c"], [np.mean(given["c"])] * 24, {}),
        "g": (given["g"], g(given["g"])["centre"], {}),
        "t": (given["t"], t(given["t"])["centre"], {}),
        "i": (given["i"], xmr(given["i"])["centre"], {}),
        "mr": (ranges["value"], ranges["centre"], {}),
        "ip": (share, i_prime(given["p"]["x"], given["p"]["n"])["centre"], {}),
        "i_freeze12": (given["i"], xmr(given["i"], baseline=12)["centre"], {}),
        "p_part12": (
            share,
            p(given["p"]["x"], given["p"]["n"], step=halves)["centre"],
            {"step": halves},
        ),
        "i_exclude11": (
            given["i"],
            xmr(given["i"], provisional=eleventh)["centre"],
            {"provisional": eleventh},
        ),
    }


@pytest.mark.parametrize("where", ["beside", "copied"])
@pytest.mark.parametrize("screened", ["unscreened", "screened"])
def test_runs_and_crossings_agree_with_qicharts2_about_the_centre_of_every_chart(screened, where):
    cases = known(SHEWHART, where)
    drawn = charts(cases["inputs"])
    assert set(drawn) == set(cases["expected"][screened])
    for name, (value, centre, keys) in drawn.items():
        found = run_chart(value, centre=centre, **keys).dropna()
        for ours, theirs in THEIRS.items():
            line = np.broadcast_to(cases["expected"][screened][name][theirs], 24)[-len(found) :]
            assert found[ours].tolist() == line.tolist(), (name, ours)


def test_points_on_the_median_are_not_useful_and_do_not_break_a_run():
    found = run_chart([1, 1, 3, 5, 3, 5, 5, 1, 3]).iloc[0]
    assert (found["centre"], found["useful"], found["longest"], found["crossings"]) == (3, 6, 3, 2)


def test_each_step_has_its_own_median():
    assert run_chart([1, 2, 3, 10, 20, 30], step=list("aaabbb"))["centre"].tolist() == [2] * 3 + [20] * 3


def test_no_useful_points_have_no_thresholds_and_no_signal():
    found = run_chart([5] * 14)
    assert found[["longest_max", "crossings_min"]].isna().all(axis=None)
    assert not found["signal"].any()


@settings(max_examples=40, deadline=None)
@given(table=tables, scale=st.sampled_from([0.1, 7.0]))
def test_every_step_is_as_a_loop_over_its_points_in_any_unit_and_nothing_warns(table, scale):
    keys = {key: table[key] for key in ("series", "order", "step", "provisional")}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = run_chart(table["value"], **keys)
        rescaled = run_chart(table["value"] * scale, **keys)
    assert found.drop(columns="centre").equals(rescaled.drop(columns="centre"))
    there = ~np.isnan(table["value"])
    assert found[~there].drop(columns="signal").isna().all(axis=None)
    for series in "ab":
        for step in ("before", "after"):
            own = (table["series"] == series) & (table["step"] == step) & there
            counted = np.flatnonzero(own & ~table["provisional"])
            values = table["value"][counted[np.argsort(table["order"][counted])]]
            if len(values):
                assert (found.loc[own, "centre"] == np.median(values)).all()
                signs = np.sign(values - np.median(values))
                signs = signs[signs != 0]
                expected = [len(signs), longest_of(signs), int((np.diff(signs) != 0).sum())]
                assert (found.loc[own, ["useful", "longest", "crossings"]] == expected).all(axis=None)


def longest_of(signs):
    longest = run = 0
    for place, sign in enumerate(signs):
        run = run + 1 if place and sign == signs[place - 1] else 1
        longest = max(longest, run)
    return longest

"""How surprising a signal is agrees with its definition, and chance makes as many as it says."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from insight.statistics.spc.rules import signals
from insight.statistics.spc.surprise import surprise
from insight.statistics.spc.xmr import xmr

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")
NONE = {"outside": False, "shift": False, "trend": False, "near": False}
LINES = {"centre": 10.0, "upper": 13.0}


def one(values, fired, **more):
    """Give how surprising the last of some points is, if a rule fired there."""
    limits = pd.DataFrame(LINES, index=range(len(values)))
    marks = pd.DataFrame([NONE] * (len(values) - 1) + [{**NONE, **fired}])
    return surprise(values, limits, marks, **more).iloc[-1]


CASES = {
    # name: (points, the rule that fired, the chance of it)
    "four sigma out": ([14.0], {"outside": True}, 4 * 2 * stats.norm.sf(4)),
    "four sigma out below": ([6.0], {"outside": True}, 4 * 2 * stats.norm.sf(4)),
    "seven on one side": ([10.5] * 7, {"shift": True}, 4 * 2 * 0.5**7),
    "nine on one side": ([9.5] * 9, {"shift": True}, 4 * 2 * 0.5**9),
    "seven rising": ([9, 9.2, 9.4, 9.6, 9.8, 10.2, 10.4], {"trend": True}, 4 * 2 / math.factorial(7)),
    "seven falling": ([11, 10.8, 10.6, 10.4, 10.2, 9.8, 9.6], {"trend": True}, 4 * 2 / math.factorial(7)),
    "two of three beyond two sigma": (
        [12.5, 11.5, 12.5],
        {"near": True},
        4 * 2 * stats.binom.sf(1, 3, stats.norm.sf(2)),
    ),
    "the strongest of two rules counts": (
        [10.5] * 6 + [15.0],
        {"shift": True, "outside": True},
        4 * 2 * stats.norm.sf(5),
    ),
    "no rule": ([10.5], {}, 1.0),
}


@pytest.mark.parametrize("values, fired, chance", CASES.values(), ids=CASES)
def test_the_chance_of_each_rule_is_that_of_its_definition(values, fired, chance):
    assert one(values, fired) == pytest.approx(chance, rel=1e-9)


def test_the_larger_of_the_charts_and_the_points_own_error_is_used():
    assert one([14.0], {"outside": True}, error=[2.0]) == pytest.approx(min(8 * stats.norm.sf(2), 1))
    assert one([14.0], {"outside": True}, error=[0.5]) == pytest.approx(8 * stats.norm.sf(4))


def test_what_rounding_can_have_done_is_taken_off_the_distance():
    assert one([14.0], {"outside": True}, slack=[1.0]) == pytest.approx(8 * stats.norm.sf(3))
    assert one([14.0], {"outside": True}, slack=[5.0]) == 1.0


def test_a_run_does_not_cross_a_step_nor_a_series():
    together = one([10.5] * 7, {"shift": True})
    assert one([10.5] * 7, {"shift": True}, step=[0] * 3 + [1] * 4) == pytest.approx(together * 2**3)
    assert one([10.5] * 7, {"shift": True}, series=["a"] * 3 + ["b"] * 4) == pytest.approx(together * 2**3)


def test_a_run_passes_over_provisional_points_and_missing_values():
    values, fired = [10.5, 10.5, 9.0, 10.5, 10.5, 10.5, 10.5, 10.5], {"shift": True}
    early = [False, False, True, *[False] * 5]
    assert one(values, fired, provisional=early) == pytest.approx(one([10.5] * 7, fired))
    values[2] = np.nan
    assert one(values, fired) == pytest.approx(one([10.5] * 7, fired))


def test_a_provisional_point_a_missing_value_and_a_point_without_limits_have_no_chance():
    limits = pd.DataFrame({"centre": [10.0, 10.0, np.nan], "upper": [13.0, 13.0, np.nan]})
    fired = pd.DataFrame([NONE] * 3)
    found = surprise([11.0, np.nan, 11.0], limits, fired, provisional=[True, False, False])
    assert found.isna().all()


def test_limits_of_no_width_make_a_point_on_them_ordinary_and_one_beyond_impossible():
    limits = pd.DataFrame({"centre": [10.0, 10.0], "upper": [10.0, 10.0]})
    fired = pd.DataFrame([{**NONE, "outside": True}] * 2)
    assert surprise([10.0, 11.0], limits, fired).tolist() == [1.0, 0.0]


def charted(values, **keys):
    lines = xmr(values, **keys)
    return surprise(values, lines, signals(values, **lines, **keys), keys.get("series"), keys.get("order"))


def test_order_in_time_and_not_order_of_rows_matters():
    rng = np.random.default_rng(4)
    table = pd.DataFrame({"value": rng.normal(size=60), "order": np.tile(range(20), 3)})
    table["series"] = np.repeat(["a", "b", "c"], 20)
    mixed = table.sample(frac=1, random_state=1)
    found, again = (
        charted(each["value"], series=each["series"], order=each["order"]) for each in (table, mixed)
    )
    assert again.sort_index().to_numpy() == pytest.approx(found.to_numpy(), nan_ok=True)


def test_of_unchanged_series_no_more_are_surprising_than_promised():
    rng = np.random.default_rng(5)
    values = rng.normal(size=24 * 4000)
    series, order = np.repeat(np.arange(4000), 24), np.tile(np.arange(24), 4000)
    limits = pd.DataFrame({"centre": np.zeros(len(values)), "upper": np.full(len(values), 3.0)})
    lines = {"centre": 0.0, "lower": -3.0, "upper": 3.0, "near_lower": -2.0, "near_upper": 2.0}
    given_lines = {name: np.full(len(values), line) for name, line in lines.items()}
    found = surprise(
        values, limits, signals(values, **given_lines, series=series, order=order), series, order
    )
    last = found.to_numpy().reshape(-1, 24)[:, -1]
    for level in (0.05, 0.02, 0.005):
        assert (last <= level).mean() <= level + 3 * math.sqrt(level / 4000)


POINTS = st.lists(st.floats(-1e9, 1e9) | st.just(np.nan), min_size=1, max_size=30)


@given(POINTS)
@settings(max_examples=60, deadline=None)
def test_any_series_has_chances_from_nought_to_one(values):
    found = charted(np.array(values, dtype=float))
    assert found.dropna().between(0, 1).all() and len(found) == len(values)
    mirrored = charted(-np.array(values, dtype=float))
    assert mirrored.to_numpy() == pytest.approx(found.to_numpy(), nan_ok=True, abs=1e-12)

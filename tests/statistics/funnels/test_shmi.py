"""SHMI's funnel: logarithms, a tenth dropped at each end, limits back on the scale of ratios."""

import numpy as np
import pandas as pd
import pytest
from funnel_cases import BRIEFLY, sizes, tails
from hypothesis import given
from hypothesis import strategies as st

from insight.errors import InsightError
from insight.statistics.funnels import shmi


def plain(observed, expected):
    """Work the published steps one by one for units whose z are all different."""
    s = 1 / np.sqrt(expected)
    z = np.log(observed / expected) / s
    rank = np.argsort(np.argsort(z)) + 1
    tenth = rank * 10 // (len(z) + 1)
    z, w = z[(tenth > 0) & (tenth < 9)], (s**-2.0)[(tenth > 0) & (tenth < 9)]
    k, phi = len(z), np.mean(z**2)
    return phi, max(0.0, (k * phi - (k - 1)) / (w.sum() - (w**2).sum() / w.sum())), k


@pytest.mark.parametrize("units", [12, 42, 119, 140])
def test_phi_and_tau_squared_are_those_of_the_steps_one_by_one(units):
    random = np.random.default_rng(units)
    expected = random.uniform(300, 4000, units)
    observed = random.poisson(expected * random.lognormal(0, 0.1, units))
    found = shmi.estimate(observed, expected).loc["all"]
    assert found[["phi", "tau_squared", "k"]].tolist() == pytest.approx(plain(observed, expected), rel=1e-9)


@given(st.floats(1, 1e6), st.floats(0, 1), st.floats(0.2, 5), tails)
@BRIEFLY
def test_limits_are_ratios_as_far_above_as_below_in_proportion(expected, tau_squared, target, tail):
    lower, upper = shmi.limits([expected], tau_squared, target, tail=tail).loc[0]
    assert 0 <= lower < target < upper
    assert lower * upper == pytest.approx(target**2, rel=1e-9)


def test_a_unit_is_beyond_a_limit_exactly_when_its_score_is():
    expected = np.full(300, 200.0)
    observed = np.arange(50, 350)
    limits = shmi.limits(expected, 0.01, tail=0.025)
    beyond = (observed / expected < limits["lower"]) | (observed / expected > limits["upper"])
    score = shmi.scores(observed, expected, 0.01)
    assert (beyond == (score.abs() > 1.959963984540054)).all()


@given(st.lists(st.tuples(sizes, sizes), min_size=1, max_size=20))
@BRIEFLY
def test_any_counts_are_answered(rows):
    observed, expected = zip(*rows, strict=True)
    found = shmi.estimate(observed, expected).loc["all"]
    assert found["k"] <= sum(o > 0 and e > 0 for o, e in rows)
    score = shmi.scores(observed, expected, 0.01)
    assert score.notna().tolist() == [o > 0 and e > 0 for o, e in rows]


def test_each_funnel_drops_its_own_extremes_and_keeps_its_own_target():
    observed = pd.Series([*range(90, 110), *range(180, 220, 2)])
    by = pd.Series(["a"] * 20 + ["b"] * 20)
    found = shmi.estimate(observed, 100, by.map({"a": 1.0, "b": 2.0}), by)
    alone = shmi.estimate(observed[20:], 100, 2.0)
    assert found["target"].to_dict() == {"a": 1, "b": 2}
    assert found.loc["b"].tolist() == pytest.approx(alone.loc["all"].tolist())


def test_missing_and_negative_numbers():
    assert shmi.limits([np.nan, 0], 0.01, tail=0.025).isna().all(axis=None)
    with pytest.raises(InsightError, match=r"Rows \[0\]"):
        shmi.estimate([-1], [1])

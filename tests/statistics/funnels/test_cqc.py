"""The CQC's funnel: square roots, winsorised, limits squared back to the scale of ratios."""

import numpy as np
import pandas as pd
import pytest
from funnel_cases import BRIEFLY, sizes, tails
from hypothesis import given
from hypothesis import strategies as st

from insight.errors import InsightError
from insight.statistics.funnels import cqc
from oracles import kept, oracle

READS = {
    "beside the project": lambda: oracle("14_overdispersion_reference.json"),
    "with the tests": lambda: kept("14_overdispersion_reference.json"),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_phi_tau_squared_and_scores_agree_with_an_independent_implementation(read):
    known = read()
    counts, wanted = known["inputs"]["ratio"], known["expected"]["ratio_sqrt_target1"]
    found = cqc.estimate(counts["x"], counts["n"]).loc["all"]
    assert found["phi"] == pytest.approx(wanted["phi"], rel=1e-9)
    assert found["tau_squared"] == pytest.approx(wanted["tau2"], rel=1e-9)
    score = cqc.scores(counts["x"], counts["n"], found["tau_squared"])
    assert score.tolist() == pytest.approx(wanted["z_additive"], rel=1e-9)
    plain = cqc.scores(counts["x"], counts["n"], 0.0)
    assert plain.tolist() == pytest.approx(wanted["z"], rel=1e-9)


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_ratios_beyond_the_squared_limits_are_the_known_outliers(read):
    known = read()
    counts = known["inputs"]["ratio"]
    ratio = np.array(counts["x"]) / np.array(counts["n"])
    for which, tau_squared in (("additive", cqc.estimate(counts["x"], counts["n"])), ("unadjusted", None)):
        extra = 0.0 if tau_squared is None else tau_squared.loc["all", "tau_squared"]
        words = np.full(len(ratio), "within", dtype=object)
        for tail, word in ((0.022750131948179195, "alert"), (0.0013498980316300933, "alarm")):
            limits = cqc.limits(counts["n"], extra, tail=tail)
            words[ratio < limits["lower"]] = f"{word}_low"
            words[ratio > limits["upper"]] = f"{word}_high"
        assert words.tolist() == known["expected"][f"hqip_flags_{which}"]["ratio_sqrt"]


def test_limits_are_on_the_scale_of_ratios_and_not_of_roots():
    lower, upper = cqc.limits([100], 0.0, tail=0.025).loc[0]
    assert (lower, upper) == pytest.approx((0.8136, 1.2056), abs=1e-4)  # (1 -/+ 1.96 / 20) squared


@given(st.floats(0.01, 1e9), st.floats(0, 1), st.floats(0, 5), tails)
@BRIEFLY
def test_limits_hold_the_target_and_are_never_below_0(expected, tau_squared, target, tail):
    lower, upper = cqc.limits([expected], tau_squared, target, tail=tail).loc[0]
    assert 0 <= lower <= target * (1 + 1e-9) <= upper * (1 + 1e-8)


@given(st.lists(st.tuples(sizes, sizes), min_size=1, max_size=20))
@BRIEFLY
def test_any_counts_are_answered(rows):
    observed, expected = zip(*rows, strict=True)
    assert cqc.estimate(observed, expected).loc["all", "k"] == sum(e > 0 for _, e in rows)
    assert cqc.scores(observed, expected, 0.01).notna().tolist() == [e > 0 for _, e in rows]


def test_each_funnel_has_its_own_row():
    found = cqc.estimate(pd.Series([1, 2, 30, 40]), [2, 2, 35, 35], by=["b", "b", "a", "a"])
    assert found.index.tolist() == ["a", "b"]
    assert found["k"].tolist() == [2, 2]


def test_negative_numbers_are_refused_by_row():
    with pytest.raises(InsightError, match=r"Rows \[0\]"):
        cqc.estimate([1], [-1])

"""Phi and tau squared agree with an independent implementation at every step."""

import warnings

import numpy as np
import pandas as pd
import pytest
from funnel_cases import BRIEFLY
from hypothesis import given
from hypothesis import strategies as st

from insight.errors import InsightError
from insight.statistics.funnels.overdispersion import additive, additive_limits, overdispersion
from insight.statistics.funnels.winsorising import winsorised
from oracles import kept, oracle

READS = {
    "beside the project": lambda: oracle("14_overdispersion_reference.json"),
    "with the tests": lambda: kept("14_overdispersion_reference.json"),
}
NAMES = [
    "prop_natural",
    "prop_arcsine",
    "ratio_natural_target1",
    "ratio_sqrt_target1",
    "no_overdispersion_prop",
]


def scale(name, inputs):
    """Give value, standard error at the target and target of one of the known funnels."""
    of = {"prop": "prop", "rati": "ratio", "no_o": "no_overdispersion"}[name[:4]]
    x, n = (np.array(inputs[of][column], dtype=float) for column in ("x", "n"))
    share = x.sum() / n.sum()
    roots = np.sqrt(x / n)
    return {
        "prop_natural": (x / n, np.sqrt(share * (1 - share) / n), share),
        "prop_arcsine": (np.arcsin(np.minimum(roots, 1)), 1 / (2 * np.sqrt(n)), np.arcsin(np.sqrt(share))),
        "ratio_natural_target1": (x / n, 1 / np.sqrt(n), 1.0),
        "ratio_sqrt_target1": (roots, 1 / (2 * np.sqrt(n)), 1.0),
        "no_overdispersion_prop": (x / n, np.sqrt(share * (1 - share) / n), share),
    }[name]


@pytest.mark.parametrize("read", READS.values(), ids=READS)
@pytest.mark.parametrize("name", NAMES)
def test_every_step_agrees_with_an_independent_implementation(read, name):
    known = read()
    if name not in known["expected"]:
        pytest.skip("kept only beside the project")
    wanted, (y, se, target) = known["expected"][name], scale(name, known["inputs"])
    z, one = (y - target) / se, np.zeros(len(y), dtype=int)
    found = additive(y, se, target).loc["all"]
    drawn_in = winsorised(z, one, 1, 0.1)
    assert z.tolist() == pytest.approx(wanted["z"], rel=1e-9)
    assert drawn_in.tolist() == pytest.approx(wanted["z_winsorised"], rel=1e-9)
    ends = (wanted["winsor_lower"], wanted["winsor_upper"])
    assert (drawn_in.min(), drawn_in.max()) == pytest.approx(ends, rel=1e-9)
    assert found["phi"] == pytest.approx(wanted["phi"], rel=1e-9)
    assert overdispersion(z).loc["all", "phi"] == pytest.approx(wanted["phi"], rel=1e-9)
    plain = overdispersion(z, winsorise=0).loc["all", "phi"]
    assert plain == pytest.approx(wanted["phi_no_winsor"], rel=1e-9)
    assert found["tau_squared"] == pytest.approx(wanted["tau2"], rel=1e-9)
    adjusted = (y - target) / np.sqrt(se**2 + found["tau_squared"])
    assert adjusted.tolist() == pytest.approx(wanted["z_additive"], rel=1e-9)
    multiplied = z / np.sqrt(max(found["phi"], 1))
    assert multiplied.tolist() == pytest.approx(wanted["z_multiplicative"], rel=1e-9)


@pytest.mark.parametrize("read", READS.values(), ids=READS)
@pytest.mark.parametrize("which", ["additive", "unadjusted"])
def test_units_beyond_two_and_three_standard_deviations_are_the_known_ones(read, which):
    known = read()
    for name, wanted in known["expected"][f"hqip_flags_{which}"].items():
        full = {"ratio_sqrt": "ratio_sqrt_target1"}.get(name, name)
        y, se, target = scale(full, known["inputs"])
        tau_squared = additive(y, se, target).loc["all", "tau_squared"] if which == "additive" else 0.0
        words = np.full(len(y), "within", dtype=object)
        for tail, word in ((0.022750131948179195, "alert"), (0.0013498980316300933, "alarm")):
            limits = additive_limits(se, target, tau_squared, tail=tail)
            words[y < limits["lower"]] = f"{word}_low"
            words[y > limits["upper"]] = f"{word}_high"
        assert words.tolist() == wanted, name


def plain_loop(y, se, target, winsorise):
    z, w = (y - target) / se, se**-2.0
    z = np.clip(z, *np.quantile(z, [winsorise, 1 - winsorise]))
    k, phi = len(z), np.mean(z**2)
    if k < 2:
        return phi, np.nan
    return phi, max(0.0, (k * phi - (k - 1)) / (w.sum() - (w**2).sum() / w.sum()))


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.floats(-100, 100), st.floats(0.1, 10)), min_size=1, max_size=40
    ),
    st.sampled_from([0.0, 0.1, 0.2]),
)
@BRIEFLY
def test_all_funnels_at_once_equal_a_plain_loop_in_any_order(rows, winsorise):
    frame = pd.DataFrame(rows, columns=["by", "y", "se"])
    found = additive(frame["y"], frame["se"], None, frame["by"], winsorise=winsorise)
    turned = frame.iloc[::-1]
    again = additive(turned["y"], turned["se"], None, turned["by"], winsorise=winsorise)
    pd.testing.assert_frame_equal(found, again, rtol=1e-6, atol=1e-8)
    for label, group in frame.groupby("by"):
        y, se = group["y"].to_numpy(), group["se"].to_numpy()
        target = np.average(y, weights=se**-2.0)
        wanted = (target, *plain_loop(y, se, target, winsorise), len(y))
        assert found.loc[label, ["target", "phi", "tau_squared", "k"]].tolist() == pytest.approx(
            wanted, rel=1e-6, abs=1e-8, nan_ok=True
        )


@given(
    st.lists(st.tuples(st.floats(-50, 50), st.floats(0.5, 5)), min_size=3, max_size=30), st.floats(0.01, 100)
)
@BRIEFLY
def test_values_in_another_unit_scale_tau_squared_and_leave_phi(rows, unit):
    y, se = (np.array(column) for column in zip(*rows, strict=True))
    one, other = additive(y, se).loc["all"], additive(y * unit, se * unit).loc["all"]
    assert other["phi"] == pytest.approx(one["phi"], rel=1e-6, abs=1e-9)
    assert other["tau_squared"] == pytest.approx(one["tau_squared"] * unit**2, rel=1e-5, abs=1e-6 * unit**2)


def test_one_extreme_unit_moves_the_pooled_target_but_not_a_given_one():
    y, se = np.append(np.full(20, 0.5), 0.9), np.append(np.full(20, 0.05), 0.005)
    assert additive(y, se).loc["all", "target"] > 0.7
    found = additive(y, se, 0.5).loc["all"]
    assert (found["target"], found["phi"]) == pytest.approx((0.5, 0.0))


def test_units_with_a_number_missing_or_no_error_are_left_out():
    y = pd.Series([1.0, 2.0, np.nan, 3.0, 4.0], index=list("abcde"))
    se = pd.Series([1.0, 1.0, 1.0, 0.0, np.nan], index=list("abcde"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = additive(y, se, 1.5, pd.Series(list("xxxyy"), index=list("abcde")))
    assert found["k"].to_dict() == {"x": 2, "y": 0}
    assert found.loc["y", ["phi", "tau_squared"]].isna().all()


def test_one_unit_has_no_spread_to_estimate():
    assert np.isnan(additive([3.0], [1.0], 1.0).loc["all", "tau_squared"])


def test_over_dispersed_limits_stay_within_what_is_possible():
    found = additive_limits([0.1, np.nan], 0.95, 0.01, tail=0.025, within=(0, 1))
    assert found.loc[0, "upper"] == 1
    assert found.loc[1].isna().all()


def test_a_negative_standard_error_is_refused_by_row():
    with pytest.raises(InsightError, match=r"Rows \[1\]"):
        additive([1, 2], [1, -1])

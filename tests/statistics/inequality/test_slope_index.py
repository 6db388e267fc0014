"""Slope indices agree with OHID's method, and say why where they cannot be made."""

import numpy as np
import pandas as pd
import pytest
from drawn_quantiles import areas, same
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from insight.errors import InsightError
from insight.statistics.inequality.slope_index import slope_index
from insight.statistics.proportion import proportion
from oracles import kept, oracle

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")
FILE = "07_sii_rii_phe_simulation.json"
TRAP = "trap_phe_sii_fractional_multiplier.json"
DRAWS, THEIRS = 400_000, 1_000_000
CASES = {
    # case: (inputs, what figures are of, transform, multiplier)
    "value_type0": ("value_type0", "values", False, 1),
    "value_type1_rate": ("value_type1_rate", "events", False, 1),
    "value_type1_rate_transformed": ("value_type1_rate", "events", True, 1),
    "value_type2_prop": ("value_type2_prop", "people", False, 100),
    "value_type2_prop_transformed": ("value_type2_prop", "people", True, 1),
    "value_type2_prop_neg_multiplier": ("value_type2_prop", "people", False, -100),
    "package_example": ("package_example", "values", False, 1),
}
VALUES = {"value": [50, 52, 54, 56, 58], "lower": [49, 51, 53, 55, 57], "upper": [51, 53, 55, 57, 59]}


def index(inputs, **options):
    """Make the slope index of one oracle's columns."""
    columns = (inputs[name] for name in ("value", "lower", "upper", "pop", "quantile"))
    return slope_index(*columns, by=inputs["area"], **options)


def figures(found, multiplier):
    """Give our columns as the reference's: a negative multiplier turns both indices round."""
    turned = multiplier < 0
    ratio = "rii_kunst_mackenbach" if turned else "rii_ohid"
    ends = ("upper", "lower") if turned else ("lower", "upper")
    return {
        "sii": found["sii"] * multiplier,
        "sii_lower": found[f"sii_{ends[0]}"] * multiplier,
        "sii_upper": found[f"sii_{ends[1]}"] * multiplier,
        "rii": found[ratio],
        "rii_lower": found[f"{ratio}_lower"],
        "rii_upper": found[f"{ratio}_upper"],
        "intercept": found["y0"],
    }


def simulation_error(ours, measure, confidence):
    """Give the standard error of a limit simulated there 1e6 times (and here, if it was)."""
    z = stats.norm.ppf((1 + confidence) / 2)
    tail = (1 - confidence) / 2
    width = (ours[f"{measure}_upper"] - ours[f"{measure}_lower"]).to_numpy()
    spread = width / (2 * z) * np.sqrt(tail * (1 - tail)) / stats.norm.pdf(z)
    return spread * np.sqrt(1 / THEIRS + 1 / DRAWS)


@pytest.mark.parametrize(
    "read, case",
    [(oracle, case) for case in CASES] + [(kept, case) for case in CASES if case != "package_example"],
)
@pytest.mark.parametrize("confidence, suffix, rel", [(0.95, "95_0", 0.005), (0.998, "99_8", 0.02)])
def test_indices_and_limits_agree_with_ohid(read, case, confidence, suffix, rel):
    known = read(FILE)
    name, of, transform, multiplier = CASES[case]
    found = index(known["inputs"][name], of=of, transform=transform, confidence=confidence, draws=DRAWS)
    ours, expected = figures(found, multiplier), known["expected"][case]
    for point in ("sii", "rii", "intercept"):
        assert ours[point].to_numpy() == pytest.approx(expected[point], rel=1e-9), point
    for measure in ("sii", "rii"):
        error = 3 * simulation_error(ours, measure, confidence)
        for end in ("lower", "upper"):
            label = f"{measure}_{end}{suffix}"
            limit = np.array(expected.get(f"{label}cl", expected.get(label)))
            off = np.abs(ours[f"{measure}_{end}"].to_numpy() - limit)
            assert (off <= np.maximum(rel * np.abs(limit), error)).all(), label


@pytest.mark.parametrize("read", [oracle, kept])
@pytest.mark.parametrize("confidence, ends", [(0.95, ("l95", "u95")), (0.998, ("l998", "u998"))])
def test_limits_of_untransformed_values_are_exact(read, confidence, ends):
    known = read(FILE)
    found = index(known["inputs"]["value_type0"], confidence=confidence)
    expected = known["expected"]["value_type0_analytic"]
    assert found["sii"].to_numpy() == pytest.approx(expected["sii"], rel=1e-9)
    assert found["sii_lower"].to_numpy() == pytest.approx(expected[ends[0]], rel=1e-9)
    assert found["sii_upper"].to_numpy() == pytest.approx(expected[ends[1]], rel=1e-9)
    assert (found["method"] == "closed form").all() and (found["sii_mc_error"] == 0).all()


@pytest.mark.parametrize("read", [oracle, kept])
@pytest.mark.parametrize("factor", [1, 0.5, 100])
def test_the_unit_of_a_rate_changes_neither_the_order_of_limits_nor_the_ratio(read, factor):
    known = read(TRAP)
    rows = pd.DataFrame(known["inputs"]["data"])
    rows[["value", "lower", "upper"]] *= factor
    [found] = index(rows, of="events", transform=True).itertuples()
    right = known["expected"]["multiplier_1"]
    assert found.sii == pytest.approx(factor * right["sii"], rel=1e-9)
    assert found.rii_ohid == pytest.approx(right["rii"], rel=1e-9)
    for end in ("lower", "upper"):
        found_end = getattr(found, f"sii_{end}") / factor
        loose = 0.02 if end == "lower" else 0.01  # few draws: a million (file 07) put it 1.5% higher
        assert found_end == pytest.approx(right[f"sii_{end}95_0"], rel=loose)
        assert getattr(found, f"rii_ohid_{end}") == pytest.approx(right[f"rii_{end}95_0"], rel=0.01)
    wrong = known["expected"]["multiplier_0.5"]
    assert wrong["sii_lower95_0"] > wrong["sii"], "the defect this guards against"
    assert found.sii_lower < found.sii < found.sii_upper


def test_the_stated_monte_carlo_error_is_how_far_seeds_differ():
    known = kept(FILE)["inputs"]["value_type1_rate"]
    made = [index(known, of="events", draws=2000, seed=seed) for seed in range(40)]
    for limit, error in (("sii_lower", "sii_mc_error"), ("rii_ohid_upper", "rii_mc_error")):
        between = np.std([found[limit] for found in made], axis=0)
        stated = np.mean([found[error] for found in made], axis=0)
        assert (between < 1.5 * stated).all() and (between > 0.4 * stated).all()


def test_the_same_seed_gives_the_same_limits_whichever_areas_are_asked_for():
    known = pd.DataFrame(kept(FILE)["inputs"]["value_type2_prop"])
    every = index(known, of="people", draws=1000)
    same(every.loc[["B"]], index(known[known["area"] == "B"], of="people", draws=1000))


@settings(max_examples=40, deadline=None)
@given(table=areas(), of=st.sampled_from(["values", "people", "events"]), transform=st.booleans())
def test_limits_are_in_order_and_missing_areas_say_why(table, of, transform):
    shares = proportion(table["x"], table["n"])
    columns = [shares["value"], shares["lower"], shares["upper"], table["n"], table["quantile"]]
    found = slope_index(*columns, by=table["area"], of=of, transform=transform, draws=1000)
    told = found["reason"] == ""
    assert found.loc[told, ["sii", "sii_lower", "sii_upper"]].notna().all(axis=None)
    assert found.loc[~told].drop(columns=["reason", "method", "quantiles"]).isna().all(axis=None)
    sure = found[told]
    slack = 0 if of == "values" or transform else 10 * sure["sii_mc_error"] + 1e-9
    assert (sure["sii_lower"] <= sure["sii"] + slack + 1e-12).all()
    assert (sure["sii"] <= sure["sii_upper"] + slack + 1e-12).all()
    for name in ("rii_ohid", "rii_kunst_mackenbach"):
        ordered = sure[[f"{name}_lower", f"{name}_upper"]].dropna()
        assert (ordered[f"{name}_lower"] <= ordered[f"{name}_upper"] * (1 + 1e-9)).all()
    shuffled = table.sample(frac=1, random_state=1).index
    columns, by = [column[shuffled] for column in columns], table["area"][shuffled]
    same(slope_index(*columns, by=by, of=of, transform=transform, draws=1000), found)


def test_all_areas_at_once_are_what_each_is_alone():
    known = pd.DataFrame(kept(FILE)["inputs"]["value_type1_rate"])
    alone = pd.concat([index(part, of="events", transform=True) for _, part in known.groupby("area")])
    same(index(known, of="events", transform=True), alone)


@pytest.mark.parametrize(
    "rows, reason",
    [
        ([0, 1, 2, 3], "fewer than 5 quantiles"),
        ([0, 1, 2, 4], "a quantile is missing"),
    ],
    ids=["four quantiles", "the fourth of five absent"],
)
def test_too_few_quantiles_are_missing_with_a_reason(rows, reason):
    table = pd.DataFrame(VALUES | {"quantile": [1, 2, 3, 4, 5]}).iloc[rows]
    columns = [table[name] for name in ("value", "lower", "upper")]
    [found] = slope_index(*columns, 100, table["quantile"]).itertuples()
    assert np.isnan(found.sii) and found.reason.startswith(reason)


def test_a_quantile_absent_everywhere_is_missed_when_the_number_is_declared():
    [found] = slope_index(*VALUES.values(), [9] * 5, [1, 2, 3, 4, 5], quantiles=10).itertuples()
    assert np.isnan(found.sii) and found.quantiles == 5


def test_a_rate_of_none_has_no_logarithm_and_says_so():
    lower = [0, 1, 1, 1, 1]
    [found] = slope_index([0, 2, 2, 2, 2], lower, [3] * 5, [9] * 5, [1, 2, 3, 4, 5], of="events").itertuples()
    assert np.isnan(found.sii) and "no logarithm" in found.reason


@pytest.mark.parametrize(
    "change, words",
    [
        ({"quantile": [1, 1, 2, 3, 4]}, "stands twice"),
        ({"quantile": [0, 1, 2, 3, 4]}, "whole number"),
        ({"lower": [60, 51, 53, 55, 57]}, "within its own interval"),
        ({"population": [-1, 9, 9, 9, 9]}, "negative"),
        ({"of": "people"}, "from 0 to 1"),
        ({"of": "persons"}, "none of these"),
        ({"draws": 10}, "too few"),
    ],
)
def test_what_cannot_be_is_refused(change, words):
    given_ = VALUES | {"population": [9] * 5, "quantile": [1, 2, 3, 4, 5]} | change
    with pytest.raises(InsightError, match=words):
        slope_index(**given_)

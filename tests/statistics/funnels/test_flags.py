"""Flags agree with independent numbers, with the drawn limits, and with a plain loop."""

import warnings

import numpy as np
import pandas as pd
import pytest
from funnel_cases import BRIEFLY, people
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from insight.errors import InsightError, UnknownName
from insight.statistics.funnels.binomial import binomial
from insight.statistics.funnels.flags import flags
from insight.statistics.funnels.levels import LEVELS
from insight.statistics.funnels.poisson import poisson
from oracles import kept, oracle

READS = {
    "beside the project": lambda: oracle("14_overdispersion_reference.json"),
    "with the tests": lambda: kept("14_overdispersion_reference.json"),
}
WORDS = {0: "within", 2: "alert", 3: "alarm"}
pairs = st.sampled_from(sorted(LEVELS))


def in_words(level, side):
    named = zip(level, side.astype(object), strict=True)
    return [WORDS[number] if number == 0 else f"{WORDS[number]}_{where}" for number, where in named]


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_over_dispersed_proportions_agree_with_an_independent_implementation(read):
    known = read()
    counts, wanted = known["inputs"]["prop"], known["expected"]["prop_natural"]
    found = flags("proportion", counts["x"], counts["n"])
    assert found["phi"].tolist() == pytest.approx([wanted["phi"]] * 42, rel=1e-9)
    assert found["tau_squared"].tolist() == pytest.approx([wanted["tau2"]] * 42, rel=1e-9)
    assert found["adjusted_z"].tolist() == pytest.approx(wanted["z_additive"], rel=1e-9)
    adjusted = in_words(found["adjusted_level"], found["side"])
    assert adjusted == known["expected"]["hqip_flags_additive"]["prop_natural"]
    exact = in_words(found["exact_level"], found["side"])
    assert exact == known["expected"]["hqip_flags_unadjusted"]["prop_natural"]


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_proportions_that_vary_by_chance_keep_their_exact_flags(read):
    counts = read()["inputs"]["no_overdispersion"]
    found = flags("proportion", counts["x"], counts["n"])
    assert (found["tau_squared"] == 0).all()
    assert (found["adjusted_z"] == found["exact_z"]).all()
    assert (found["adjusted_level"] == found["exact_level"]).all()


def test_ratios_agree_with_an_independent_implementation():
    known = oracle("14_overdispersion_reference.json")
    counts, wanted = known["inputs"]["ratio"], known["expected"]["ratio_natural_target1"]
    found = flags("ratio", counts["x"], counts["n"], target=1.0)
    assert found["tau_squared"].tolist() == pytest.approx([wanted["tau2"]] * 42, rel=1e-9)
    assert found["adjusted_z"].tolist() == pytest.approx(wanted["z_additive"], rel=1e-9)


@pytest.mark.parametrize("levels", LEVELS)
@given(people(), st.floats(0.01, 0.99))
@BRIEFLY
def test_exactly_the_proportions_beyond_the_symmetric_limits_are_flagged(levels, drawn, target):
    x, n = drawn
    found = flags("proportion", x, n, target=target, levels=levels)
    for level, least in ((LEVELS[levels].inner, 2), (LEVELS[levels].outer, 3)):
        limits = binomial(n, target, tail=level.tail, upper="symmetric")
        beyond = (found["value"] < limits["lower"]) | (found["value"] > limits["upper"])
        clear = (found["exact_tail"] - level.tail).abs() > 1e-9
        assert (beyond == (found["exact_level"] >= least))[clear].all()


@given(st.lists(st.tuples(st.integers(0, 3000), st.floats(0.01, 2000)), min_size=1, max_size=15), pairs)
@BRIEFLY
def test_exactly_the_ratios_beyond_the_symmetric_limits_are_flagged(rows, levels):
    observed, expected = zip(*rows, strict=True)
    found = flags("ratio", observed, expected, target=1.0, levels=levels)
    limits = poisson(expected, tail=LEVELS[levels].inner.tail, upper="symmetric")
    beyond = (found["value"] < limits["lower"]) | (found["value"] > limits["upper"])
    clear = (found["exact_tail"] - LEVELS[levels].inner.tail).abs() > 1e-9
    assert (beyond == (found["exact_level"] >= 2))[clear].all()


@given(people(), pairs, st.booleans())
@BRIEFLY
def test_any_counts_are_answered_and_only_missing_ones_are_missing(drawn, levels, fixed):
    x, n = drawn
    has_people = [bool(size) for size in n]
    for kind in ("proportion", "rate", "ratio"):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            found = flags(kind, x, n, target=0.5 if fixed else None, levels=levels)
        assert found["exact_level"].notna().tolist() == has_people
        assert found["value"].notna().tolist() == has_people
        assert found["exact_tail"].dropna().between(0, 1).all()


@given(people(), people())
@BRIEFLY
def test_many_funnels_at_once_equal_one_at_a_time_in_any_order(one, two):
    rows = [(x, n, label) for drawn, label in ((one, "b"), (two, "a")) for x, n in zip(*drawn, strict=True)]
    frame = pd.DataFrame(rows, columns=["x", "n", "by"]).sample(frac=1, random_state=len(rows))
    together = flags("proportion", frame["x"], frame["n"], by=frame["by"])
    assert together.index.equals(frame.index)
    for _, part in frame.groupby("by"):
        alone = flags("proportion", part["x"], part["n"])
        pd.testing.assert_frame_equal(together.loc[part.index], alone, rtol=1e-6, atol=1e-7)


def test_a_rate_is_a_ratio_in_its_own_unit():
    x, n = [5, 9, 30, 14], [1000, 1100, 1200, 900]
    rate, ratio = flags("rate", x, n, per=1000), flags("ratio", x, n)
    assert rate["value"].tolist() == pytest.approx((1000 * ratio["value"]).tolist())
    for name in ("exact_z", "adjusted_z", "phi"):
        assert rate[name].tolist() == pytest.approx(ratio[name].tolist(), rel=1e-9)
    assert rate["tau_squared"].tolist() == pytest.approx((1e6 * ratio["tau_squared"]).tolist())


def test_means_use_the_normal_distribution_and_say_so():
    found = flags("mean", value=[10.0, 12.0, 17.0], se=[1.0, 1.0, 1.0], target=11.0)
    assert set(found["method"]) == {"normal"}
    assert found["exact_z"].tolist() == [-1, 1, 6]
    assert found["exact_tail"].tolist() == pytest.approx(stats.norm.sf([1, 1, 6]).tolist())


def test_the_pooled_mean_is_that_of_all_people_when_they_are_counted():
    by_error = flags("mean", value=[10.0, 20.0], se=[1.0, 2.0])
    by_people = flags("mean", None, [300, 100], value=[10.0, 20.0], se=[1.0, 2.0])
    assert (by_error.loc[0, "target"], by_people.loc[0, "target"]) == pytest.approx((12.0, 12.5))


def test_a_target_says_where_it_came_from_and_may_differ_by_row():
    pooled = flags("proportion", [10, 30], [100, 100])
    given_ = flags("proportion", [10, 30], [100, 100], target=pd.Series([0.1, 0.2]))
    assert pooled[["target", "target_from"]].values.tolist() == [[0.2, "pooled"]] * 2
    assert given_[["target", "target_from"]].values.tolist() == [[0.1, "given"], [0.2, "given"]]
    assert given_["side"].astype(object).where(given_["side"].notna(), None).tolist() == [None, "high"]


def test_one_extreme_unit_hides_itself_in_the_pooled_target_but_not_in_a_given_one():
    x, n = [50] * 9 + [9000], [100] * 9 + [10_000]
    assert (flags("proportion", x, n)["exact_level"][:9] == 3).all()
    fixed = flags("proportion", x, n, target=0.5)["exact_level"]
    assert fixed.tolist() == [0] * 9 + [3]


def test_everyone_of_a_few_is_no_outlier_where_nearly_everyone_is_expected():
    assert flags("proportion", [5], [5], target=0.9).loc[0, "exact_level"] == 0


def test_flags_of_either_kind_are_rare_when_only_chance_is_at_work():
    random = np.random.default_rng(20260401)
    n = random.integers(5, 400, 40_000)
    found = flags("proportion", random.binomial(n, 0.9), n, target=0.9, by=np.arange(40_000) // 40)
    for side in ("high", "low"):
        beyond = found["side"] == side
        assert ((found["exact_level"] >= 2) & beyond).mean() < 0.02275
        assert ((found["exact_level"] == 3) & beyond).mean() < 0.00135


def test_one_unit_has_an_exact_flag_but_no_adjusted_one():
    found = flags("proportion", [90], [100], target=0.5).loc[0]
    assert (found["exact_level"], found["k"]) == (3, 1)
    assert np.isnan([found["tau_squared"], found["adjusted_z"], found["adjusted_level"]]).all()


def test_nobody_anywhere_with_the_outcome_is_nothing_unusual():
    found = flags("proportion", [0, 0], [10, 20])
    assert found["exact_level"].tolist() == [0, 0]
    assert found["k"].tolist() == [0, 0]


def test_a_unit_without_a_label_belongs_to_no_funnel():
    found = flags("proportion", [1, 2, 50], [10, 10, 100], by=["a", "a", None])
    assert np.isnan(found.loc[2, ["exact_z", "phi"]].astype(float)).all()
    assert found.loc[0, "target"] == pytest.approx(0.15)


def test_rows_are_matched_by_index():
    x, n = pd.Series([1, 9], index=["a", "b"]), pd.Series([100, 10], index=["b", "a"])
    assert flags("proportion", x, n)["value"].to_dict() == {"a": 0.1, "b": 0.09}


@pytest.mark.parametrize(
    "kind, arguments",
    [
        ("proportion", {"numerator": [1, 9], "denominator": [2, 3]}),
        ("rate", {"numerator": [1, -9], "denominator": [2, 3]}),
        ("mean", {"value": [1, 9], "se": [2, -3]}),
        ("proportion", {"numerator": [1, 2], "denominator": [2, 3], "target": [0.5, 50]}),
    ],
)
def test_impossible_numbers_are_refused_by_row(kind, arguments):
    with pytest.raises(InsightError, match=r"Rows \[1\]"):
        flags(kind, **arguments)


def test_a_missing_argument_and_an_unknown_kind_are_refused_by_name():
    with pytest.raises(InsightError, match="'se'"):
        flags("mean", value=[1.0])
    with pytest.raises(UnknownName, match="median"):
        flags("median", [1], [2])

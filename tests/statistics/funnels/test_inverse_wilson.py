"""OHID's limits of proportions agree with its own package, in any unit, and with Wilson intervals."""

import numpy as np
import pytest
from funnel_cases import BRIEFLY, sizes
from hypothesis import given
from hypothesis import strategies as st

from insight.statistics.funnels.inverse_wilson import inverse_wilson
from insight.statistics.proportion import proportion
from oracles import kept, oracle

READS = {
    "beside the project": lambda: oracle("11_funnel_phe.json"),
    "with the tests": lambda: kept("11_funnel_phe.json"),
}
TAILS = {"2s": 0.025, "3s": 0.001}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_limits_agree_with_an_independent_implementation(read):
    known = read()
    wanted, people = known["expected"]["proportion_limits"], known["inputs"]["proportion"]
    target = sum(people["x"]) / sum(people["n"])
    assert wanted["baseline"] == pytest.approx([100 * target] * len(wanted["baseline"]), rel=1e-9)
    for name, tail in TAILS.items():
        found = 100 * inverse_wilson(wanted["Population"], target, tail=tail)
        for side in ("lower", "upper"):
            assert found[side].tolist() == pytest.approx(wanted[f"{side}_{name}_limit"], rel=1e-9, abs=1e-9)


def test_the_upper_limit_in_every_1000_is_not_cut_at_100():
    known = oracle("trap_phstatsmethods.json")["expected"]
    cut, in_100 = (
        known["funnel_multiplier_1000_upper_3s_first"],
        known["funnel_multiplier_100_upper_3s_first"],
    )
    assert 10 * in_100 > cut == 100  # what the package gives for 491.9 in every 1,000
    upper = 1000 * inverse_wilson(np.arange(1, 2000), 0.25, tail=0.001)["upper"]
    assert upper.max() == 1000
    assert (upper > cut).all()


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=10), st.floats(0.05, 0.95), st.floats(0, 1))
@BRIEFLY
def test_a_proportion_is_beyond_when_its_wilson_interval_leaves_the_target_out(n, target, share):
    x = [round(size * share) for size in n]
    found = proportion(x, n).join(inverse_wilson(n, target, tail=0.025).add_suffix("_limit"))
    beyond_low = found["value"] < found["lower_limit"] - 1e-12
    beyond_high = found["value"] > found["upper_limit"] + 1e-12
    assert (found["upper"] < target + 1e-9)[beyond_low].all()
    assert (found["lower"] > target - 1e-9)[beyond_high].all()
    inside = ~beyond_low & ~beyond_high
    assert ((found["lower"] <= target + 1e-9) & (found["upper"] >= target - 1e-9))[inside].all()


@given(st.lists(sizes, min_size=1, max_size=10), st.floats(0, 1))
@BRIEFLY
def test_limits_are_ordered_fractions_and_missing_where_nobody_is(n, target):
    found, some = inverse_wilson(n, target, tail=0.001), np.array(n) > 0
    assert found[some].stack().between(0, 1).all()
    assert (found["lower"] <= found["upper"])[some].all()
    assert found[~some].isna().all(axis=None)

"""OHID's limits of ratios and rates agree with its own package."""

import numpy as np
import pandas as pd
import pytest
from funnel_cases import BRIEFLY, sizes, tails
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from insight.errors import InsightError
from insight.statistics.funnels.inverse_poisson import inverse_poisson
from oracles import kept, oracle

READS = {
    "beside the project": lambda: oracle("11_funnel_phe.json"),
    "with the tests": lambda: kept("11_funnel_phe.json"),
}
TAILS = {"2s": 0.025, "3s": 0.001}
HALVING = 1e-7  # of an event: where the package stops halving, which is coarser than 1e-5 of one event


def close(events):
    """Give how near a limit of a ratio can be, from the events expected at it."""
    return max(1e-5, HALVING / events)


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_limits_of_ratios_agree_with_an_independent_implementation(read):
    wanted = read()["expected"]["ratio_isr_limits"]
    for name, tail in TAILS.items():
        found = inverse_poisson(wanted["Observed_events"], tail=tail)
        for side in ("lower", "upper"):
            limit, events = wanted[f"{side}_{name}_limit"], wanted[f"{side}_{name}_exp_events"]
            assert found[f"{side}_expected"].tolist() == pytest.approx(events, rel=1e-5, abs=HALVING)
            for ours, theirs, at in zip(100 * found[side], limit, events, strict=True):
                assert ours == pytest.approx(theirs, rel=close(at))


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_limits_of_rates_agree_with_an_independent_implementation(read):
    known = read()
    wanted, counts = known["expected"]["rate_limits"], known["inputs"]["rate"]
    per = known["inputs"]["multiplier"]["rate"]
    target = per * sum(counts["x"]) / sum(counts["n"])
    assert wanted["baseline"] == pytest.approx([target] * len(wanted["baseline"]), rel=1e-9)
    for name, tail in TAILS.items():
        found = inverse_poisson(wanted["Events"], target, tail=tail)
        for side in ("lower", "upper"):
            people = wanted[f"{side}_{name}_population_1_year"]
            limit = wanted[f"{side}_{name}_limit"]
            for row, theirs, size in zip(found.to_dict("records"), limit, people, strict=True):
                at = row[f"{side}_expected"]
                assert row[side] == pytest.approx(theirs, rel=close(at))
                assert per * at / target == pytest.approx(size, rel=close(at))


@pytest.mark.parametrize("read", READS.values(), ids=READS)
@pytest.mark.parametrize("tail", TAILS.values())
def test_limits_are_the_exact_ones_of_the_chi_square_distribution(read, tail):
    events = np.array(read()["expected"]["ratio_isr_limits"]["Observed_events"])
    found = inverse_poisson(events, tail=tail)
    most, least = stats.chi2.isf(tail, 2 * events + 2) / 2, stats.chi2.ppf(tail, 2 * events) / 2
    assert found["lower_expected"].tolist() == pytest.approx(most, rel=1e-10)
    assert found["upper_expected"].tolist() == pytest.approx(least, rel=1e-10)


@pytest.mark.parametrize("events", [1, 10, 250])
def test_so_many_events_are_just_unusual_at_each_limit(events):
    found = inverse_poisson([events], tail=0.025).loc[0]
    assert stats.poisson.cdf(events, found["lower_expected"]) == pytest.approx(0.025)
    assert stats.poisson.sf(events - 1, found["upper_expected"]) == pytest.approx(0.025)


@given(st.lists(sizes, min_size=1, max_size=10), tails)
@BRIEFLY
def test_limits_lie_on_both_sides_of_the_target_for_any_count(events, tail):
    found, some = inverse_poisson(events, 3.0, tail=tail), np.array(events) > 0
    assert (found["lower"] < 3.0).all()
    assert (found["upper"] > 3.0 - 1e-4)[some].all()
    assert found["upper"][~some].isna().all()


def test_missing_counts_are_missing_and_negative_ones_refused():
    assert inverse_poisson(pd.Series([pd.NA], dtype="Int64"), tail=0.025).isna().all(axis=None)
    with pytest.raises(InsightError, match=r"Rows \[0\]"):
        inverse_poisson([-1], tail=0.025)

"""Normal limits agree with an independent implementation, and are cut only where values end."""

import numpy as np
import pytest
from funnel_cases import BRIEFLY, shares, sizes, tails
from hypothesis import given
from hypothesis import strategies as st

from insight.errors import InsightError
from insight.statistics.funnels import normal
from oracles import kept, oracle

READS = {
    "beside the project": lambda: oracle("12_funnel_limits_exact.json"),
    "with the tests": lambda: kept("12_funnel_limits_exact.json"),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_limits_of_proportions_agree_with_an_independent_implementation(read):
    known = read()
    cases, wanted = known["inputs"]["binomial"], known["expected"]["binomial_normal"]
    for n, target, p, limit in zip(cases["n"], cases["theta"], cases["p"], wanted, strict=True):
        [found] = normal.proportion(n, target, tail=min(p, 1 - p)).itertuples()
        within = min(max(limit, 0), 1)
        assert (found.lower if p < 0.5 else found.upper) == pytest.approx(within, rel=1e-7, abs=1e-9)


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_limits_of_ratios_agree_with_an_independent_implementation(read):
    known = read()
    cases, wanted = known["inputs"]["poisson"], known["expected"]["poisson_normal"]
    for expected, p, limit in zip(cases["E"], cases["p"], wanted, strict=True):
        [found] = normal.ratio(expected, tail=min(p, 1 - p)).itertuples()
        assert (found.lower if p < 0.5 else found.upper) == pytest.approx(max(limit, 0), rel=1e-7, abs=1e-9)


def test_a_rate_is_a_ratio_in_its_own_unit():
    found = normal.rate([2000], 300, per=1000, tail=0.025).loc[0]
    assert found.tolist() == pytest.approx([300 - 1.959964 * np.sqrt(150), 300 + 1.959964 * np.sqrt(150)])


def test_limits_of_a_mean_may_be_negative():
    assert normal.mean([2.0], 1.0, tail=0.025).loc[0, "lower"] < 0


@given(st.lists(sizes, min_size=1, max_size=10), shares, tails)
@BRIEFLY
def test_limits_are_ordered_and_in_range_for_any_counts(n, target, tail):
    some = np.array(n) > 0
    found = normal.proportion(n, target, tail=tail)
    assert found[some].stack().between(0, 1).all()
    assert (found["lower"] <= found["upper"])[some].all()
    assert found[~some].isna().all(axis=None)
    ratio = normal.ratio(n, target, tail=tail)[some]
    assert ((ratio["lower"] >= 0) & (ratio["lower"] <= ratio["upper"])).all()


def test_a_negative_standard_error_is_refused_by_row():
    with pytest.raises(InsightError, match=r"Rows \[0\]"):
        normal.mean([-1], 1, tail=0.025)

"""Significance agrees with OHID's own package, unit by unit."""

import numpy as np
import pandas as pd
import pytest
from funnel_cases import BRIEFLY, people
from hypothesis import given

from insight.errors import InsightError
from insight.statistics.funnels.fingertips import proportion_significance, ratio_significance
from oracles import kept, oracle

READS = {
    "beside the project": lambda: oracle("11_funnel_phe.json"),
    "with the tests": lambda: kept("11_funnel_phe.json"),
}
WORDS = {
    (0, None): "Not significant",
    (2, "low"): "Low (0.025)",
    (2, "high"): "High (0.025)",
    (3, "low"): "Low (0.001)",
    (3, "high"): "High (0.001)",
}


def in_words(found):
    return [WORDS[row.level, row.side if row.level else None] for row in found.itertuples()]


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_significance_agrees_with_an_independent_implementation(read):
    known = read()
    given, wanted, per = known["inputs"], known["expected"], known["inputs"]["multiplier"]["rate"]
    proportions, ratios, rates = (given[name] for name in ("proportion", "ratio", "rate"))
    found = proportion_significance(proportions["x"], proportions["n"])
    assert in_words(found) == wanted["proportion_significance"]
    found = ratio_significance(ratios["x"], ratios["n"], target=1)
    assert in_words(found) == wanted["ratio_significance"]
    found = ratio_significance(rates["x"], np.array(rates["n"]) / per)
    assert in_words(found) == wanted["rate_significance"]


@given(people())
@BRIEFLY
def test_a_unit_has_a_level_exactly_when_it_has_people(drawn):
    x, n = drawn
    has_people = [bool(size) for size in n]
    proportions, ratios = proportion_significance(x, n, 0.4), ratio_significance(x, n, 0.4)
    assert proportions["level"].notna().tolist() == has_people
    assert ratios["level"].notna().tolist() == has_people
    assert (proportions["side"].notna() == (proportions["level"] > 0)).all()


def test_results_keep_the_index_and_missing_rows_stay_out_of_the_pooled_target():
    x = pd.Series([10, 20, pd.NA], index=["a", "b", "c"], dtype="Int64")
    found = proportion_significance(x, pd.Series([100, 200, 10**6], index=["a", "b", "c"]))
    assert found["level"].fillna(-1).to_dict() == {"a": 0, "b": 0, "c": -1}


def test_impossible_counts_are_refused_by_row():
    with pytest.raises(InsightError, match=r"Rows \[0\]"):
        proportion_significance([5], [3])
    with pytest.raises(InsightError, match=r"Rows \[0\]"):
        ratio_significance([-5], [3])

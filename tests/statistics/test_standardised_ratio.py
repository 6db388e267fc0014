"""Observed over expected agrees with an independent implementation."""

import numpy as np
import pytest

from insight.errors import InsightError
from insight.statistics.standardised_ratio import standardised_ratio
from oracles import kept, oracle

NAMES = {"lower95_0cl": ("lower", 0.95), "upper95_0cl": ("upper", 0.95)}
NAMES |= {"lower99_8cl": ("lower", 0.998), "upper99_8cl": ("upper", 0.998)}


def agrees(known, per):
    """Compare one table of an oracle with ours, where the oracle has a limit."""
    unit = np.broadcast_to(np.asarray(per, dtype=float), len(known["observed"]))
    for name, (column, confidence) in NAMES.items():
        found = standardised_ratio(known["observed"], known["expected"], confidence=confidence)
        expected = np.array(known[name], dtype=float)
        there = ~np.isnan(expected)
        assert (found[column] * unit)[there].tolist() == pytest.approx(expected[there], rel=1e-10, abs=1e-10)
    assert (found["value"] * unit).tolist() == pytest.approx(known["value"], rel=1e-10, abs=1e-10)


@pytest.mark.parametrize("read", [oracle, kept])
def test_ratios_agree_with_an_independent_implementation(read):
    known = read("06_isr_smr.json")
    agrees(known["expected"]["ratio"], known["inputs"]["refvalue"])


def test_every_row_the_package_publishes_is_met():
    rows = oracle("06_isr_smr.json")["expected"]["package_published_all_rows"]
    last = [float(words.split()[-1].removeprefix("per")) for words in rows["statistic"]]
    crude = [1.0 if rate is None else rate for rate in rows["ref_rate"]]  # already for so many people
    agrees(rows, [unit if rate == 1.0 else rate for unit, rate in zip(last, crude, strict=True)])


def test_no_event_where_some_were_expected_is_a_ratio_of_nought_with_an_upper_limit():
    [found] = standardised_ratio([0], [2.0]).itertuples()
    assert (found.value, found.lower) == (0, 0) and found.upper == pytest.approx(3.6889 / 2, abs=5e-5)


def test_nothing_expected_and_missing_counts_are_missing():
    assert standardised_ratio([0, 3, np.nan], [0.0, 0.0, 4.0]).isna().all(axis=None)


def test_a_metric_that_names_no_unit_gets_a_plain_ratio():
    assert standardised_ratio([4], [2.0], per=None).loc[0, "value"] == 2


def test_a_negative_expected_number_is_refused_by_row():
    with pytest.raises(InsightError, match=r"Rows \[1\]"):
        standardised_ratio([1, 1], [2.0, -2.0])

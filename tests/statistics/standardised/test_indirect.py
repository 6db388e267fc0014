"""Indirectly standardised ratios and rates agree with an independent implementation."""

from functools import partial

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.errors import InsightError
from insight.statistics.standardised.indirect import indirect, indirect_rate
from oracles import kept, oracle

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")
FILE = "06_isr_smr.json"


def agrees(known, estimate):
    """Compare the expected table with ours at both confidences."""
    for confidence, suffix in ((0.95, "95_0cl"), (0.998, "99_8cl")):
        found = estimate(confidence=confidence).loc[known["area"]]
        names = {"value": "value", "lower": f"lower{suffix}", "upper": f"upper{suffix}"}
        for column, name in (names | {"observed": "observed", "expected": "expected"}).items():
            assert found[column].tolist() == pytest.approx(known[name], rel=1e-10, abs=1e-10)


@pytest.mark.parametrize("read", [oracle, kept])
def test_ratios_and_rates_agree_with_an_independent_implementation(read):
    known = read(FILE)
    rows, reference = pd.DataFrame(known["inputs"]["seeded"]), known["inputs"]["reference"]
    bands = len(reference["xr"])
    columns = [rows["x"], rows["n"]]
    columns += [np.tile(reference[name], len(rows) // bands) for name in ("xr", "nr")] + [rows["area"]]
    for function, name, per in ((indirect, "ratio", "refvalue"), (indirect_rate, "rate", "multiplier")):
        agrees(known["expected"][name], partial(function, *columns, per=known["inputs"][per]))


def test_ratios_agree_on_the_tests_of_the_package():
    known = oracle(FILE)
    rows = pd.DataFrame(known["inputs"]["package_test"]).fillna(0)  # it takes none for missing
    columns = [rows[name] for name in ("count", "pop", "refcount", "refpop", "area")]
    agrees(known["expected"]["package_test_ratio"], partial(indirect, *columns))


def test_an_area_with_the_references_own_rates_is_at_one():
    found = indirect([20, 50], [1000, 1000], [200, 500], [10_000, 10_000], None)
    assert found.loc["all", ["value", "expected"]].tolist() == [1, 70]


def test_a_stratum_nobody_lives_in_is_expected_to_have_no_events():
    found = indirect_rate([20, 0], [1000, 0], [200, 500], [10_000, 10_000], None, per=1000)
    assert found.loc["all", ["value", "expected"]].tolist() == [35, 20]


def test_a_missing_count_or_reference_makes_its_own_group_missing():
    found = indirect([5, np.nan, 5], [10, 10, 10], [5, 5, 0], [50, 50, 0], ["a", "b", "c"])
    assert found["value"].isna().tolist() == [False, True, True]


def test_a_negative_count_is_refused_by_row():
    with pytest.raises(InsightError, match=r"Rows \[0\]"):
        indirect([-5], [10], [5], [50], None)


COUNT = st.one_of(st.just(np.nan), st.sampled_from([0, 1, 10**9]), st.integers(0, 10**5))


@given(st.lists(st.tuples(st.sampled_from("ab"), COUNT, COUNT, COUNT, COUNT), min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_all_groups_at_once_are_what_each_is_alone(rows):
    frame = pd.DataFrame(rows, columns=["area", "x", "n", "xr", "nr"])
    found = indirect_rate(*(frame[name] for name in ("x", "n", "xr", "nr", "area")))
    for label, group in frame.groupby("area"):
        alone = indirect_rate(*(group[name] for name in ("x", "n", "xr", "nr")), None)
        assert found.loc[label].to_numpy() == pytest.approx(
            alone.loc["all"].to_numpy(), rel=1e-9, nan_ok=True
        )
    inside = found.dropna()
    assert (inside["lower"] <= inside["value"] * (1 + 1e-12)).all()
    assert (inside["value"] <= inside["upper"] * (1 + 1e-12)).all()

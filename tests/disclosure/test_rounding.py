"""Small numbers never leave, whichever policy applies."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.disclosure import POLICIES, decimals, policy, protect
from insight.disclosure.release import could_be
from insight.errors import UnknownName
from oracles import oracle

KEPT = Path(__file__).parents[1] / "data" / "statistics"


def kept(name):
    """Give the expected numbers that were made by seed, which are kept with the tests."""
    return json.loads((KEPT / name).read_text())


def shown(x, n, rule, *, national=False, complement=True):
    counts = pd.DataFrame({"numerator": [x], "denominator": [n]}, dtype="Int64")
    flags = {"national": pd.Series([national]), "complement": pd.Series([complement])}
    [row] = protect(counts, POLICIES[rule], **flags).itertuples(index=False)
    return tuple(None if pd.isna(value) else value for value in row[:2])


CASES = {
    # name: (numerator, denominator, policy, shown)
    "nobody stays nobody": (0, 100, "hes", (0, 100)),
    "one person is hidden": (1, 100, "hes", (None, None)),
    "seven are hidden": (7, 100, "hes", (None, None)),
    "eight are rounded": (8, 100, "hes", (10, 100)),
    "all but three give the three away": (97, 100, "hes", (None, None)),
    "everybody gives nobody away": (100, 100, "hes", (100, 100)),
    "a tiny denominator is hidden": (0, 6, "hes", (None, None)),
    "the diabetes audit shows small counts as 5": (3, 102, "nda", (5, 100)),
    "what is published already is left alone": (3, 7, "as_published", (3, 7)),
}


@pytest.mark.parametrize("x, n, rule, expected", CASES.values(), ids=CASES)
def test_a_cell_is_shown_as_its_policy_says(x, n, rule, expected):
    assert shown(x, n, rule) == expected


def test_england_is_exact_under_the_hes_rule_only():
    assert shown(3, 1003, "hes", national=True) == (3, 1003)
    assert shown(3, 1003, "nda", national=True) == (5, 1005)


def test_events_among_many_are_not_judged_by_those_without_one():
    assert shown(97, 100, "hes", complement=False) == (95, 100)


def test_a_missing_count_stays_missing_and_has_no_reason_of_ours():
    counts = pd.DataFrame({"numerator": [pd.NA], "denominator": [100]}, dtype="Int64")
    flag = pd.Series([False])
    [row] = protect(counts, POLICIES["hes"], national=flag, complement=flag).itertuples(index=False)
    assert pd.isna(row.numerator) and pd.isna(row.withheld) and row.denominator == 100


def test_percentages_carry_the_decimals_their_rounded_counts_support():
    assert decimals(pd.Series([395, 3995, 4000], dtype="Int64"), POLICIES["hes"]).tolist() == [0, 0, 1]


def test_an_unknown_policy_is_refused_with_the_known_ones():
    with pytest.raises(UnknownName, match="as_published, hes, nda"):
        policy("hess")


@pytest.mark.parametrize("rule, hidden", [("hes", "*"), ("nda", None)])
@pytest.mark.parametrize("read", [oracle, kept], ids=["beside the project", "kept here"])
def test_rounding_agrees_with_the_published_rules(rule, hidden, read):
    known = read("24_sdc_suppression.json")
    for count, expected in zip(known["inputs"]["counts"], known["expected"][rule], strict=True):
        got = shown(count, 10**6, rule)[0]
        assert got == (None if expected == hidden else int(expected)), f"{count} under {rule}"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), min_size=1),
    st.sampled_from(sorted(POLICIES)),
    st.booleans(),
)
def test_protecting_what_is_protected_changes_nothing(pairs, rule, is_national):
    counts = pd.DataFrame(
        [(min(pair), max(pair)) for pair in pairs], columns=["numerator", "denominator"], dtype="Int64"
    )
    flags = {
        "national": pd.Series([is_national] * len(counts)),
        "complement": pd.Series([False] * len(counts)),
    }
    once = protect(counts, POLICIES[rule], **flags)
    again = protect(once[["numerator", "denominator"]], POLICIES[rule], **flags)
    pd.testing.assert_frame_equal(once[["numerator", "denominator"]], again[["numerator", "denominator"]])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2000), st.sampled_from(["hes", "nda"]))
def test_what_a_shown_count_can_be_holds_the_true_one(count, rule):
    found = shown(count, 10**6, rule, complement=False)[0]
    if found is not None:
        [low], [high] = could_be(np.array([found]), np.array([5]), POLICIES[rule])
        assert low <= count <= high

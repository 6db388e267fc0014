"""Areas fall in the quintiles Fingertips and OHID put them in."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.errors import InsightError, UnknownName
from insight.statistics.comparison.quintile import named, quintile
from oracles import kept, oracle

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.mark.parametrize("read", [oracle, kept])
def test_quintiles_agree_with_fingertips(read):
    known = read("21_fingertips_benchmark.json")
    found = quintile(known["inputs"]["quintile_values"])
    assert found.tolist() == known["expected"]["quintile"]
    assert found.value_counts().sort_index().tolist() == [9, 9, 8, 8, 8]


@pytest.mark.parametrize("read", [oracle, kept])
def test_quintiles_have_the_words_of_fingertips(read):
    directions = {"High is good": "higher", "Low is good": "lower", "No judgement": "neither"}
    for polarity, words in read("21_fingertips_benchmark.json")["expected"]["labels"].items():
        found = named(quintile([1, 2, 3, 4, 5, np.nan]), directions[polarity])
        assert found[:5].tolist() == [word.lower() for word in words] and pd.isna(found[5])


def test_a_direction_that_is_not_one_is_refused():
    with pytest.raises(UnknownName, match="up"):
        named(quintile(range(5)), "up")


@pytest.mark.parametrize("read", [oracle, kept])
@pytest.mark.parametrize(
    "name, among, sign", [("quintile_invert", 5, -1), ("decile_invert", 10, -1), ("decile_noninvert", 10, 1)]
)
def test_quantiles_agree_with_ohid(read, name, among, sign):
    known = read("25_quantile_assignment.json")
    found = quintile(sign * np.array(known["inputs"]["value"]), among=among, rule="ohid")
    assert found.tolist() == known["expected"][name]


def test_the_two_rules_divide_42_areas_differently():
    found = [
        quintile(np.arange(42.0), rule=rule).value_counts().sort_index() for rule in ("fingertips", "ohid")
    ]
    assert found[0].tolist() == [9, 9, 8, 8, 8] and found[1].tolist() == [9, 8, 9, 8, 8]


@pytest.mark.parametrize("rule", ["fingertips", "ohid"])
def test_fewer_areas_than_groups_have_no_place_and_missing_values_are_not_counted(rule):
    found = quintile([1, 2, 3, 4, np.nan, 1, 2, 3, 4, 5, np.nan], ["a"] * 5 + ["b"] * 6, rule=rule)
    assert found.isna().tolist() == [True] * 5 + [False] * 5 + [True]
    assert found.dropna().tolist() == [1, 2, 3, 4, 5]


def test_ties_are_split_in_the_order_of_the_index_by_one_rule_and_kept_together_by_the_other():
    tied = pd.Series([7.0] * 10, index=list("jihgfedcba"))
    assert quintile(tied)[list("abcdefghij")].tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert quintile(tied, rule="ohid").nunique() == 1


def test_an_unknown_rule_and_a_single_group_are_refused():
    with pytest.raises(UnknownName, match="thirds"):
        quintile([1.0], rule="thirds")
    with pytest.raises(InsightError, match="at least 2"):
        quintile([1.0], among=1)


def ntile(values, among):
    """Divide sorted values one by one, as SQL's NTILE is defined."""
    size, over = divmod(len(values), among)
    return [tile + 1 for tile in range(among) for _ in range(size + (tile < over))]


VALUE = st.one_of(st.just(np.nan), st.integers(0, 20), st.sampled_from([1e9, 1e-9]))


@given(st.lists(st.tuples(VALUE, st.sampled_from("ab")), max_size=60), st.integers(2, 10))
@settings(max_examples=60, deadline=None)
def test_all_groups_at_once_are_what_a_plain_loop_gives(rows, among):
    frame = pd.DataFrame(rows, columns=["value", "group"]).astype({"value": float})
    found = quintile(frame["value"], frame["group"], among=among)
    turned = quintile(frame["value"][::-1], frame["group"][::-1], among=among)
    pd.testing.assert_series_equal(turned.sort_index(), found)
    for _, group in frame.dropna().groupby("group"):
        ordered = group["value"].sort_values(kind="stable").index
        expected = ntile(ordered, among) if len(ordered) >= among else [pd.NA] * len(ordered)
        pd.testing.assert_series_equal(found[ordered], pd.Series(expected, ordered, dtype="Int64"))

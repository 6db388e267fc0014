"""Labels become codes in order, whatever they are."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.errors import InsightError
from insight.statistics.inputs.groups import coded, ordered, totals


def test_labels_are_matched_by_index():
    by = pd.Series(["x", "y"], index=[1, 0])
    codes, labels = coded(by, pd.RangeIndex(2))
    assert labels[codes].tolist() == ["y", "x"]


def test_no_labels_are_one_group():
    codes, labels = coded(None, pd.RangeIndex(3))
    assert codes.tolist() == [0, 0, 0] and labels.tolist() == ["all"]


def test_a_row_without_a_label_belongs_to_no_total():
    codes, labels = coded([2, None, 1, 2], pd.RangeIndex(4))
    assert totals(np.array([1.0, 9.0, 2.0, 3.0]), codes, len(labels)).tolist() == [2, 4]


def test_a_missing_value_makes_its_own_groups_total_missing():
    found = totals(np.array([1.0, np.nan, 2.0]), np.array([0, 0, 1]), 2)
    assert np.isnan(found[0]) and found[1] == 2


def test_too_few_labels_are_refused():
    with pytest.raises(InsightError, match="1 labels for 3 rows"):
        coded(["a"], pd.RangeIndex(3))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([-1.0, 0.0, 2.5, 1e9, np.inf, -np.inf, np.nan]), st.integers(-1, 5)),
        max_size=40,
    ),
    st.sampled_from([1, 1000]),
)
def test_rows_are_ordered_by_group_then_value_as_a_plain_sort_orders_them(rows, apart):
    values = np.array([value for value, _ in rows], dtype=float)
    codes = np.array([code * apart for _, code in rows], dtype=np.int64)
    assert ordered(values, codes).tolist() == np.lexsort((values, codes)).tolist()


def test_one_large_group_among_many_small_ones_is_ordered_too():
    codes = np.r_[np.zeros(3000, dtype=int), np.arange(1, 3000)]
    values = np.random.default_rng(2).normal(size=len(codes))
    assert ordered(values, codes).tolist() == np.lexsort((values, codes)).tolist()

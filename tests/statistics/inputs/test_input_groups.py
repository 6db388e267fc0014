"""Labels become codes in order, whatever they are."""

import numpy as np
import pandas as pd
import pytest

from insight.errors import InsightError
from insight.statistics.inputs.groups import coded, totals


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

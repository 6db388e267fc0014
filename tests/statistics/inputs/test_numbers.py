"""Numbers are matched by index, and impossible ones are refused by row."""

import numpy as np
import pandas as pd
import pytest

from insight.errors import InsightError
from insight.statistics.inputs.numbers import counted, matched, probabilities, shares


def test_columns_are_matched_by_index_and_missing_numbers_stay_missing():
    x = pd.Series([1, pd.NA], index=["a", "b"], dtype="Int64")
    found = matched(x=x, y=pd.Series([4.0, 3.0], index=["b", "a"]))
    assert found.loc["a"].tolist() == [1, 3] and np.isnan(found.loc["b", "x"])


def test_one_number_serves_for_all_rows_and_numbers_alone_are_one_row():
    assert matched(x=[1, 2], y=5)["y"].tolist() == [5, 5]
    assert matched(x=1, y=5).shape == (1, 2)


@pytest.mark.parametrize("bad", [-1, np.inf])
def test_a_count_below_nought_or_without_end_is_refused(bad):
    with pytest.raises(InsightError, match=r"Rows \['b'\]: a count"):
        counted(x=pd.Series([1.0, bad], index=["a", "b"]))


def test_more_people_with_an_outcome_than_people_is_refused():
    with pytest.raises(InsightError, match=r"Rows \[0\]: a numerator must lie between"):
        shares([3], [2])


@pytest.mark.parametrize("bad", [-0.1, 1.1])
def test_a_probability_outside_nought_to_one_is_refused(bad):
    with pytest.raises(InsightError, match=r"Rows \[1\]: a probability"):
        probabilities([0.5, bad])

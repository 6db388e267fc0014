"""Points are put in order, cut where a step ends, and kept out where something is missing."""

import numpy as np
import pandas as pd

from insight.statistics.spc.steps import arrange


def test_rows_in_any_order_come_out_by_series_and_time():
    points = arrange({"value": [4, 1, 3, 2]}, series=["b", "a", "b", "a"], order=["q2", "q1", "q1", "q2"])
    assert points.of("value").tolist() == [3, 4, 1, 2]
    assert points.step.tolist() == [0, 0, 1, 1]


def test_points_at_one_time_keep_the_order_given():
    assert arrange({"value": [4, 1, 3]}, order=[2, 1, 1]).of("value").tolist() == [1, 3, 4]


def test_a_step_that_comes_back_is_a_new_step():
    assert arrange({"value": [1, 2, 3]}, step=["a", "b", "a"]).counts.tolist() == [1, 1, 1]


def test_a_row_without_number_series_or_time_belongs_nowhere():
    points = arrange({"value": [1, np.nan, 3, 4]}, series=["a", "a", None, "a"], order=[1, 2, 3, None])
    assert points.step_of_row.tolist() == [0, -1, -1, -1]


def test_numbers_labels_and_dates_are_matched_by_index():
    value = pd.Series([1, 2], index=["x", "y"])
    order = pd.Series(["2024-02-01", "2024-01-01"], index=["x", "y"])
    assert arrange({"value": value}, order=order).of("value").tolist() == [2, 1]
    assert arrange({"value": value}, order=pd.to_datetime(order)).of("value").tolist() == [2, 1]


def test_a_mean_is_exact_where_every_number_is_the_same():
    points = arrange({"value": [0.1] * 15})
    assert points.mean(points.of("value")).tolist() == [0.1]


def test_a_status_that_is_not_known_is_not_provisional():
    provisional = pd.Series([True, pd.NA, False], dtype="boolean")
    assert arrange({"value": [1, 2, 3]}, provisional=provisional).of("value").tolist() == [2, 3]

"""Variance between groups agrees with its definition and with what chance alone makes."""

import numpy as np
import pandas as pd
import pytest
from drawn_quantiles import areas, same
from hypothesis import given, settings

from insight.errors import InsightError
from insight.statistics.inequality.between_group import between_group

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")


def test_numbers_are_those_of_the_definition():
    y, people = np.array([0.1, 0.2, 0.4]), np.array([10, 30, 60])
    [found] = between_group(y, people).itertuples()
    mean = np.average(y, weights=people)
    assert found.mean == pytest.approx(mean)
    assert found.variance == pytest.approx(np.average((y - mean) ** 2, weights=people))
    assert found.disparity == pytest.approx(np.abs(y - mean).mean() / mean)
    assert found.disparity_weighted == pytest.approx(np.average(np.abs(y - mean), weights=people) / mean)
    assert np.isnan(found.variance_lower) and np.isnan(found.by_chance)


def test_chance_alone_makes_the_variance_that_is_stated():
    rng, n = np.random.default_rng(4), np.array([50, 100, 400])
    shares = rng.binomial(n, 0.3, (20_000, 3)) / n
    by = np.repeat(np.arange(20_000), 3)
    error = np.tile(np.sqrt(0.3 * 0.7 / n), 20_000)
    found = between_group(shares.ravel(), np.tile(n, 20_000), by=by, se=error)
    assert found["variance"].mean() == pytest.approx(found["by_chance"].iloc[0], rel=0.03)


@settings(max_examples=60, deadline=None)
@given(table=areas())
def test_any_shares_give_limits_in_order_whatever_the_order_of_rows(table):
    table["y"] = table["x"] / table["n"].where(table["n"] > 0)
    table["se"] = (table["y"] * (1 - table["y"]) / table["n"].where(table["n"] > 0)) ** 0.5

    def made(rows):
        return between_group(rows["y"], rows["n"], by=rows["area"], se=rows["se"])

    found = made(table)
    sure = found.dropna(subset=["variance_lower"])
    assert (sure["variance_lower"] <= sure["variance"]).all()
    assert (sure["variance"] <= sure["variance_upper"]).all()
    assert (found["variance"].dropna() >= 0).all()
    same(made(table.sample(frac=1, random_state=3)), found)
    same(pd.concat([made(rows) for _, rows in table.groupby("area")]), found)


@pytest.mark.parametrize("y, people", [([0.1, np.nan], [5, 5]), ([0.1], [5]), ([0.1, 0.2], [5, 0])])
def test_fewer_than_two_groups_or_a_missing_one_is_missing(y, people):
    assert between_group(y, people)["variance"].isna().all()


def test_groups_alike_have_no_variance_between_them():
    [found] = between_group([0.0, 0.0], [5, 5]).itertuples()
    assert found.variance == 0 and np.isnan(found.disparity)


def test_a_negative_number_of_people_is_refused_by_row():
    with pytest.raises(InsightError, match=r"Rows \[1\]"):
        between_group([0.1, 0.2], [5, -5])

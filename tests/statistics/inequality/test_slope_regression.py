"""Weighted regression of quantiles agrees with R's, in every kind of error."""

import numpy as np
import pandas as pd
import pytest
from drawn_quantiles import areas, same
from hypothesis import given, settings

from insight.statistics.inequality.slope_regression import slope_regression
from oracles import kept, oracle

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")
FILE = "08_sii_rii_regression.json"
OURS = {
    "intercept_y0": "y0",
    "t_lower": "lower_t",
    "t_upper": "upper_t",
    "z_lower": "lower_z",
    "z_upper": "upper_z",
    "rii_y1_over_y0": "rii_ohid",
    "rii_delta_lower_t": "rii_ohid_lower",
    "rii_delta_upper_t": "rii_ohid_upper",
    "rii_kunst_mackenbach_y0_over_y1": "rii_kunst_mackenbach",
}


def regression(table):
    """Regress one oracle's columns."""
    return slope_regression(table["value"], table["pop"], table["quantile"], by=table["area"])


@pytest.mark.parametrize("read", [oracle, kept])
@pytest.mark.parametrize("kind", ["normal", "rate", "proportion"])
def test_every_number_agrees_with_r(read, kind):
    known = read(FILE)
    found = regression(known["inputs"][kind])
    for name, expected in known["expected"][f"wls_{kind}"].items():
        ours = found.index if name == "area" else found[OURS.get(name, name)]
        assert ours.tolist() == (expected if name == "area" else pytest.approx(expected, rel=1e-7)), name


@settings(max_examples=60, deadline=None)
@given(table=areas())
def test_limits_are_in_order_and_do_not_depend_on_the_order_or_unit_of_rows(table):
    value = table["x"] / table["n"].where(table["n"] > 0)
    found = slope_regression(value, table["n"], table["quantile"], by=table["area"])
    told = found[found["reason"] == ""]
    assert (told["lower_z"] <= told["sii"]).all() and (told["sii"] <= told["upper_z"]).all()
    assert (told["lower_t"] <= told["lower_z"]).all(), "t is wider than z"
    assert found.loc[found["reason"] != "", "sii"].isna().all()
    turned = table.index[::-1]
    again = slope_regression(
        100 * value[turned], table["n"][turned], table["quantile"][turned], by=table["area"][turned]
    )
    ours, others = (frame["sii"].to_numpy() for frame in (found, again))
    assert others == pytest.approx(100 * ours, rel=1e-6, abs=1e-9, nan_ok=True)


def test_all_areas_at_once_are_what_each_is_alone():
    known = pd.DataFrame(kept(FILE)["inputs"]["rate"])
    alone = pd.concat([regression(part) for _, part in known.groupby("area")])
    same(regression(known), alone)


def test_points_on_a_line_leave_no_scatter():
    [found] = slope_regression([1, 2, 3, 4, 5], [7] * 5, [1, 2, 3, 4, 5]).itertuples()
    assert (found.sii, found.y0) == (pytest.approx(5), pytest.approx(0.5))
    assert found.se == pytest.approx(0, abs=1e-12)


def test_a_missing_quantile_is_missing_with_a_reason():
    [found] = slope_regression([1, 2, np.nan, 4, 5], [7] * 5, [1, 2, 3, 4, 5]).itertuples()
    assert np.isnan(found.sii) and found.reason

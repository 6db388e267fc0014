"""Logistic and Poisson slopes agree with R's, weigh people once, and own up when there is none."""

import numpy as np
import pandas as pd
import pytest
from drawn_quantiles import areas, same
from hypothesis import given, settings

from insight.errors import InsightError
from insight.statistics.inequality.slope_models import slope_logistic, slope_poisson
from oracles import kept, oracle

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")
FILE = "08_sii_rii_regression.json"
OURS = {
    "logit_b0": "b0",
    "logit_b1": "b1",
    "se_delta": "se",
    "rii": "rii_ohid",
    "rii_lower": "rii_ohid_lower",
    "rii_upper": "rii_ohid_upper",
    "lrt_chisq": "chi2",
    "lrt_p": "p",
    "residual_deviance": "deviance",
    "pearson_phi": "dispersion",
}
FIVE = [1, 2, 3, 4, 5]


def fitted(model, table):
    """Fit one oracle's columns."""
    return model(table["x"], table["pop"], table["quantile"], by=table["area"])


@pytest.mark.parametrize("read", [oracle, kept])
def test_every_number_agrees_with_r(read):
    known = read(FILE)
    curves = {
        model: fitted(model, known["inputs"]["proportion"]) for model in (slope_logistic, slope_poisson)
    }
    for name, expected in known["expected"]["logistic_poisson_proportion"].items():
        found = curves[slope_poisson if name.startswith("poisson_") else slope_logistic]
        column = OURS.get(name.removeprefix("poisson_"), name)
        ours = found.index if name == "area" else found[column]
        assert ours.tolist() == (expected if name == "area" else pytest.approx(expected, rel=1e-6)), name


def test_each_group_weighs_its_people_once_and_not_their_square():
    known = oracle("trap_healthequal_double_weight.json")
    people, percent = (np.array(known["inputs"][name]) for name in ("pop", "est"))
    with_it = np.round(people * percent / 100)  # the package makes whole people of percentages first
    [found] = slope_logistic(with_it, people, known["inputs"]["subgroup_order"]).itertuples()
    assert 100 * found.sii == pytest.approx(known["expected"]["pop"], rel=1e-6)
    assert 100 * found.sii != pytest.approx(known["expected"]["pop_squared"], rel=1e-3)


@settings(max_examples=60, deadline=None)
@given(table=areas())
@pytest.mark.parametrize("model", [slope_logistic, slope_poisson])
def test_any_counts_give_limits_in_order_or_a_reason(model, table):
    columns = [table["x"], table["n"], table["quantile"]]
    found = model(*columns, by=table["area"])
    told = found["reason"] == ""
    sure = found[told]
    assert sure.notna().all(axis=None)
    assert found.loc[~told].drop(columns="reason").isna().all(axis=None)
    assert (sure["lower"] <= sure["sii"]).all() and (sure["sii"] <= sure["upper"]).all()
    assert (sure["rii_ohid_lower"] <= sure["rii_ohid"]).all()
    assert sure["p"].between(0, 1).all() and (sure["chi2"] >= 0).all()
    turned = [column[::-1] for column in columns]
    again = model(*turned, by=table["area"][::-1])
    assert (again["reason"] == found["reason"]).all()
    assert again["sii"].to_numpy() == pytest.approx(found["sii"].to_numpy(), rel=1e-6, abs=1e-12, nan_ok=True)


def test_the_curve_passes_through_everyone():
    x, n = np.array([3, 0, 8, 2, 30]), np.array([40, 10, 80, 5, 90])
    [found] = slope_logistic(x, n, FIVE).itertuples()
    rank = (n.cumsum() - n / 2) / n.sum()
    expected = n / (1 + np.exp(-found.b0 - found.b1 * rank))
    assert (expected.sum(), (expected * rank).sum()) == pytest.approx((x.sum(), (x * rank).sum()))


def test_all_areas_at_once_are_what_each_is_alone():
    known = pd.DataFrame(kept(FILE)["inputs"]["proportion"])
    alone = pd.concat([fitted(slope_poisson, part) for _, part in known.groupby("area")])
    same(fitted(slope_poisson, known), alone)


@pytest.mark.parametrize(
    "model, x, words",
    [
        (slope_logistic, [0, 0, 0, 0, 5], "no finite curve"),
        (slope_logistic, [0, 0, 0, 2, 5], "no finite curve"),
        (slope_poisson, [5, 0, 0, 0, 0], "no finite curve"),
        (slope_logistic, [0, 0, 0, 0, 0], "nobody had the outcome"),
        (slope_logistic, [5, 5, 5, 5, 5], "everybody had"),
    ],
    ids=["one end only", "a clean edge", "events at one end", "nobody", "everybody"],
)
def test_counts_without_a_curve_are_missing_with_a_reason(model, x, words):
    [found] = model(x, [5] * 5, FIVE).itertuples()
    assert np.isnan(found.sii) and words in found.reason


def test_more_with_the_outcome_than_people_are_refused_unless_they_are_events():
    with pytest.raises(InsightError, match="exceed its denominator"):
        slope_logistic([6, 1, 1, 1, 1], [5] * 5, FIVE)
    assert slope_poisson([6, 1, 1, 1, 1], [5] * 5, FIVE)["sii"].notna().all()

"""Areas on their funnel: the target and its source, exact limits, and nothing flagged by rounding."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_areas import APART, apart, audit, cell, frame, metric, ordinary
from scipy import stats

from insight.findings.funnel import FLAGS, flagged

RATE = {"statistic": "rate", "per": 1000, "unit": "per 1,000 people"}


def on_funnel(rows, of=None, **how) -> pd.DataFrame:
    """Give where the newest of some rows lie, by area."""
    found = flagged(frame(rows, **how), of or audit())
    return found[found["period"] == "2028-Q4"].set_index("area")


def test_england_is_the_target_and_is_named():
    found = on_funnel(apart(), england=0.52)
    assert set(found["target"]) == {0.52} and set(found["target_source"]) == {"England"}


def test_without_england_all_the_areas_together_are():
    rows = apart(before=None)
    found = on_funnel(rows, england=None)
    together = sum(row["numerator"] for row in rows) / sum(row["denominator"] for row in rows)
    assert found["target"].to_numpy() == pytest.approx(together)
    assert set(found["target_source"]) == {"all areas together"}


def test_without_england_and_counts_the_median_of_the_areas_is():
    rows = [cell(f"Q{n:02}", None, None, value=float(n), lower=n - 1.0, upper=n + 1.0) for n in range(11)]
    found = on_funnel(rows, audit(metric(statistic="published", phrase="it")), england=None)
    assert set(found["target"]) == {5.0} and set(found["target_source"]) == {"the median of all areas"}


def test_a_fixed_target_stands_before_england_and_says_where_it_comes_from():
    policy = {"target": 0.6, "target_source": "NICE QS1"}
    found = on_funnel(apart(), audit(outliers=policy), england=0.5)
    assert set(found["target"]) == {0.6} and set(found["target_source"]) == {"NICE QS1"}
    assert set(on_funnel(apart(), audit(outliers={"target": 0.6}))["target_source"]) == {"the policy"}


def test_a_metrics_own_policy_holds_in_place_of_the_audits():
    own = metric("felt", outliers={"target": 0.7})
    of = audit(metric(), own, outliers={"target": 0.4, "levels": "95% and 99.8%"})
    found = flagged(frame([*apart(), *apart(metric="felt")]), of)
    assert found.groupby("metric")["target"].unique().map(list).to_dict() == {"felt": [0.7], "seen": [0.4]}


LEVELS = {
    # name: (z, level by 2 and 3 SD, level by 95% and 99.8%)
    "beyond 1.96 and within 2": (1.98, 0, 2),
    "beyond 2": (2.02, 2, 2),
    "beyond 3 and within 3.09": (3.04, 3, 2),
    "beyond 3.09": (3.15, 3, 3),
}


@pytest.mark.parametrize("z, sd, percent", LEVELS.values(), ids=LEVELS)
@pytest.mark.parametrize("way", [1, -1])
def test_two_standard_deviations_are_not_95_per_cent(z, sd, percent, way):
    rows = [cell(f"Q{n:02}", None, None, value=50.0, lower=48.04, upper=51.96) for n in range(12)]
    value = 50 + way * z
    rows.append(cell(APART, None, None, value=value, lower=value - 1.959964, upper=value + 1.959964))
    for name, level in (("2 and 3 SD", sd), ("95% and 99.8%", percent)):
        of = audit(metric(statistic="published", phrase="it", outliers={"levels": name}))
        assert on_funnel(rows, of, england=50.0).loc[APART, "exact_level"] == level, name


@pytest.mark.parametrize("x", [250, 272, 273, 283, 284, 300, 350, 200])
def test_the_tail_is_that_of_the_binomial_distribution(x):
    here = on_funnel(apart(x)).loc[APART]
    half = stats.binom.pmf(x, 500, 0.5) * 0.5
    assert here["method"] == "binomial"
    if x != 250:
        at_least = stats.binom.sf(x - 1, 500, 0.5) if x > 250 else stats.binom.cdf(x, 500, 0.5)
        assert at_least - 2 * half - 1e-12 <= here["exact_tail"] <= at_least + 1e-12


def test_the_tail_of_a_rate_is_that_of_the_poisson_distribution():
    rows = [cell(f"Q{n:02}", 20, 4000) for n in range(12)]
    rows.append(cell(APART, 35, 4000))
    here = on_funnel(rows, audit(metric(**RATE)), england=5.0, per=1000).loc[APART]
    assert here["method"] == "Poisson" and here["side"] == "high"
    assert stats.poisson.sf(35, 20) <= here["exact_tail"] <= stats.poisson.sf(34, 20)


def test_rows_on_no_funnel_have_nothing():
    of = audit(metric(), metric("felt", stabilised=True), metric("kept", type="outcome", case_mix="crude",
               adjusted_as="seen"))  # fmt: skip
    rows = [
        *apart(newest={"coverage": "part"}),
        *(row for name in ("felt", "kept") for row in apart(metric=name)),
    ]
    found = flagged(frame(rows), of)
    assert found.loc[found["metric"] != "seen", FLAGS].isna().all(axis=None)
    newest = found[(found["metric"] == "seen") & (found["period"] == "2028-Q4")].set_index("area")
    assert newest.loc[APART, FLAGS].isna().all()
    assert set(newest["k"].dropna()) == {20}


def test_areas_of_another_kind_and_periods_without_counts_do_not_change_a_funnel():
    trusts = [
        {**row, "area_type": "trust", "value": row["numerator"] / 500, "numerator": None, "denominator": None,
         "lower": row["numerator"] / 500 - 0.04, "upper": row["numerator"] / 500 + 0.04}
        for row in ordinary()
    ]  # fmt: skip
    alone = on_funnel(apart())[FLAGS]
    beside = flagged(frame([*apart(), *trusts]), audit())
    assert set(beside.loc[beside["area_type"] == "trust", "method"].astype(str)) == {"normal"}
    beside = beside[(beside["area_type"] == "icb") & (beside["period"] == "2028-Q4")].set_index("area")
    pd.testing.assert_frame_equal(beside[FLAGS], alone, check_dtype=False, check_categorical=False)


def test_ordinary_areas_show_no_more_than_chance_and_spread_ones_do():
    narrow, wide = on_funnel(apart()), on_funnel(apart(310, scatter=5, before=310))
    assert set(narrow["tau_squared"]) == {0.0} and narrow["adjusted_z"].equals(narrow["exact_z"])
    assert (wide["tau_squared"] > 0).all() and (wide["phi"] > 1).all()
    assert (wide["adjusted_z"].abs() <= wide["exact_z"].abs() + 1e-9).all()
    assert wide.loc[APART, ["exact_level", "adjusted_level"]].tolist() == [3.0, 0.0]


def test_the_smallest_difference_that_would_be_flagged_stands_on_both_sides_of_the_target():
    found = on_funnel(apart())
    assert (found["detectable_lower"] < found["target"]).all()
    assert (found["detectable_upper"] > found["target"]).all()
    few = on_funnel([*ordinary(n=60), cell(APART, 30, 60)])
    assert (few["detectable_upper"].dropna().min()) > found["detectable_upper"].max()


N = st.integers(20, 5000)


def rounded(number, step=5) -> np.ndarray:
    return (np.floor(np.asarray(number) / step + 0.5) * step).astype(int)


def bound(x: int, n: int, e: float = 2.5) -> float:
    """Give how far rounding both counts to the nearest 5 can have moved a share."""
    return max((x + e) / (n - e) - x / n, x / n - max(x - e, 0) / (n + e))


@given(st.lists(N, min_size=10, max_size=25), st.floats(0.02, 0.98))
@settings(max_examples=25, deadline=None)
def test_rounding_alone_flags_nobody(people, target):
    true = np.round(np.array(people) * target).astype(int)
    shown = rounded(true), np.maximum(rounded(people), rounded(true))
    rows = [
        cell(f"Q{at:02}", int(x), int(n), basis="rounded counts", error_bound=bound(int(x), int(n)))
        for at, (x, n) in enumerate(zip(*shown, strict=True))
    ]
    found = on_funnel(rows, england=target)
    assert (found["exact_level"] == 0).all() and (found["adjusted_level"] == 0).all()


@given(st.integers(50, 3000), st.floats(0.05, 0.95), st.data())
@settings(max_examples=25, deadline=None)
def test_no_area_is_flagged_of_rounded_counts_whose_true_ones_are_within_the_limits(n, target, data):
    true = data.draw(st.integers(0, n))
    shown = int(rounded(true)), int(max(rounded(n), rounded(true)))
    plain = on_funnel([*ordinary(n=1000, share=target), cell(APART, true, n)], england=target).loc[APART]
    error = bound(*shown)
    rows = [*ordinary(n=1000, share=target), cell(APART, *shown, basis="rounded counts", error_bound=error)]
    moved = on_funnel(rows, england=target).loc[APART]
    assert moved["exact_level"] <= plain["exact_level"]


def test_a_published_value_that_was_rounded_is_not_a_flag_when_its_counts_are_not():
    n = 100_000
    rows = [cell(f"Q{at:02}", 77_505, n, value=0.78, lower=0.775, upper=0.785) for at in range(12)]
    found = on_funnel(rows, england=0.775)
    assert (found["exact_level"] == 0).all()


def test_a_published_value_keeps_a_flag_where_the_counts_agree():
    rows = apart(newest={"value": 0.7, "lower": 0.66, "upper": 0.74})
    assert on_funnel(rows).loc[APART, "exact_level"] == 3


def test_an_area_that_is_a_hundred_times_as_large_has_narrower_limits():
    rows = [*ordinary(), cell(APART, 26_500, 50_000)]
    assert on_funnel(rows).loc[APART, "exact_level"] == 3
    assert on_funnel([*ordinary(), cell(APART, 265, 500)]).loc[APART, "exact_level"] == 0

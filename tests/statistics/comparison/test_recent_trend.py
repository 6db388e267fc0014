"""Recent trends agree with those Fingertips publishes, and say why where there is none."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.errors import InsightError
from insight.statistics.comparison.recent_trend import recent_trend
from oracles import oracle

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")
FILE = "22_fingertips_recent_trend.json"
SEED = np.random.default_rng(22)


def series(values, half=1.0, name="a", start=2019):
    """One series of values with intervals of one width."""
    values = np.array(values, dtype=float)
    years = np.arange(start, start + len(values))
    return pd.DataFrame(
        {"value": values, "lower": values - half, "upper": values + half, "order": years}
    ).assign(series=name)


def trend(rows, **options):
    return recent_trend(*(rows[name] for name in ("value", "lower", "upper", "series", "order")), **options)


def published():
    """Every point of every indicator in the oracle, with its answers."""
    known = oracle(FILE)
    rows = [
        {"series": name, "order": point["year"], **{to: point[name_] for to, name_ in LIMITS.items()}}
        for name, indicator in known["inputs"].items()
        for point in indicator["points"]
    ]
    return pd.DataFrame(rows).astype(dict.fromkeys(LIMITS, float)), known


LIMITS = {"value": "value", "lower": "lower95", "upper": "upper95"}


def test_trends_agree_with_what_fingertips_publishes():
    rows, known = published()
    found = trend(rows)
    worked = {name: case for name, case in known["expected"].items() if case["recomputed"]}
    assert len(worked) == 4
    for name, case in worked.items():
        again, ours = case["recomputed"], found.loc[name]
        assert ours["slope"] == pytest.approx(again["slope"], rel=1e-9)
        assert ours["chi_squared"] == pytest.approx(again["chi2"], rel=1e-9)
        assert ours["significant"] == again["significant"]
        assert case["trend"].startswith("Increasing" if ours["slope"] > 0 else "Decreasing")


def test_there_is_no_trend_where_fingertips_cannot_or_should_not_give_one():
    rows, known = published()
    found = trend(rows)
    none = [name for name, case in known["expected"].items() if not case["recomputed"]]
    assert found.loc[none, "significant"].isna().all()
    assert found.loc[none, "reason"].to_dict() == {
        "GpRegisteredPopulationOver65": "an interval is missing",
        "EmergencyReadmissions": "an interval has no width",
    }


def test_a_trend_that_hangs_on_one_point_is_not_significant():
    [found] = trend(series([10.4, 10.3, 10.2, 10.1, 16])).itertuples()
    assert found.chi_squared > 9.55 and not found.significant


def test_only_the_last_points_count():
    rows = series([99, -50, 10, 12, 14, 16, 18])
    assert trend(rows).drop(columns="points").equals(trend(rows[2:]).drop(columns="points"))
    assert trend(rows, points=7).loc["a", "slope"] != trend(rows).loc["a", "slope"]


@pytest.mark.parametrize(
    "rows, reason",
    [
        (series([1, 2, 3, 4]), "fewer than 5 points"),
        (series([1, 2, np.nan, 4, 5]), "a value is missing"),
        (series([1, 2, 3, 4, 5]).assign(upper=np.nan), "an interval is missing"),
        (series([1, 2, 3, 4, 5], half=0), "an interval has no width"),
        (series([1, 2, 3, 4, 5]).assign(order=[1, 2, 3, 4, np.nan]), "a value is missing"),
    ],
)
def test_a_series_that_cannot_be_tested_says_why(rows, reason):
    [found] = trend(rows).itertuples()
    assert found.reason == reason and found.points == 0
    assert np.isnan(found.slope) and found.significant is pd.NA


def test_a_series_that_can_be_tested_has_no_reason():
    [found] = trend(series([1, 2, 3, 4, 5])).itertuples()
    assert found.reason is None and found.points == 5


def test_two_points_at_one_place_and_limits_turned_round_are_refused():
    with pytest.raises(InsightError, match=r"Rows \[1\]: another point"):
        trend(series([1, 2, 3, 4, 5]).assign(order=[1, 1, 2, 3, 4]))
    with pytest.raises(InsightError, match=r"Rows \[0, 1, 2, 3, 4\]: a lower limit"):
        trend(series([1, 2, 3, 4, 5], half=-1))
    with pytest.raises(InsightError, match="at least 3 points"):
        trend(series([1, 2, 3, 4, 5]), points=2)


def test_a_flat_series_is_called_a_trend_no_more_often_than_alpha_says():
    noise = SEED.normal(50, 1 / 1.96, size=5 * 4000)
    rows = series(noise).assign(series=np.repeat(np.arange(4000), 5), order=np.tile(np.arange(5), 4000))
    assert trend(rows)["significant"].mean() < 0.005


VALUE = st.one_of(st.just(np.nan), st.integers(-100, 100), st.just(1e9))


@given(st.lists(st.lists(VALUE, min_size=1, max_size=8), min_size=1, max_size=6), st.floats(0.1, 50))
@settings(max_examples=60, deadline=None)
def test_all_series_at_once_are_what_each_is_alone_in_any_order(drawn, half):
    each = [series(values, half, name) for name, values in enumerate(drawn)]
    rows = pd.concat(each, ignore_index=True)
    found, turned = trend(rows), trend(rows[::-1])
    pd.testing.assert_frame_equal(found, turned)
    for name, alone in enumerate(each):
        pd.testing.assert_frame_equal(found.loc[[name]], trend(alone))
        if found.loc[name, "reason"] is None:
            last = alone["value"].to_numpy()[-5:]
            assert found.loc[name, "slope"] == pytest.approx(
                np.polyfit(range(5), last, 1)[0], rel=1e-6, abs=1e-6
            )


def test_turning_time_round_turns_the_slope():
    rows = series([3, 5, 4, 8, 9], half=0.5)
    turned = trend(rows.assign(order=-rows["order"]))
    assert turned.loc["a", "slope"] == pytest.approx(-trend(rows).loc["a", "slope"])

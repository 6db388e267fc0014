"""An interrupted series is judged at the rate it promises, and not judged where it cannot be."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.errors import InsightError
from insight.statistics.interruption.interrupted import interrupted
from oracles import kept

CASES = kept("interrupted.json")["series"]
SERIES = 1500
CLOSE = {  # errors alike: how many per cent may be called changed, where 5 are meant
    0.0: (2.5, 6.5),
    0.3: (3.0, 9.0),
    0.6: (4.0, 13.0),
}


def drawn(rng, points, alike):
    errors = rng.standard_normal(points)
    errors[0] /= (1 - alike**2) ** 0.5
    for point in range(1, points):
        errors[point] += alike * errors[point - 1]
    return errors


@pytest.mark.parametrize("case", CASES, ids=[f"seed {case['seed']}" for case in CASES])
def test_level_and_slope_agree_with_statsmodels(case):
    found = interrupted(case["values"], range(len(case["values"])), case["before"], lags=case["lags"])
    numbers = [found.start, found.trend, found.level.value, found.slope.value]
    assert numbers == pytest.approx(case["params"], abs=1e-6)
    assert [found.level.error, found.slope.error] == pytest.approx(case["bse"][2:], abs=1e-6)


def test_it_agrees_with_statsmodels_where_that_is_installed():
    api = pytest.importorskip("statsmodels.api", reason="statsmodels is not installed; its numbers are kept")
    case = CASES[3]
    t = np.arange(len(case["values"]), dtype=float)
    later = (t >= case["before"]) * 1.0
    design = np.column_stack([np.ones(len(t)), t, later, later * (t - case["before"])])
    options = {"maxlags": case["lags"], "use_correction": True}
    fit = api.OLS(case["values"], design).fit(cov_type="HAC", cov_kwds=options)
    found = interrupted(case["values"], t, case["before"], lags=case["lags"])
    assert [found.level.error, found.slope.error] == pytest.approx(fit.bse[2:], abs=1e-6)


@pytest.mark.parametrize("alike", CLOSE)
@pytest.mark.parametrize("points, before", [(16, 10), (24, 12)])
def test_no_change_is_said_at_the_rate_promised_where_nothing_was_planted(points, before, alike):
    rng = np.random.default_rng([points, before, int(10 * alike)])
    series = (50 + 2 * drawn(rng, points, alike) for _ in range(SERIES))
    rate = 100 * np.mean([interrupted(values, range(points), before).changed for values in series])
    print(f"{points} points, errors alike {alike}: {rate:.1f}% called changed, 5% meant")
    low, high = CLOSE[alike]
    assert low <= rate <= high


def test_a_trend_that_goes_on_is_no_change():
    rng = np.random.default_rng(11)
    found = [interrupted(3 * np.arange(16) + rng.standard_normal(16), range(16), 10) for _ in range(400)]
    assert np.mean([one.changed for one in found]) < 0.08


@pytest.mark.parametrize("step, slope", [(10.0, 0.0), (0.0, 3.0), (-8.0, 0.0)])
def test_a_planted_change_is_found_and_its_size_told(step, slope):
    rng, t = np.random.default_rng(12), np.arange(20.0)
    later = t >= 12
    found = [
        interrupted(40 + 0.5 * t + later * (step + slope * (t - 12)) + rng.standard_normal(20), t, 12)
        for _ in range(60)
    ]
    assert np.mean([one.changed for one in found]) > 0.95
    assert np.mean([one.level.value for one in found]) == pytest.approx(step, abs=0.4)
    assert np.mean([one.slope.value for one in found]) == pytest.approx(slope, abs=0.15)


def test_a_small_jump_is_often_missed_and_a_large_one_seldom():
    """What the docstring says of ten points before and six after."""
    rng, t = np.random.default_rng(14), np.arange(16)
    found = {
        size: np.mean(
            [interrupted(size * (t >= 10) + rng.standard_normal(16), t, 10).changed for _ in range(400)]
        )
        for size in (2, 5)
    }
    assert found[2] == pytest.approx(1 / 4, abs=0.08) and found[5] == pytest.approx(5 / 6, abs=0.07)


def test_it_changed_if_and_only_if_an_interval_leaves_out_nothing():
    rng = np.random.default_rng(13)
    for _ in range(200):
        found = interrupted(rng.standard_normal(14) + 2 * (np.arange(14) > 8), range(14), 9)
        beyond = [part.lower > 0 or part.upper < 0 for part in (found.level, found.slope)]
        assert found.changed is any(beyond)
        assert found.changed == (found.p < 0.05) or found.p == pytest.approx(0.05, abs=0.001)


def test_the_line_before_goes_on_and_the_fit_is_that_of_two_lines():
    values = [1.0, 2.1, 2.9, 4, 5.1, 6, 6.9, 8, 19.1, 20, 20.9, 22]
    found = interrupted(values, range(12), 8)
    first, later = np.polyfit(range(8), values[:8], 1), np.polyfit(range(8, 12), values[8:], 1)
    assert found.fitted[:8] == pytest.approx(np.polyval(first, range(8)))
    assert found.fitted[8:] == pytest.approx(np.polyval(later, range(8, 12)))
    assert found.expected == pytest.approx(np.polyval(first, range(8, 12)))
    assert found.level.value == pytest.approx(found.fitted[8] - found.expected[0])


def test_a_gap_in_time_is_a_gap():
    times = [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12]
    values = [2 * time + (-1) ** place for place, time in enumerate(times)]
    assert interrupted(values, times, 8).trend == pytest.approx(np.polyfit(times[:8], values[:8], 1)[0])


@pytest.mark.parametrize(
    "before, after, reason",
    [
        (7, 9, "7 points before it, where 8 are needed"),
        (12, 1, "1 point after it, where 4 are needed"),
        (3, 2, "3 points before it, where 8 are needed and 2 points after it, where 4 are needed"),
        (0, 0, "0 points before it, where 8 are needed and 0 points after it, where 4 are needed"),
    ],
)
def test_too_few_points_are_not_judged(before, after, reason):
    found = interrupted(
        np.random.default_rng(1).standard_normal(before + after), range(before + after), before
    )
    assert (found.changed, found.reason) == (None, reason)
    assert np.isnan(found.level.value) and np.isnan(found.p)


def test_points_without_scatter_are_not_judged():
    found = interrupted([5.0] * 12, range(12), 8)
    assert found.changed is None and "without any scatter" in found.reason


@pytest.mark.parametrize(
    "values, times, before",
    [
        ([1.0, np.nan, 3.0], [0, 1, 2], 1),
        ([1.0, 2.0], [0, 1, 2], 1),
        ([1.0, 2.0, 3.0], [0, 2, 1], 1),
        ([1.0, 2.0, 3.0], [0, 1, 1], 1),
        ([1.0, 2.0, 3.0], [0, 1, 2], 4),
    ],
)
def test_what_is_no_series_is_refused(values, times, before):
    with pytest.raises(InsightError):
        interrupted(values, times, before)


numbers = st.floats(-1e6, 1e6)


@settings(max_examples=60, deadline=None)
@given(st.lists(numbers, min_size=14, max_size=14), st.floats(0.001, 1000), numbers)
def test_the_judgement_does_not_depend_on_the_unit(values, scale, shift):
    found = interrupted(values, range(14), 9)
    if found.reason:
        return
    other = interrupted(scale * np.array(values) + shift, range(14), 9)
    if other.reason is None and np.ptp(values) > 1:
        assert other.level.value == pytest.approx(scale * found.level.value, rel=1e-4, abs=1e-4 * scale)
        assert 0 < found.p <= 1 and found.level.lower <= found.level.value <= found.level.upper

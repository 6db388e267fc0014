"""Every interval holds the true value as often as its source says it does."""

import numpy as np
import pytest
from scipy import stats

from insight.methods import coverage
from insight.methods.coverage import MEANS, SHARES
from insight.statistics.intervals.byar import byar
from insight.statistics.intervals.clopper_pearson import clopper_pearson
from insight.statistics.intervals.exact_or_byar import exact_or_byar
from insight.statistics.intervals.poisson_exact import poisson_exact

BOTH = pytest.mark.parametrize("confidence", [0.95, 0.998])
ROUNDING = 1e-9


@BOTH
@pytest.mark.parametrize("people", [1, 5, 20, 100, 700])
def test_the_exact_interval_of_a_share_never_holds_it_less_often_than_it_says(people, confidence):
    found = coverage.of_proportions(clopper_pearson, people, SHARES, confidence)
    assert (found.share >= confidence - ROUNDING).all()


@BOTH
def test_the_exact_interval_of_a_count_never_holds_it_less_often_than_it_says(confidence):
    assert (coverage.of_counts(poisson_exact, MEANS, confidence).share >= confidence - ROUNDING).all()


@BOTH
def test_the_switch_at_ten_events_costs_no_coverage(confidence):
    assert (coverage.of_counts(exact_or_byar, MEANS, confidence).share >= confidence - 0.0005).all()
    assert (coverage.of_counts(byar, MEANS[MEANS >= 20], confidence).share >= confidence - 0.0005).all()


@pytest.mark.parametrize("people", [10, 30, 100, 500])
def test_wilson_holds_a_share_as_often_as_it_says_on_average(people):
    """Brown, Cai & DasGupta (2001) Stat Sci 16:101-33: close to nominal but for dips near 0 and 1."""
    share = coverage.of_proportions(coverage.wilson, people, SHARES, 0.95).share
    assert share.mean() == pytest.approx(0.95, abs=0.008)
    inner = share[(SHARES >= 0.1) & (SHARES <= 0.9)]
    assert inner.min() >= 0.915


def test_wilson_dips_where_one_person_begins_to_count():
    """The known limit of its least coverage, near a share of 0.1765 / n: 0.838."""
    people = 2000
    truth = np.array([0.1765 / people])
    below = coverage.of_proportions(coverage.wilson, people, truth * 0.999, 0.95).share.item()
    assert below == pytest.approx(0.838, abs=0.002)


@BOTH
def test_an_interval_between_two_values_holds_the_median_at_least_as_often_as_it_says(confidence):
    for people in (15, 30, 101):
        found = coverage.of_medians(people, confidence).share.item()
        assert confidence <= found <= 1


def test_the_median_of_fifteen_is_held_as_often_as_the_binomial_table_says():
    """Campbell & Gardner (1988) BMJ 296:1454-6: the 4th and 12th of 15 make a 96.5% interval."""
    assert coverage.of_medians(15, 0.95).share.item() == pytest.approx(0.965, abs=0.0005)


@BOTH
def test_dobson_holds_a_standardised_rate_about_as_often_as_it_says(confidence):
    share = coverage.of_standardised(np.array([15.0, 40.0, 90.0]), confidence).share
    assert (share >= confidence - 0.003).all()
    assert share.mean() == pytest.approx((1 + confidence) / 2, abs=(1 - confidence) / 2)


@BOTH
def test_student_holds_a_mean_exactly_as_often_as_it_says_within_simulation_error(confidence):
    found = coverage.of_means(np.array([2, 5, 30]), confidence)
    assert (np.abs(found.share - confidence) <= 4 * found.error).all()


def test_newcombe_holds_a_difference_about_as_often_as_it_says():
    """Newcombe (1998) Stat Med 17:873-90: method 10 is near nominal on average, and never far below."""
    share = coverage.of_differences((30, 25), np.linspace(0.1, 0.7, 13), 0.15, 0.95).share
    assert share.mean() == pytest.approx(0.95, abs=0.008)
    assert share.min() >= 0.93


def test_the_ratio_on_logarithms_is_held_about_as_often_as_it_says():
    share = coverage.of_ratios((80, 60), np.linspace(0.1, 0.6, 11), 1.3, 0.95).share
    assert share.mean() == pytest.approx(0.955, abs=0.01)
    assert share.min() >= 0.93


def test_adding_up_outcomes_agrees_with_drawing_them():
    """The sums against 40,000 samples: three standard errors."""
    draw = np.random.default_rng(5)
    x = draw.binomial(40, 0.3, 40_000).astype(float)
    lower, upper = coverage.wilson(x, np.full(40_000, 40.0), confidence=0.95)
    held = ((lower <= 0.3) & (upper >= 0.3)).mean()
    exact = coverage.of_proportions(coverage.wilson, 40, np.array([0.3]), 0.95).share.item()
    assert held == pytest.approx(exact, abs=3 * np.sqrt(0.05 * 0.95 / 40_000))


def test_the_chances_of_all_outcomes_add_up_to_one():
    assert coverage._binomial(np.arange(51.0), 50, SHARES).sum(axis=1) == pytest.approx(1)
    x = np.arange(60 + 12 * np.sqrt(60) + 30)
    assert coverage._poisson(x, MEANS) == pytest.approx(stats.poisson.pmf(x, MEANS[:, None]), abs=1e-12)


def test_every_interval_is_in_the_table_at_both_confidences():
    found = coverage.table(people=(10, 40))
    assert len(found) == 20
    assert not found.isna().any().any()
    assert (found["least"] <= found["average"] + 1e-12).all()
    assert ((found["error"] > 0) == (found["interval"] == "Student's t")).all()

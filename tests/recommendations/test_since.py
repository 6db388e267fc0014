"""What a metric did after a recommendation is told where it can be, and why where it cannot."""

from datetime import date
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from insight import definitions, findings, recommendations
from insight.formats.rows import ENGLAND
from insight.recommendations.since import REDEFINED, SHARED, SMOOTHED, UNTOLD_DAY, since, since_in_each
from invented_findings import HERE
from recommendations.interrupted_findings import METRIC, RISEN, STEADY, ask, quarters

PLANTED = date(
    2025, 1, 1
)  # nela_theatre in England, nhfd_mobilised in QWO from April: params/demo/truths.csv


def one(values, *, asked=None, **changes):
    [found] = since(quarters(values, **changes), [asked or ask()], HERE)
    return found


def test_a_jump_after_a_recommendation_is_found_with_its_size():
    found = one(RISEN)
    assert (found.found.before, found.found.after, found.step) == (10, 6, "quarter")
    assert found.way == "better" and found.why is None
    assert found.found.level.value == pytest.approx(0.15, abs=0.03)
    assert found.signal.side == "high" and found.limits
    assert found.place == "Ashby" and "theatre" in found.title.lower()


def test_where_nothing_happened_no_change_is_detected():
    found = one(STEADY)
    assert found.way is None and found.why is None and found.found.changed is False


@pytest.mark.parametrize("better, way", [("higher", "better"), ("lower", "worse"), ("neither", "higher")])
def test_which_way_is_good_is_the_metrics_own(better, way):
    assert one(RISEN, better=better).way == way


def test_few_points_after_are_not_judged_and_provisional_ones_are_counted():
    found = one(RISEN, asked=ask(date(2025, 7, 1)), status=["assured"] * 14 + ["provisional"] * 2)
    assert found.why == "2 points after it, where 4 are needed (2 more are provisional)"
    assert found.way is None


def test_figures_that_are_withheld_are_left_out_and_counted():
    found = one([*RISEN[:12], None, None, None, RISEN[15]])
    assert found.why == "3 points after it, where 4 are needed (3 more are not shown)"


def test_a_figure_of_part_of_an_area_is_left_out():
    assert one(RISEN, coverage=["whole"] * 11 + ["part"] * 5).why.startswith("1 point after")


def test_a_changed_definition_is_not_taken_for_a_change_of_care():
    assert one(RISEN, step=[0] * 10 + [1] * 6).why == REDEFINED


def test_points_of_an_older_definition_are_left_out():
    found = one([*RISEN[:2] - 0.3, *RISEN[2:]], step=[0] * 2 + [1] * 14)
    assert (found.found.before, found.found.after, found.way) == (8, 6, "better")
    found = one(RISEN, step=[0] * 10 + [0] * 3 + [1] * 3)
    assert found.why == "3 points after it, where 4 are needed (3 more are of another definition)"


def test_a_period_in_which_it_was_made_lies_on_neither_side():
    found = one(RISEN, asked=ask(date(2025, 2, 14)))
    assert found.sides.count("during") == 1 and (found.found.before, found.found.after) == (10, 5)


def test_a_month_is_close_enough_and_a_year_leaves_out_its_periods():
    assert one(RISEN, asked=ask("December 2024")).sides.count("during") == 1
    assert one(RISEN, asked=ask("2024")).sides.count("during") == 4


@pytest.mark.parametrize("published", ["after the testing of April 2021 to March 2022", "Q3 2025", "soon"])
def test_a_day_that_is_not_known_closely_is_not_guessed(published):
    found = one(RISEN, asked=ask(published))
    assert found.why == found.made.why == UNTOLD_DAY and found.made.text == published


def test_periods_that_share_days_are_not_judged():
    rows = quarters(RISEN)
    rows["period_start"] = rows["period_start"] - pd.Timedelta(days=270)
    [found] = since(rows, [ask()], HERE)
    assert found.why == SHARED


def test_figures_drawn_towards_the_average_are_not_judged():
    smoothed = next(name for name, metric in definitions.metrics().items() if metric.stabilised)
    [found] = since(quarters(RISEN).assign(metric=smoothed), [ask(metrics=(smoothed,))], HERE)
    assert found.why == SMOOTHED


def test_no_figure_is_said_to_be_none():
    [found] = since(quarters(RISEN), [ask(metrics=("nhfd_ward",))], HERE)
    assert found.why == "there is no figure of it here" and found.rows == ()


def test_a_metric_that_two_asks_of_a_document_name_is_told_once():
    assert len(since(quarters(RISEN), [ask(), ask()], HERE)) == 1


def test_each_area_has_its_own_answer_and_order_does_not_matter():
    rows = pd.concat([quarters(RISEN), quarters(STEADY, "QBB")])
    shuffled = rows.sample(frac=1, random_state=3)
    for given in (rows, shuffled):
        ways = {found.place: found.way for found in since_in_each(given, [ask()])}
        assert ways == {"Ashby": "better", "Place QBB": None}


def test_made_up_documents_are_given_only_where_asked_for():
    real = {one.id for one in recommendations.documents()}
    every = {one.id for one in recommendations.documents(synthetic=True)}
    assert every - real == {"demo_theatre", "demo_mobilising"}
    assert not any(one.document.synthetic for one in recommendations.asked())


@pytest.fixture(scope="module")
def demonstration():
    """The demonstration's findings, every area of the audits of the made-up examples and of two more."""
    return {
        name: findings.load("demo", audit=name) for name in ("nela", "nhfd", "npda", "nnap", "cvdprevent")
    }


def example(name):
    return [one for one in recommendations.asked(synthetic=True) if one.document.id == name]


def test_the_planted_steps_after_made_up_recommendations_are_found(demonstration):
    [theatre] = [
        one for one in since(demonstration["nela"], example("demo_theatre"), None) if one.metric == METRIC
    ]
    here = since(demonstration["nhfd"], example("demo_mobilising"), "QWO")
    [mobilised] = [one for one in here if one.metric == "nhfd_mobilised"]
    for found, planted in ((theatre, 0.05), (mobilised, 0.1)):
        assert found.way == "better" and found.signal is not None
        assert found.found.level.lower <= planted <= found.found.level.upper
        size = (
            f"{found.found.level.value:.3f} ({found.found.level.lower:.3f} to {found.found.level.upper:.3f})"
        )
        print(f"{found.title}, {found.place}: jump {size}, planted {planted}, p = {found.found.p:.3f}")


def test_nothing_is_found_beside_the_planted_steps_by_the_same_recommendations(demonstration):
    there = since(demonstration["nhfd"], example("demo_mobilising"), None)
    here = since(demonstration["nhfd"], example("demo_mobilising"), "QWO")
    mortality = since(demonstration["nela"], example("demo_theatre"), None)
    for found in [*there, *here, *mortality]:
        if (found.metric, found.place) not in {(METRIC, "England"), ("nhfd_mobilised", "West Yorkshire")}:
            assert found.way is None or found.found.p > 0.01, (found.metric, found.place)


def test_where_nothing_was_planted_no_change_is_said_at_the_nominal_rate(demonstration):
    """Every ICB's series of three audits, held against a day on which nothing was planted."""
    told, changed = 0, 0
    for name in ("nhfd", "npda", "cvdprevent"):
        rows = demonstration[name]
        metrics = tuple(str(metric) for metric in rows["metric"].unique())
        asked = [SimpleNamespace(ask=SimpleNamespace(metrics=metrics), document=ask(PLANTED).document)]
        for found in since_in_each(rows, asked):
            if found.why is None and (found.metric, found.rows[0].area) != ("nhfd_mobilised", "QWO"):
                told, changed = told + 1, changed + (found.way is not None)
    print(f"{changed} of {told} series without a planted change are called changed: {changed / told:.1%}")
    assert told > 300
    assert 0.01 < changed / told < 0.075


def test_a_trend_that_was_planted_all_along_is_no_change(demonstration):
    asked = ask(PLANTED, ("npda_closed_loop",))
    [found] = since(demonstration["npda"], [asked], ENGLAND)
    assert found.way is None and found.found.trend > 0.005


def test_control_limits_from_few_points_are_crossed_by_chance_about_one_time_in_five():
    """What readers are told beside the signal."""
    rng = np.random.default_rng(8)
    each = quarters(STEADY)
    drawn = [
        each.assign(value=0.6 + 0.01 * rng.standard_normal(16), area=f"Q{number:03}") for number in range(150)
    ]
    found = since_in_each(pd.concat(drawn), [ask()])
    assert len(found) == 150
    crossed = [one.signal is not None for one in found]
    assert 0.1 < np.mean(crossed) < 0.3

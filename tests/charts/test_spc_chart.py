"""A control chart marks what is more than ordinary movement, and has no limits where points are few."""

import pandas as pd

from insight.charts.spc import spc
from invented_findings import HERE, finding, frame, points, wrists

LONG = [0.6, 0.61] * 7 + [0.68]


def test_alt_text_gives_limits_and_why_the_last_point_signals():
    [chart] = spc(points(LONG), wrists(), HERE)
    assert chart.alt == (
        "Ashby, period by period. Seen within a day: 15 points from 60.0% in Quarter to June 2021 to 68.0% "
        "in October to December 2024; centre 60.0%, limits 55.0% to 65.0%. The last point shows more than "
        "ordinary movement, improvement: seven points or more in a row on one side of the centre line."
    )


def test_a_signal_has_a_shape_a_colour_and_a_word():
    drawn = spc(points(LONG), wrists(), HERE)[0].svg()
    assert ">more than usual, improvement<" in drawn
    assert ">improvement<" in drawn


def test_the_side_that_is_good_depends_on_the_metric():
    [chart] = spc(points(LONG, better="lower"), wrists(), HERE)
    assert "movement, concern:" in chart.alt
    [chart] = spc(points(LONG, better="neither"), wrists(), HERE)
    assert "movement, higher:" in chart.alt


def test_too_few_points_have_no_limits_and_it_is_said():
    few = points([0.6, 0.62, 0.58, 0.61], limits=False)
    [chart] = spc(few, wrists(), HERE, metrics=["care_share"])
    assert "4 points are too few for limits, which need 13." in chart.alt
    assert ">4 of 13 points<" in chart.svg()
    assert ">control limits<" not in chart.svg()
    assert set(chart.table["Limits"]) == {"none: fewer than 13 points"}


def test_only_metrics_whose_last_point_signals_are_drawn():
    calm = points(LONG, signal=None, metric="calm", title="Calm")
    [chart] = spc(pd.concat([points(LONG), calm]), wrists(), HERE)
    assert set(chart.table["Metric"]) == {"Seen within a day"}
    assert "last point is more than ordinary" in spc(calm, wrists(), HERE)._repr_html_()


def test_a_provisional_point_is_hollow_and_never_the_last_word():
    status = ["assured"] * 14 + ["provisional"]
    signal = [None] * 13 + ["outside", None]
    [chart] = spc(points(LONG, status=status, signal=signal, side="high"), wrists(), HERE)
    assert ">provisional<" in chart.svg()
    assert "in July to September 2024; centre" in chart.alt


def test_a_break_is_a_new_step():
    [chart] = spc(points(LONG, step=[0] * 7 + [1] * 8), wrists(), HERE)
    assert ">definition changed<" in chart.svg()


def test_no_more_than_six_are_drawn_the_rarest_first():
    series = pd.concat([points(LONG, metric=f"m{n}", title=f"Metric {n}", chance=n / 100) for n in range(8)])
    findings = frame([finding(metric=f"m{n}") for n in range(8)])
    [chart] = spc(series, findings, HERE)
    assert set(chart.table["Metric"]) == {f"Metric {n}" for n in range(6)}


def test_england_is_drawn_on_an_audits_page():
    [chart] = spc(points(LONG, area="E92000001"), wrists(), None)
    assert chart.alt.startswith("England, period by period.")


def test_two_renderings_give_the_same_bytes():
    first, second = (spc(points(LONG), wrists(), HERE)._repr_html_() for _ in range(2))
    assert first == second
    assert " style=" not in first

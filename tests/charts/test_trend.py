"""A trend tells what does not compare: breaks, and figures that may still change."""

from insight.charts.trend import trend
from insight.charts.trends import trends
from invented_findings import ENGLAND, HERE, finding, frame, wrists


def series(**last):
    rows = [finding(HERE, 0.6 + 0.01 * quarter, quarter=quarter) for quarter in range(3)]
    return frame([*rows, finding(HERE, 0.7, **last)])


def test_alt_text_gives_the_ends_of_the_line_and_england():
    [chart] = trend(wrists(), HERE)
    assert chart.alt == (
        "Seen within a day, Ashby. 64.0% in January to March 2024, 70.0% in October to December 2024. "
        "England in October to December 2024: 60.0%."
    )


def test_england_alone_is_not_compared_with_itself():
    [chart] = trend(wrists(), None)
    assert "England" not in chart.table.columns
    assert chart.alt.endswith("60.0% in October to December 2024.")


def test_a_break_in_the_series_is_told_drawn_and_tabled():
    [chart] = trend(series(step=1), HERE)
    assert "After a change of definition, 70.0% in October to December 2024." in chart.alt
    assert "do not compare" in chart.caption
    assert ">definition changed<" in chart.svg()
    assert chart.table["Status"].iloc[-1] == "assured; first after a change of definition"


def test_a_provisional_point_is_told_and_labelled():
    [chart] = trend(series(status="provisional"), HERE)
    assert chart.alt.endswith("The newest figure is provisional. England in October to December 2024: 60.0%.")
    assert ">provisional<" in chart.svg()


def test_a_revised_figure_keeps_the_earlier_one_in_the_table():
    [chart] = trend(series(revised_from=0.66), HERE)
    assert chart.table["Status"].iloc[-1] == "assured, revised from 66.0%"


def test_a_withheld_period_breaks_the_line_and_says_why():
    rows = [finding(HERE, None if quarter == 1 else 0.6, quarter=quarter) for quarter in range(4)]
    [chart] = trend(frame(rows), HERE)
    assert chart.table["Value"].iloc[1].startswith("No figure: so few people")


def test_two_periods_are_no_trend():
    rows = [finding(HERE, 0.6, quarter=2), finding(HERE, 0.7)]
    assert not trend(frame(rows), HERE)
    assert not trends(frame(rows), HERE)


def test_only_metrics_that_stand_out_are_among_the_small_lines():
    same = [finding(HERE, 0.6, metric="same", title="No different", quarter=quarter) for quarter in range(4)]
    rows = [finding(HERE, 0.7, quarter=quarter) for quarter in range(4)]
    england = [finding(ENGLAND, 0.6, verdict=None)]
    [chart] = trends(frame([*rows, *same, *england]), HERE)
    assert set(chart.table["Metric"]) == {"Seen within a day"}


def test_small_lines_are_limited_to_the_clearest():
    rows = [
        finding(HERE, 0.65 + 0.01 * number, metric=f"m{number}", title=f"Metric {number}", quarter=quarter)
        for number in range(15)
        for quarter in range(4)
    ]
    [chart] = trends(frame(rows), HERE, 4)
    assert sorted(set(chart.table["Metric"])) == ["Metric 11", "Metric 12", "Metric 13", "Metric 14"]


def test_a_break_and_an_early_figure_are_told_on_small_lines_too():
    [chart] = trends(series(step=1, status="provisional"), HERE)
    assert "After a change of definition" in chart.alt
    assert ">provisional<" in chart.svg()
    assert ">definition changed<" in chart.svg()

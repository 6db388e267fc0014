"""The overview shows every metric, also the ones without a figure."""

from insight.charts.overview import overview
from invented_findings import HERE, finding, frame, wrists


def test_alt_text_counts_verdicts_and_names_the_metrics_that_stand_out():
    [chart] = overview(wrists(), HERE)
    assert chart.alt == (
        "Broken wrists (NAW), in Ashby: 1 better than England. Better: Seen within a day 70.0%."
    )


def test_every_metric_has_a_row_with_england_region_and_verdict():
    [chart] = overview(wrists(), HERE)
    [row] = chart.table.to_dict("records")
    assert (row["Value"], row["95% interval"]) == ("70.0%", "68.0% to 72.0%")
    assert (row["England"], row["Region"]) == ("60.0%", "62.0%")
    assert "better" in row["Against England"]


def test_a_withheld_metric_keeps_its_place_and_says_why():
    rows = [finding(), finding(HERE, None, metric="other", title="Plastered well")]
    [chart] = overview(frame(rows), HERE)
    assert chart.alt.endswith("Without a figure: Plastered well.")
    assert chart.table["Value"].iloc[1].startswith("No figure: so few people")
    assert ">no figure<" in chart.svg()


def test_an_area_that_cannot_be_made_is_said_to_be_so():
    gone = finding(HERE, None, coverage="none", withheld="This area cannot be made from this data.")
    [chart] = overview(frame([gone]), HERE)
    assert ">cannot be made<" in chart.svg()


def test_part_of_an_area_is_not_compared():
    part = finding(HERE, 0.7, coverage="part", coverage_note="Covers West.")
    [chart] = overview(frame([part]), HERE)
    assert "1 not compared" in chart.alt
    assert ">not compared<" in chart.svg()


def test_the_direction_is_told_when_higher_is_not_better():
    [chart] = overview(frame([finding(better="lower")]), HERE)
    assert chart.table["Metric"].tolist() == ["Seen within a day (lower is better)"]


def test_audits_have_a_chart_each():
    rows = [finding(), finding(audit="other", metric="m2", audit_short="NAO", topic="Ankles")]
    assert [chart.name for chart in overview(frame(rows), HERE)] == ["overview care", "overview other"]

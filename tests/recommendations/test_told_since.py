"""What is said, drawn and tabled of a metric since a recommendation agrees with its numbers."""

import re
from datetime import date

from insight import findings, narrative, recommendations, tables
from insight.charts.since import since as drawn
from insight.narrative.since import measured
from insight.recommendations.since import since
from invented_findings import HERE
from recommendations.interrupted_findings import RISEN, STEADY, ask, quarters

NASTY = 'Ash <script>alert("x")</script>'


def told(values=RISEN, *, asked=None, **changes):
    return since(quarters(values, **changes), [asked or ask()], HERE)


def test_a_change_is_a_sentence_of_its_fields():
    [one] = told()
    found = one.found
    size, low, high = (100 * number for number in (found.level.value, found.level.lower, found.level.upper))
    assert measured(one).startswith(
        "In Ashby this changed for the better after 1 January 2025 "
        "(10 periods before and 6 after, to 2026Q2). "
        f"The first period after stands {size:.2f} percentage points above the line before, gone on "
        f"(95% interval {low:.2f} to {high:.2f}); "
    )
    assert f"pick out {one.signal.period}, which is high" in measured(one)


def test_no_change_is_said_as_plainly_and_not_as_no_difference():
    [one] = told(STEADY)
    assert "this did not detectably change after 1 January 2025" in measured(one)
    html = narrative.since([one])
    assert "none changed" in html and "No change was detected in 1 series" in html
    assert "a change that did not happen" in html


def test_what_cannot_be_told_says_why():
    [one] = told(asked=ask(date(2025, 12, 1)))
    assert measured(one) == (
        "In Ashby it cannot be told whether this changed after 1 December 2025: "
        "2 points after it, where 4 are needed."
    )
    html = narrative.since([one])
    assert "none can be judged" in html and "cannot be judged, and why" in html


def test_every_page_says_it_is_association_and_how_many_chance_would_make():
    html = narrative.since(told() + told(STEADY))
    assert "Association is not cause" in html
    assert (
        "Of 2 series that can be judged, 1 changed" in html
        and "About 0.1 would be called changed by chance" in html
    )
    assert "95 of 100 series" in narrative.how_changed()


def test_a_made_up_recommendation_says_so():
    html = narrative.since(told(asked=ask(synthetic=True)))
    assert html.count("Synthetic data.") == 1 and "Act now, 1, made up" in html
    assert "Synthetic" not in narrative.since(told())


def test_no_metric_named_is_a_sentence():
    assert "No recommendation here names a metric." in narrative.since([])
    assert "No recommendation here names a metric." in tables.since([])


def test_the_chart_has_dots_two_lines_the_line_gone_on_and_the_day():
    [chart] = drawn(told())
    for words in ("observed", "fitted lines", "the line before, gone on", "recommended"):
        assert f">{words}<" in chart.svg()
    [one] = told()
    assert f"where the line before would have stood at {100 * one.found.expected[0]:.1f}%" in chart.alt
    assert chart.alt.endswith("A change was detected.")
    assert "recommendation made on 1 January 2025 (Act now). Association, not cause." in chart.caption
    assert chart.caption.endswith("months old.")


def test_the_charts_table_holds_every_point_with_its_side():
    [chart] = drawn(told(asked=ask(date(2025, 2, 14))))
    table = chart.table
    assert len(table) == 16
    assert table["Side of the day"].tolist() == ["before"] * 10 + ["during"] + ["after"] * 5
    assert table["Fitted line"].iloc[10] == "" and table["The line before, gone on"].iloc[9] == ""
    assert "left out: the day falls in it" in chart.svg()


def test_what_cannot_be_told_is_not_drawn():
    charts = drawn(told(asked=ask(date(2025, 12, 1))))
    assert not charts and "periods enough" in charts._repr_html_()


def test_the_table_gives_jump_slope_and_verdict_or_the_reason():
    html = tables.since(told() + told(asked=ask(date(2025, 12, 1))))
    assert "insight-better" in html and "cannot tell: 2 points after it" in html
    assert re.search(r"\d+\.\d\d points \(\d+\.\d\d to \d+\.\d\d\)", html)


def test_units_that_are_no_share_keep_their_unit():
    html = tables.since(told(10 * RISEN, unit="hours", statistic="mean"))
    assert "hours (" in html
    [one] = told(10 * RISEN, unit="hours", statistic="mean")
    assert re.search(r"stands \d\.\d\d hours above", measured(one))


def test_names_with_markup_are_only_text_and_drawings_are_the_same_every_time():
    measured_here = told(title=NASTY, short_name=NASTY)
    for html in (
        narrative.since(measured_here),
        tables.since(measured_here),
        drawn(measured_here)._repr_html_(),
    ):
        assert "<script" not in html
    assert drawn(told())._repr_html_() == drawn(told())._repr_html_()


def test_it_draws_on_the_demonstrations_findings_and_says_they_are_made_up():
    rows = findings.load("demo", area="QWO")
    asked = [one for one in recommendations.asked(synthetic=True) if one.document.id == "demo_mobilising"]
    charts = drawn(since(rows, asked, "QWO"))
    assert [chart.name.split()[1] for chart in charts] == ["nhfd_mobilised", "nhfd_ward"]
    for chart in charts:
        html = chart._repr_html_()
        assert chart.caption.startswith("Synthetic data. ") and html.count("<table") == 1
        assert '<svg role="img"' in html and "West Yorkshire" in chart.alt

"""Pictures of gaps agree with the numbers, and never draw what is withheld."""

import re

import pandas as pd
import pytest

import invented_spotlight as invented
from insight import spotlights
from insight.charts.drawing.palette import FOCUS, OTHERS
from insight.charts.dumbbell import dumbbell
from insight.charts.gap_places import gap_places
from insight.charts.gradient import gradient
from invented_findings import ENGLAND

PAGE = invented.spotlight()
CHARTS = {
    "dumbbell": lambda page: dumbbell(page.gaps, page.found, None),
    "dumbbell by group": lambda page: dumbbell(page.gaps, page.found, None, by="ethnicity"),
    "gradient": lambda page: gradient(spotlights.slopes(page.found, page.gaps)),
    "gap_places": lambda page: gap_places(page.gaps, page.found),
}
every_chart = pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)


def words(chart) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", chart.svg())


@every_chart
def test_it_has_a_message_a_caption_with_its_source_and_a_table(draw):
    charts = draw(PAGE)
    assert len(charts)
    for chart in charts:
        assert re.search(r"−?\d+\.\d", chart.alt)
        assert (
            "Source: Wrists, quarterly, published 14 February 2025. Newest data 6 months old."
            in chart.caption
        )
        assert len(chart.table) and 5 < len(chart.title) <= 120


@every_chart
def test_text_can_be_read_on_a_phone_and_stays_on_the_sheet(draw):
    for chart in draw(PAGE):
        picture = chart.svg()
        assert set(re.findall(r'font-size="([\d.]+)px"', picture)) == {"10"}
        assert 'viewBox="0 0 360 ' in picture
        assert all(0 <= float(x) <= 360 for x in re.findall(r'<text x="([\d.-]+)"', picture))


@every_chart
def test_two_drawings_give_the_same_bytes(draw):
    assert draw(PAGE)._repr_html_() == draw(PAGE)._repr_html_()


@every_chart
def test_a_name_with_markup_is_only_text(draw):
    html = draw(invented.spotlight(title="A <script>b</script>", topic="A <script>b</script>"))._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html


@every_chart
def test_it_says_so_where_nothing_can_be_told(draw):
    nothing = draw(PAGE._replace(gaps=PAGE.gaps.assign(withheld="too few people", absolute=float("nan"))))
    assert re.fullmatch(r'<p class="insight-nothing">N[a-z]+ .*\.</p>', nothing._repr_html_())


@every_chart
def test_synthetic_data_say_so(draw):
    html = draw(invented.spotlight(synthetic=True))._repr_html_()
    assert html.count("Synthetic data. ") == 2 * html.count("<figure")


def test_a_dumbbell_gives_reference_difference_and_verdict_of_each_group():
    [chart] = dumbbell(PAGE.gaps, PAGE.found, None, by="ethnicity", most=1)
    assert chart.table["Group"].tolist() == ["66.0%", "50.0%", "60.0%", "60.0%"]
    assert set(chart.table["Reference"]) == {"62.0%"}
    said = words(chart)
    assert "High blood pressure treated. White: 62.0%" in said
    for group, difference, verdict in (("Asian", "4.0", "better"), ("Black", "−12.0", "worse")):
        assert said[said.index(group) + 1 : said.index(group) + 3] == [difference, verdict]
    assert "the clearest 1 of 2 metrics" in chart.caption


def test_a_gap_and_its_interval_are_as_long_as_they_are_large():
    [chart] = dumbbell(PAGE.gaps, PAGE.found, None)
    gaps = {row.metric: row for row in _told(PAGE.gaps, None, "deprivation").itertuples()}
    lengths = list(zip(spans(chart, OTHERS), spans(chart, FOCUS), strict=True))
    per = [
        (length / bar, abs(gaps[name].absolute) / (gaps[name].absolute_upper - gaps[name].absolute_lower))
        for (length, bar), name in zip(lengths, (invented.TREATED, invented.CLOTS), strict=True)
    ]
    assert all(drawn == pytest.approx(true, rel=0.02, abs=0.02) for drawn, true in per)
    assert lengths[0][0] > 100 * lengths[1][0]  # strips are equally long: a sliver does not look a gulf


def _told(gaps, area, by):
    return gaps[(gaps["area"] == (area or ENGLAND)) & (gaps["breakdown"] == by) & gaps["latest"]]


def spans(chart, colour: str) -> list[float]:
    """Give the lengths of the lines of a colour that lie across the strips."""
    [path] = re.findall(rf'<path d="([^"]+)"[^>]*stroke="{colour}"', chart.svg())
    x = [float(value) for value in re.findall(r"[ML] ([\d.-]+) ", path)]
    return [abs(b - a) for a, b in zip(x[::2], x[1::2], strict=True)]


def test_a_gap_that_is_withheld_is_on_no_dumbbell():
    there = dumbbell(PAGE.gaps, PAGE.found, invented.UNKNOWN_PLACE, by="ethnicity")
    assert not there
    assert "No gap by ethnic group can be told for Place QBB." in there._repr_html_()


def test_a_gradient_is_drawn_where_the_line_clearly_rises_and_gives_both_its_ends():
    [chart] = gradient(spotlights.slopes(PAGE.found, PAGE.gaps))
    assert (
        "the line rises from 47.5% at the most deprived end to 72.5% at the least, 25.0 points" in chart.alt
    )
    assert chart.table["On the line"].tolist() == ["50.0%", "55.0%", "60.0%", "65.0%", "70.0%"]
    assert {"most deprived", "least deprived"} <= set(words(chart))


def test_places_stand_in_the_order_of_their_gaps_with_englands_and_the_withheld_named_outside():
    gaps = PAGE.gaps.copy()
    here = (gaps["metric"] == invented.TREATED) & (gaps["breakdown"] == "deprivation")
    gaps.loc[here & (gaps["area"] == "QDD"), ["absolute", "absolute_lower", "absolute_upper"]] = [
        -0.3,
        -0.35,
        -0.25,
    ]
    [chart] = gap_places(gaps, PAGE.found)
    assert chart.table["Place"].iloc[0] == "Place QDD"
    assert "Place QCC" not in chart.table["Place"].tolist()
    assert "England: −20.0 points" in chart.alt
    assert chart.caption.count("Place QCC") == 1


def test_a_gap_told_for_few_places_or_not_clear_in_england_is_not_drawn_by_place():
    few = PAGE.gaps[PAGE.gaps["area"].isin([ENGLAND, "QAA", "QDD"])]
    assert not gap_places(few, PAGE.found)
    level = PAGE.gaps[PAGE.gaps["metric"] == invented.CLOTS]
    assert not gap_places(level, PAGE.found)


def test_direction_is_higher_or_lower_where_neither_is_good():
    page = invented.spotlight(better="neither")
    [chart] = dumbbell(page.gaps, page.found, None, most=1)
    assert "lower" in words(chart)
    assert "worse" not in words(chart)
    assert isinstance(chart.table, pd.DataFrame)

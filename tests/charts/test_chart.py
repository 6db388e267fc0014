"""A chart shows itself as one piece of HTML that needs nothing else."""

import re
from html import unescape

import pytest

from insight.charts.caterpillar import caterpillar
from insight.charts.drawing.svg import slug
from insight.charts.groups import groups
from insight.charts.infographic import BIG, infographic
from insight.charts.overview import overview
from insight.charts.trend import trend
from insight.charts.trends import trends
from invented_findings import HERE, finding, frame, unit_case, wrists

CHARTS = {
    "caterpillar": caterpillar,
    "groups": groups,
    "infographic": infographic,
    "overview": overview,
    "trend": trend,
    "trends": trends,
}
NASTY = 'Ash <script>alert("x")</script> & $5$ "Elm"'
every_chart = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)


@every_chart
def test_it_has_a_role_a_label_a_caption_and_a_table(chart):
    html = chart(wrists(), HERE)._repr_html_()
    assert html.startswith("<figure")
    for part in ('<svg role="img" aria-labelledby="', "<title id=", "<desc id=", "<figcaption>", "<details>"):
        assert part in html
    assert "<caption>" in html and 'scope="col"' in html
    assert "<summary>Show the data as a table</summary>" in html


@every_chart
def test_a_drawing_is_named_by_its_title_and_its_message(chart):
    for one in chart(wrists(), HERE):
        drawing = one.svg()
        ids = re.search(r'aria-labelledby="(\S+) (\S+)"', drawing)
        title, message = re.findall(r"<(?:title|desc) id=\"([^\"]+)\">([^<]+)</", drawing)
        assert (title[0], message[0]) == ids.groups()
        assert unescape(message[1]) == one.alt
        assert unescape(title[1]) == one.title
        assert 5 < len(one.title) <= 120 and one.caption.startswith(one.title[:-2])


def test_a_title_is_the_captions_first_sentence_and_never_long():
    [short] = overview(wrists(synthetic=True), HERE)
    assert short.title == "Broken wrists (NAW): every metric in Ashby, newest period, with 95% intervals"
    [long] = overview(wrists(topic="Care of wrists that were broken " * 9), HERE)
    assert len(long.title) <= 120 and long.title.endswith(" …")


@every_chart
def test_a_figure_has_an_id_from_its_name_that_a_link_can_lead_to(chart):
    for one in chart(wrists(), HERE):
        [found] = re.findall('<figure [^>]*id="([^"]+)"', one._repr_html_())
        assert found == slug(one.name)
        assert re.fullmatch("[a-z][a-z0-9-]+", found)


@every_chart
def test_it_needs_no_script_style_or_file(chart):
    html = chart(wrists(), HERE)._repr_html_()
    for part in ("<script", "<style", ' style="', "<image", "<?xml", "<!DOCTYPE", "xlink", "<metadata"):
        assert part not in html
    assert not re.findall(r'(?:href|src)="(?!#)', html)


@every_chart
def test_no_markup_of_ours_is_shown_as_words(chart):
    assert "&lt;" not in chart(wrists(), HERE)._repr_html_()


@every_chart
def test_two_renderings_give_the_same_bytes(chart):
    assert chart(wrists(), HERE)._repr_html_() == chart(wrists(), HERE)._repr_html_()


@every_chart
def test_a_name_with_markup_in_it_is_only_text(chart):
    html = chart(wrists(title=NASTY, short_name=NASTY, topic=NASTY), HERE)._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "$5$" in html  # not typeset as mathematics


def test_words_that_look_like_a_style_are_left_alone():
    [chart] = overview(wrists(title='a style="b: c" id="d"'), HERE)
    assert '>a style="b: c" id="d"<' in chart.svg()


@every_chart
def test_synthetic_data_say_so_in_caption_and_table(chart):
    html = chart(wrists(synthetic=True), HERE)._repr_html_()
    assert html.count("Synthetic data. ") == 2 * html.count("<figure")
    assert "Synthetic" not in chart(wrists(), HERE)._repr_html_()


@every_chart
def test_the_caption_gives_source_publication_and_age(chart):
    caption = chart(wrists(), HERE)[0].caption
    assert caption.endswith(
        "Source: Wrists, quarterly, published 14 February 2025. Newest data 6 months old."
    )


@every_chart
def test_it_says_so_when_there_is_nothing_to_draw(chart):
    nothing = chart(wrists().iloc[:0], HERE)
    assert len(nothing) == 0
    assert re.fullmatch(r'<p class="insight-nothing">[A-Z].*\.</p>', nothing._repr_html_())


@every_chart
def test_it_draws_when_no_area_is_picked_out(chart):
    assert chart(wrists(), None)._repr_html_().startswith(("<figure", "<p"))


def test_ids_are_shared_by_no_two_charts_of_a_page():
    page = "".join(chart(wrists(), HERE)._repr_html_() for chart in CHARTS.values())
    page += groups(wrists(), HERE, "ethnicity")._repr_html_()
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) | set(re.findall(r"url\(#([^)]+)\)", page)) <= set(ids)


def test_text_can_be_read_on_a_phone():
    # 10 points on a sheet 360 points wide are 9.5 pixels in the 343 a phone leaves.
    for name, chart in CHARTS.items():
        page = chart(wrists(), HERE)._repr_html_()
        large = {float(BIG)} if name == "infographic" else set()
        assert {float(size) for size in re.findall(r'font-size="([\d.]+)px"', page)} == {10.0} | large
    assert set(re.findall(r'viewBox="0 0 (\d+) ', page)) == {"360"}


UNITS = {
    "per cent": ("%", 0.5, "25.0%"),
    "per 1,000": ("per 1,000 births", 3.2, "1.6 per 1,000 births"),
    "days": ("days", 42.0, "21.0 days"),
    "people": ("people", 3000.0, "1,500.0 people"),
    "a bare score": ("score", 8.0, "4.0"),
}


@pytest.mark.parametrize("unit, value, shown", UNITS.values(), ids=UNITS)
def test_every_unit_is_written_in_full(unit, value, shown):
    findings = unit_case(unit, value)
    assert shown in caterpillar(findings, HERE)[0].alt
    assert shown in overview(findings, HERE)[0].table["Value"].tolist()


def test_one_metric_of_one_area_is_enough():
    html = overview(frame([finding()]), HERE)._repr_html_()
    assert "Broken wrists (NAW), in Ashby: 1 better than England." in html

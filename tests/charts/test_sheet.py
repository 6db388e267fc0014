"""What is drawn is written as SVG by the same pen, on a sheet or in matplotlib's own axes."""

import io
import re

import numpy as np
import pytest
from matplotlib.figure import Figure

from insight.charts.drawing.sheet import Sheet
from insight.charts.drawing.svg import svg

DOT = {"marker": "o", "markerfacecolor": "#ffffff", "markeredgecolor": "#12436d"}


def drawn(page: Sheet) -> str:
    return str(svg(page.paper, name="sheet", title="Sheet", alt="A sheet"))


def test_words_stand_where_they_are_put_and_are_anchored_on_their_side():
    page = Sheet(50)
    page.write(40, 20.25, "5% & more", ha="right", weight="bold")
    [text] = re.findall(r"<text.*?</text>", drawn(page))
    assert 'x="40" y="20.2"' in text
    assert 'text-anchor="end"' in text
    assert 'font-weight="700"' in text
    assert text.endswith(">5% &amp; more</text>")


def test_a_line_is_broken_where_a_point_is_missing():
    page = Sheet(50)
    page.lines([[(0, 0), (10, 5), (np.nan, 6), (20, 5), (30, 0)]], color="#222222", linewidth=1)
    assert ' d="M 0 0 L 10 5 M 20 5 L 30 0"' in drawn(page)


def test_dashes_are_as_long_as_the_line_is_wide():
    page = Sheet(50)
    page.lines([[(0, 0), (10, 0)]], color="#222222", linewidth=2, linestyle=(0, (3, 2)))
    assert 'stroke-dasharray="6,4"' in drawn(page)


def test_a_mark_is_written_once_and_used_at_each_spot():
    page = Sheet(50)
    page.dots([(5, 10), (np.nan, 3), (15, 20)], **DOT)
    picture = drawn(page)
    [mark] = re.findall(r'<defs><path [^>]*id="([^"]+)"', picture)
    assert re.findall(rf'<use href="#{mark}" x="([^"]+)" y="([^"]+)"', picture) == [("5", "10"), ("15", "20")]


@pytest.mark.parametrize("spots", [[], [(np.nan, np.nan)]], ids=["no spot", "a missing spot"])
def test_nothing_is_drawn_of_nothing(spots):
    page = Sheet(50)
    page.dots(spots, **DOT)
    page.lines([], color="#222222", linewidth=1)
    assert "<use" not in drawn(page)
    assert "<g" not in drawn(page)


def test_words_lie_above_lines_and_marks_whatever_came_first():
    page = Sheet(50)
    page.write(5, 5, "above")
    page.lines([[(0, 0), (10, 5)]], color="#222222", linewidth=1)
    picture = drawn(page)
    assert picture.index("<path") < picture.index("<text")


def test_a_sheet_can_be_drawn_by_other_renderers_too():
    page = Sheet(50)
    page.write(180, 20, "right", ha="right")
    page.dots([(5, 10)], **DOT)
    page.area([(0, 0), (10, 0), (10, 10)], "#d9e3ec")
    picture = io.BytesIO()
    page.paper.savefig(picture, format="png")
    assert picture.getvalue().startswith(b"\x89PNG")


def test_axes_are_cut_to_their_frame_and_have_no_ground_of_their_own():
    figure = Figure(figsize=(4, 3))
    axes = figure.subplots()
    axes.plot([0, 1, 2], [0, 5, 1])
    axes.scatter([0, 1], [1, 2], c=["#12436d", "#28a197"])
    axes.set(xlim=(0, 1), title="a < b")
    axes.set_ylabel("upwards")
    picture = str(svg(figure, name="axes", title="Axes", alt="Axes"))
    assert 'viewBox="0 0 288 216"' in picture
    assert len(re.findall(r"<clipPath", picture)) == 1
    assert "#ffffff" not in picture
    assert 'transform="rotate(-90 ' in picture
    assert ">a &lt; b</text>" in picture
    assert {"#12436d", "#28a197"} <= set(re.findall(r'<use [^>]*fill="([^"]+)"', picture))


def test_ids_begin_with_the_name_and_tell_the_drawing():
    ids = set()
    for spot in (5, 6):
        page = Sheet(50)
        page.dots([(spot, 10)], **DOT)
        ids |= set(re.findall(r' id="([^"]+)"', drawn(page)))
    assert len({found.rsplit("-", 1)[0] for found in ids}) == 2
    assert all(name.startswith("sheet-") for name in ids)

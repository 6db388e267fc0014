"""Slides say only what the page says; their charts hold its numbers, can be edited, and run over no edge."""

import io
import time
from pathlib import Path
from zipfile import ZipFile

import documents_told as told
import invented_pages
import matplotlib
import pytest
import workbooks_told
from PIL import ImageFont
from pptx import Presentation

from insight import pages
from insight.documents.cells import number
from insight.documents.plots import plots
from insight.documents.slides import page_pptx

AS_AT = "As at 30 September 2026"
FONT = str(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf")
AS_WIDE = 0.89  # Arial's letters, against those of DejaVu Sans


def opened(page, edition):
    return Presentation(io.BytesIO(page_pptx(page, edition)))


def charts(deck):
    return [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def any_chart(slide):
    return any(shape.has_chart for shape in slide.shapes)


@pytest.fixture(params=["every_part", "real_charts"])
def page(request):
    return request.getfixturevalue(request.param)


def test_every_number_on_a_slide_or_in_its_notes_is_on_the_page(page, edition):
    wanted = told.page_told(page)
    known = set(told.numbers(*wanted.prose, *wanted.tables, *wanted.alts, AS_AT))
    for slide in opened(page, edition).slides:
        said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        said += [slide.notes_slide.notes_text_frame.text] if slide.has_notes_slide else []
        assert set(told.numbers(*said)) <= known


def test_every_value_of_a_chart_stands_in_its_row_of_the_table(real_charts, edition):
    cells = {}
    for table in pages.tables(real_charts):
        for row in table.rows:
            ends = [end for cell in row.cells for end in cell.split(" to ")]
            held = {number(end).value for end in ends if number(end)}
            for cell in row.cells:
                cells.setdefault(cell, set()).update(held)
    shown = charts(opened(real_charts, edition))
    assert {shape.chart.plots[0].__class__.__name__ for shape in shown} == {"BarPlot", "LinePlot", "XyPlot"}
    everything = set().union(*cells.values())
    for shape in shown:
        labels = list(shape.chart.plots[0].categories)
        for series in shape.chart.plots[0].series:
            values = [value for value in series.values if value is not None]
            assert values and set(values) <= everything
            for label, value in zip(labels, series.values, strict=False):
                assert value is None or value in cells[label]


def test_each_chart_has_the_words_of_its_figure_and_a_sheet_to_edit(real_charts, edition):
    alts = {figure.alt for figure in pages.figures(real_charts)}
    for shape in charts(opened(real_charts, edition)):
        assert shape._element.nvGraphicFramePr.cNvPr.get("descr") in alts
        assert shape.chart.part.chart_workbook.xlsx_part.blob.startswith(b"PK")


def test_a_long_caption_is_shortened_but_never_its_source(tmp_path, edition):
    rows = invented_pages.table("T", ["ICB", "Value"], [["A", "5%"], ["B", "6%"]])
    drawn = invented_pages.figure("caterpillar", "Two places.", rows)
    long = "A sentence of the caption that goes on. " * 40 + "Source: A publisher, 2 May 2025."
    page = invented_pages.page(tmp_path / "p.ipynb", "## Part", drawn.replace("Fig. Two places.", long))
    texts = [
        shape.text_frame.text for shape in opened(page, edition).slides[-1].shapes if shape.has_text_frame
    ]
    [under] = [said for said in texts if said.startswith("A sentence")]
    assert under.endswith("Source: A publisher, 2 May 2025.") and len(under) < len(long)


def test_what_is_no_number_stays_out_and_is_counted(every_part, edition):
    deck = opened(every_part, edition)
    [shape] = charts(deck)
    [value, england] = shape.chart.plots[0].series
    assert list(value.values) == [0.61, None, 0.655] and list(england.values) == [0.6, 0.62, 0.63]
    [notes] = [slide.notes_slide.notes_text_frame.text for slide in deck.slides if any_chart(slide)]
    assert "One row has no figure; the page says why." in notes
    assert "It rose to 65.5% & stayed. 3 of 4." in notes


def test_more_rows_than_a_slide_holds_are_said_in_words(tmp_path, edition):
    rows = [[f"Place {place}", f"{place}.5%"] for place in range(1, 43)]
    drawn = invented_pages.figure(
        "caterpillar", "42 places.", invented_pages.table("T", ["ICB", "Value"], rows)
    )
    page = invented_pages.page(tmp_path / "p.ipynb", "## Part", drawn)
    [plot] = plots(pages.figures(page)[0])
    assert (plot.labels[0], plot.labels[9], plot.labels[10], plot.labels[-1], plot.not_shown) == (
        "Place 1", "Place 10", "Place 33", "Place 42", 22,
    )  # fmt: skip
    texts = [
        shape.text_frame.text for shape in opened(page, edition).slides[-1].shapes if shape.has_text_frame
    ]
    assert any(said.startswith("Twenty-two rows have a figure that is not shown here") for said in texts)


def test_values_in_two_units_are_never_on_one_chart(tmp_path, edition):
    rows = [["A", "5%"], ["B", "6%"], ["C", "7.1 hours"], ["D", "No figure: withheld"]]
    drawn = invented_pages.figure("overview", "Units.", invented_pages.table("T", ["Metric", "Value"], rows))
    [plot] = plots(pages.figures(invented_pages.page(tmp_path / "p.ipynb", drawn))[0])
    assert (plot.labels, plot.other_units, plot.unfigured) == (("A", "B"), 1, 1)


def lines(said, size, width):
    """Count the lines words take, by their letters, not by the estimate that slides are made with."""
    font = ImageFont.truetype(FONT, 100)
    count, line = 1, ""
    for word in said.split():
        if font.getlength(f"{line} {word}".strip()) * AS_WIDE * size / 100 > width:
            count, line = count + 1, word
        else:
            line = f"{line} {word}".strip()
    return count


def test_no_words_run_over_their_box_nor_a_box_over_the_slide(real_charts, tmp_path, edition):
    title = "Bath and North East Somerset, Swindon and Wiltshire, " * 3
    long = "A sentence with many words in it that a board would rather not read, of 1,234 people. " * 9
    items = "".join(f"<li>{long}</li>" for _ in range(6))
    heading = f"## {'A heading that is far longer than any slide is wide ' * 4}"
    page = invented_pages.page(tmp_path / "p.ipynb", heading, f"<ul>{items}</ul>", top=f"# {title}")
    for deck in (opened(real_charts, edition), opened(page, edition)):
        for slide in deck.slides:
            assert slide.shapes.title.text_frame.text
            for shape in slide.shapes:
                assert shape.left >= 0 and shape.left + shape.width <= deck.slide_width
                assert shape.top >= 0 and shape.top + shape.height <= deck.slide_height
                if shape.has_text_frame:
                    assert high(shape) <= shape.height.pt + 3, shape.text_frame.text


def high(shape):
    """Give how high the words of a shape stand, in points."""
    total = 0
    for paragraph in shape.text_frame.paragraphs:
        for run in paragraph.runs:
            size = run.font.size.pt
            total += lines(run.text, size, shape.width.pt) * size * 1.2
    return total


def test_the_same_page_gives_the_same_bytes_at_another_time(real_charts, edition):
    made = page_pptx(real_charts, edition)
    time.sleep(2.1)  # archives date their entries by two seconds
    assert page_pptx(real_charts, edition) == made


def test_a_page_without_figures_still_has_its_words(tmp_path, edition):
    page = invented_pages.page(tmp_path / "p.ipynb", "## Part\n\nText of 5.", top="# Alone")
    titles = [slide.shapes.title.text_frame.text for slide in opened(page, edition).slides]
    assert titles == ["Alone", "Part"]


@pytest.mark.parametrize("kind", ["caterpillar", "trend", "funnel"])
def test_names_in_the_sheet_of_a_chart_are_words_and_never_formulas_or_links(tmp_path, edition, kind):
    names = ["=7919*7", "{=7919*7}", "https://evil.invalid/", "Devon"]
    rows = [[name, "5%", "120"] for name in names]
    drawn = invented_pages.figure(
        kind, "Places.", invented_pages.table("T", ["ICB", "Value", "People"], rows)
    )
    page = invented_pages.page(
        tmp_path / "p.ipynb", "## Part", drawn, top="# =7919*7", parameters='icb = "QAA"'
    )
    [shape] = charts(opened(page, edition))
    blob = shape.chart.part.chart_workbook.xlsx_part.blob
    [leaf] = workbooks_told.xlsx_leaves(blob)  # which fails on a formula
    assert kind == "funnel" or [row[0] for row in leaf.rows[1:]] == names
    assert b"hyperlink" not in ZipFile(io.BytesIO(blob)).read("xl/worksheets/sheet1.xml")

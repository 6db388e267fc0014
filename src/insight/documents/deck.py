"""Slides with room for what they say: nothing runs over an edge, and charts can be edited."""

import io
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from insight.documents.chart_sheet import Categories, Points
from insight.documents.fitting import LINE, fitting, lines, packed, shortened
from insight.documents.plots import Plot
from insight.formats.numerals import spelt

WIDTH, HEIGHT, EDGE = 960, 540, 40  # points: 16 to 9
INSIDE = WIDTH - 2 * EDGE
TITLE = (EDGE, 22, INSIDE, 62)
BODY = (EDGE, 92, INSIDE, 392)
CHART = (EDGE, 88, INSIDE, 350)
UNDER = (EDGE, 442, INSIDE, 54)
FOOT = (EDGE, 502, INSIDE, 26)
INK, MUTED, FOCUS = RGBColor(0x22, 0x22, 0x22), RGBColor(0x59, 0x59, 0x59), RGBColor(0x12, 0x43, 0x6D)
COLOURS = ("12436D", "F46A25", "801650", "28A197")  # the Analysis Function's, in its order for lines
DASHES = (None, MSO_LINE.DASH, MSO_LINE.ROUND_DOT, MSO_LINE.ROUND_DOT)
SHAPES = {
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "scatter": XL_CHART_TYPE.XY_SCATTER,
}
ONLY_TITLE, TITLE_AND_TEXT = 5, 1  # of the layouts that python-pptx brings


class Deck:
    """A set of slides. title : of the file. synthetic : what is said on every slide of made-up data."""

    def __init__(self, title: str, synthetic: str):
        self.made = Presentation()
        self.made.slide_width, self.made.slide_height = Pt(WIDTH), Pt(HEIGHT)
        self.title, self.synthetic = title, synthetic
        about = self.made.core_properties
        about.title, about.language = title, "en-GB"
        about.author = about.last_modified_by = "Insight"

    def cover(self, title: str, below: Sequence[str]) -> None:
        """Add a slide with the title and some lines below it."""
        slide = self._slide(title, (EDGE, 120, INSIDE, 150), sizes=(44, 40, 36, 32, 28, 24), foot=False)
        slide.shapes.title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        box = slide.shapes.add_textbox(*_box((EDGE, 285, INSIDE, 170)))
        _write(box.text_frame, [said for said in below if said], 18, MUTED)

    def points(self, title: str, points: Sequence[str], notes: str = "") -> None:
        """Add a slide of points: as many as there is room for, and how many more the page has."""
        slide = self._slide(title, layout=TITLE_AND_TEXT)
        body = slide.placeholders[1]
        body.left, body.top, body.width, body.height = _box(BODY)
        size = next((size for size in (20, 18, 16) if len(_fits(points, size)) == len(points)), 15)
        kept = _fits(points, size)
        _write(body.text_frame, kept, size, INK)
        more = len(points) - len(kept)
        if more:
            under = slide.shapes.add_textbox(*_box((EDGE, 484, INSIDE, 20)))
            _write(under.text_frame, [f"The page has {spelt(more)} more here."], 11, MUTED)
        _notes(slide, [*points, notes])

    def chart(self, title: str, plot: Plot, *, alt: str, caption: str, notes: Sequence[str]) -> None:
        """Add a slide with a chart that can be edited, where it comes from, and what it leaves out."""
        slide = self._slide(title)
        frame = slide.shapes.add_chart(SHAPES[plot.shape], *_box(CHART), _data(plot))
        about = frame._element.nvGraphicFramePr.cNvPr
        about.set("descr", alt)
        about.set("title", title)
        _look(frame.chart, plot)
        words, mark, source = caption.partition("Source: ")
        said = " ".join([*notes, words.strip()])
        size = fitting(f"{said} {mark}{source}", INSIDE, UNDER[3], (11, 10, 9))
        room = UNDER[3] - lines(mark + source, size, INSIDE) * size * LINE * bool(mark)
        under = slide.shapes.add_textbox(*_box(UNDER))
        told = shortened(said, INSIDE, room, size)
        _write(under.text_frame, [" ".join([told, mark + source]).strip()], size, MUTED)
        _notes(slide, [alt, *notes, caption])

    def content(self) -> bytes:
        """Give the file."""
        made = io.BytesIO()
        self.made.save(made)
        return made.getvalue()

    def _slide(self, title: str, box=TITLE, sizes=(30, 28, 26, 24, 22, 20, 18), layout=ONLY_TITLE, foot=True):
        slide = self.made.slides.add_slide(self.made.slide_layouts[layout])
        head = slide.shapes.title
        head.left, head.top, head.width, head.height = _box(box)
        size = fitting(title, box[2], box[3], sizes)
        _write(head.text_frame, [shortened(title, box[2], box[3], size)], size, FOCUS, bold=True)
        head.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        if foot:
            said = " · ".join(word for word in (self.title, self.synthetic) if word)
            under = slide.shapes.add_textbox(*_box(FOOT))
            size = fitting(said, INSIDE, FOOT[3], (9, 8))
            _write(under.text_frame, [shortened(said, INSIDE, FOOT[3], size)], size, MUTED)
        return slide


def _fits(points: Sequence[str], size: float) -> list[str]:
    return packed(points, BODY[2] - 30, BODY[3], size)


def _box(box: Sequence[float]) -> tuple[Any, ...]:
    return tuple(Pt(side) for side in box)


def _write(frame, said: Sequence[str], size: float, colour: RGBColor, *, bold: bool = False) -> None:
    """Write paragraphs in a box, each in letters of one size."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, words in enumerate(said):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_after = Pt(size * 0.4)
        run = paragraph.add_run()
        run.text = words
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, "Arial"
        run.font.color.rgb = colour
        run._r.get_or_add_rPr().set("lang", "en-GB")


def _notes(slide, said: Sequence[str]) -> None:
    slide.notes_slide.notes_text_frame.text = "\n".join(words for words in said if words)


def _data(plot: Plot):
    """Give the numbers of a plot as a chart's own sheet."""
    if plot.shape == "scatter":
        points = Points(number_format=plot.format)
        for line in plot.lines:
            series = points.add_series(line.name)
            for across, up in zip(line.across, line.numbers, strict=True):
                series.add_data_point(across.value if across else None, up.value if up else None)
        return points
    data = Categories(number_format=plot.format)
    data.categories = plot.labels
    for line in plot.lines:
        data.add_series(line.name, [told.value if told else None for told in line.numbers])
    return data


def _look(chart, plot: Plot) -> None:
    chart.font.size, chart.font.name = Pt(9 if len(plot.labels) > 12 else 11), "Arial"
    chart.font.color.rgb = INK
    chart.has_title = False
    chart.has_legend = len(plot.lines) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.value_axis.tick_labels.number_format = plot.format
    chart.value_axis.tick_labels.number_format_is_linked = False
    chart.value_axis.major_gridlines.format.line.color.rgb = RGBColor(0xE6, 0xE6, 0xE6)
    if plot.shape == "scatter":
        chart.category_axis.has_title = True
        chart.category_axis.axis_title.text_frame.text = plot.floor
        chart.category_axis.tick_labels.number_format = "#,##0"
        chart.category_axis.tick_labels.number_format_is_linked = False
        chart.category_axis.has_major_gridlines = False
    else:
        chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if plot.shape == "bar":
        chart.category_axis.reverse_order = True  # the first row on top, as on the page
        chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
        chart.value_axis.minimum_scale = 0 if _no_minus(plot) else None
        chart.plots[0].gap_width = 40
    for number, series in enumerate(chart.plots[0].series):
        _paint(series, plot.shape, number)


def _no_minus(plot: Plot) -> bool:
    return all(told.value >= 0 for line in plot.lines for told in line.numbers if told)


def _paint(series, shape: str, number: int) -> None:
    colour = RGBColor.from_string(COLOURS[number % len(COLOURS)])
    if shape == "bar":
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour
        return
    if shape == "scatter":
        series.format.line.fill.background()
    else:
        series.smooth = False
        series.format.line.color.rgb, series.format.line.width = colour, Pt(2 if number == 0 else 1.5)
        series.format.line.dash_style = DASHES[number % len(DASHES)]
    marks = (XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.DIAMOND, XL_MARKER_STYLE.TRIANGLE)
    alone = shape == "line" and number  # a line to compare with has no marks
    series.marker.style = XL_MARKER_STYLE.NONE if alone else marks[number % len(marks)]
    series.marker.size = 7
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = colour

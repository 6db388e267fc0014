"""A figure as SVG that may stand inside a page: no style of its own, ids that clash with no other's."""

import hashlib
import re

import matplotlib as mpl
from markupsafe import Markup, escape
from matplotlib.figure import Figure

from insight.charts.drawing.ink import PREFIX, Ink, short
from insight.charts.drawing.palette import FONTS, MUTED, STYLE
from insight.charts.drawing.pen import Pen
from insight.charts.drawing.sheet import INCH, WIDTH, Sheet

STRIP = 14  # points below a drawing that a mark takes
MARK = f'<text fill="{MUTED}" font-size="10px" font-weight="700" x="2" y="{{y}}">{{words}}</text>'
FAMILY = ", ".join([*FONTS, "sans-serif"])
WHOLE = (
    '<svg role="img" aria-labelledby="{prefix}title {prefix}desc" viewBox="0 0 {width} {height}" '
    'width="100%" font-family="{family}" stroke-linejoin="round" xmlns="http://www.w3.org/2000/svg">\n'
    '<title id="{prefix}title">{title}</title>\n<desc id="{prefix}desc">{alt}</desc>\n{body}\n</svg>'
)


def svg(drawing: Sheet | Figure, *, name: str, title: str, alt: str, mark: str = "") -> Markup:
    """Give a sheet or a figure as one SVG element.

    name : begins every id within, with a digest of the drawing, so that charts of one page
    never share an id and two runs give the same bytes. title : what the drawing is, in a few
    words. alt : what it says. Both are read out, and stay with a drawing that is copied. mark : words
    that stand below the drawing wherever it is taken, such as that its numbers are made up.

    The paper is the page's own: neither the figure nor its axes have a ground. Looks are
    attributes, so the drawing also shows where a page forbids inline styles.
    """
    body, width, height = _written(drawing) if isinstance(drawing, Sheet) else _drawn(drawing)
    if mark:
        body += f"\n{MARK.format(y=short(height + 10), words=escape(mark))}"
        height += STRIP
    prefix = f"{slug(name)}-{hashlib.sha256(body.encode()).hexdigest()[:8]}-"
    whole = WHOLE.format(
        prefix=prefix,
        title=escape(title),
        alt=escape(alt),
        width=short(width),
        height=short(height),
        family=FAMILY,
        body=body.replace(PREFIX, prefix),
    )
    return Markup(whole)  # noqa: S704  alt and all words in the body are escaped


def _written(sheet: Sheet) -> tuple[str, float, float]:
    """Give what stands on a sheet, and how wide and high it is in points; it has looks of its own."""
    ink = Ink()
    sheet.put_down(ink)
    return ink.body(), WIDTH, sheet.height


def _drawn(figure: Figure) -> tuple[str, float, float]:
    """Give what matplotlib draws of a figure, and how wide and high it is in points."""
    pen = Pen(*(INCH * float(inches) for inches in figure.get_size_inches()))
    figure.set_dpi(INCH)
    for ground in (figure.patch, *(axes.patch for axes in figure.axes)):
        ground.set_visible(False)
    with mpl.rc_context(STYLE):
        figure.draw(pen)
    return pen.ink.body(), pen.width, pen.height


def slug(name: str) -> str:
    """Give a name as an id, or as part of one.

    >>> slug("trend nhfd_surgery QOX")
    'trend-nhfd-surgery-qox'
    """
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "chart"

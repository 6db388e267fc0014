"""What stands on a sheet: its heading, marks of each kind in the key, and axes where a picture needs them.

Sheets are 360 points wide, so that text of 10 points is still about 9 pixels high on a phone.
Nothing is placed by measuring text: the drawing is the same whatever fonts a machine has.
"""

import textwrap
from collections.abc import Iterable
from functools import cache

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from insight.charts.drawing.key import DOTS, LINES, Item, draw_key, lines_of
from insight.charts.drawing.palette import COLOURS, GRID, INK, MARKERS, PAPER, STYLE
from insight.charts.drawing.sheet import WIDTH, Sheet

LINE = 13  # height of a line of text, in points
LEFT, RIGHT, BOTTOM = 44, 8, 26  # margins of a sheet with axes
LETTERS = 54  # that fit on a line of bold text
Mark = tuple[str, float, float, float, float]  # a kind in the key, and where it begins and ends


def heading(page: Sheet, title: str, keys: list[Item]) -> None:
    """Write a title in bold and, below it, what the marks mean."""
    lines = wrapped(title)
    for number, line in enumerate(lines):
        page.write(2, LINE * (number + 1) - 2, line, weight="bold")
    draw_key(page, LINE * len(lines) + 3, keys)


def depth(title: str, keys: list[Item]) -> float:
    """Give how far down a heading reaches, in points."""
    return LINE * (len(wrapped(title)) + lines_of(keys)) + 10


def graph(title: str, keys: list[Item], height: float, *, bottom: float = BOTTOM) -> tuple[Figure, Axes]:
    """Give a sheet with a heading and, below it, axes `height` points high, with room for their labels.

    For a picture of its own; the charts of a page draw their scales on the sheet (see `scale`).
    """
    import seaborn as sns  # here, as pages that draw on sheets are spared the second it takes

    top = depth(title, keys)
    full = top + height + bottom
    page = Sheet(full)
    heading(page, title, keys)
    with mpl.rc_context(STYLE):
        box = (LEFT / WIDTH, bottom / full, 1 - (LEFT + RIGHT) / WIDTH, height / full)
        axes = page.paper.add_axes(box)
        axes.grid(axis="y", color=GRID, linewidth=0.6)
        axes.tick_params(length=0, pad=4)
        axes.locator_params(axis="y", nbins=5)
        sns.despine(ax=axes, left=True)
    return page.paper, axes


def draw(page: Sheet, marks: list[Mark]) -> None:
    """Draw marks of many kinds at once, each kind as the key shows it, lines below dots."""
    kinds = {mark[0] for mark in marks}
    for kind in [kind for kind in LINES if kind in kinds]:
        page.lines([(mark[1:3], mark[3:]) for mark in marks if mark[0] == kind], **LINES[kind])
    for kind in [kind for kind in DOTS if kind in kinds]:
        page.dots([mark[1:3] for mark in marks if mark[0] == kind], **DOTS[kind])


def draw_paths(page: Sheet, kind: str, paths: list[list[tuple[float, float]]]) -> None:
    """Draw curves of one kind at once, as the key shows it; a curve is n points of x and y."""
    page.lines(paths, **LINES[kind])


@cache
def wrapped(text: str) -> tuple[str, ...]:
    """Break text into lines that fit on a sheet."""
    return tuple(textwrap.wrap(text, LETTERS)) or ("",)


def verdict_marks(
    page: Sheet, dots: Iterable[tuple[float, float, str]], *, size: float = 26, hollow: bool = False
) -> None:
    """Mark each spot (x, y, verdict as a word) with the shape and colour of its verdict.

    size : the area of a mark, in square points. hollow : for figures that may still change: the
    colour is that of the mark's edge, and nothing fills it.
    """
    spots = list(dots)
    for word, marker in MARKERS.items():
        edge = COLOURS[word] if hollow and COLOURS[word] != PAPER else INK
        page.dots(
            [spot[:2] for spot in spots if spot[2] == word], marker=marker, size=size**0.5,
            edge=1 if hollow else 0.5, markerfacecolor=PAPER if hollow else COLOURS[word],
            markeredgecolor=edge,
        )  # fmt: skip

"""Sheets to draw on: a plain one measured in points, and one with axes.

Both are 360 points wide, so that text of 10 points is still about 9 pixels high on a phone.
Nothing is placed by measuring text: the drawing is the same whatever fonts a machine has.
"""

import textwrap

import matplotlib as mpl
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from insight.charts.drawing.key import DOTS, LINES, Item, draw_key, lines_of
from insight.charts.drawing.palette import COLOURS, GRID, INK, MARKERS, STYLE

WIDTH = 360
LINE = 13  # height of a line of text, in points
INCH = 72
LEFT, RIGHT, BOTTOM = 44, 8, 26  # margins of a sheet with axes
LETTERS = 54  # that fit on a line of bold text
Mark = tuple[str, float, float, float, float]  # a kind in the key, and where it begins and ends


def sheet(height: float) -> tuple[Figure, Axes]:
    """Give a blank sheet: x runs from 0 to 360 points, y down from 0 to `height`."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(WIDTH / INCH, height / INCH))
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, WIDTH), ylim=(height, 0), xticks=[], yticks=[])
        axes.set_axis_off()
    return figure, axes


def heading(axes: Axes, title: str, keys: list[Item]) -> None:
    """Write a title in bold and, below it, what the marks mean."""
    lines = wrapped(title)
    for number, line in enumerate(lines):
        write(axes, 2, LINE * (number + 1) - 2, line, weight="bold")
    draw_key(axes, LINE * len(lines) + 3, keys)


def depth(title: str, keys: list[Item]) -> float:
    """Give how far down a heading reaches, in points."""
    return LINE * (len(wrapped(title)) + lines_of(keys)) + 10


def graph(title: str, keys: list[Item], height: float, *, bottom: float = BOTTOM) -> tuple[Figure, Axes]:
    """Give a sheet with a heading and, below it, axes `height` points high, with room for their labels."""
    top = depth(title, keys)
    full = top + height + bottom
    figure, page = sheet(full)
    heading(page, title, keys)
    with mpl.rc_context(STYLE):
        box = (LEFT / WIDTH, bottom / full, 1 - (LEFT + RIGHT) / WIDTH, height / full)
        axes = figure.add_axes(box)
        axes.grid(axis="y", color=GRID, linewidth=0.6)
        axes.tick_params(length=0, pad=4)
        axes.locator_params(axis="y", nbins=5)
        sns.despine(ax=axes, left=True)
    return figure, axes


def write(axes: Axes, x: float, y: float, text: str, **looks) -> None:
    """Write one line of text, its foot at (x, y); a dollar sign is a dollar sign."""
    axes.text(x, y, text, **{"color": INK, "size": 10, "parse_math": False, **looks})


def draw(axes: Axes, marks: list[Mark]) -> None:
    """Draw marks of many kinds at once, each kind as the key shows it, lines below dots."""
    for kind, looks in LINES.items():
        ends = [((x, y), (to_x, to_y)) for name, x, y, to_x, to_y in marks if name == kind]
        if ends:
            axes.add_collection(LineCollection(ends, **_of_many(looks)), autolim=False)
    for kind, looks in DOTS.items():
        spots = [(x, y) for name, x, y, _, _ in marks if name == kind]
        if spots:
            axes.plot(*zip(*spots, strict=True), linestyle="none", markersize=5.5, **looks)


def draw_paths(axes: Axes, kind: str, paths: list[np.ndarray]) -> None:
    """Draw curves of one kind at once, as the key shows it; a curve is n points of x and y."""
    if paths:
        axes.add_collection(LineCollection(paths, **_of_many(LINES[kind])), autolim=False)


def _of_many(looks: dict) -> dict:
    return {"capstyle": "butt", **{f"{name}s": value for name, value in looks.items()}}


def wrapped(text: str) -> list[str]:
    """Break text into lines that fit on a sheet."""
    return textwrap.wrap(text, LETTERS) or [""]


def verdict_marks(axes: Axes, rows: pd.DataFrame, x: str, y: str, *, size: float = 26) -> None:
    """Mark each row at (x, y) with the shape and colour of its verdict.

    rows : a frame with the columns x and y, and `word`, the verdict as a word.
    """
    axes.set(xlabel=" ", ylabel=" ")  # so that seaborn need not look for names of its own
    with mpl.rc_context(STYLE):
        sns.scatterplot(
            rows, x=x, y=y, hue="word", style="word", palette=COLOURS, markers=MARKERS,
            hue_order=list(MARKERS), style_order=list(MARKERS), s=size, edgecolor=INK, linewidth=0.5,
            legend=False, zorder=4, ax=axes,
        )  # fmt: skip
    axes.set(xlabel="", ylabel="")


def in_unit(axes: Axes, unit: str) -> None:
    """Write the numbers of the upright axis in a unit, which is per cent or stands in the title."""
    sign = "%" if unit == "%" else ""
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,g}{sign}".replace("-", "\N{MINUS SIGN}"))

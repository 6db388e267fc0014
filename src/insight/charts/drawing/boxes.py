"""Boxes one below the other, each with an arrow from the one before it and words beside the arrow."""

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

from insight.charts.drawing.palette import BAND, FOCUS, MUTED
from insight.charts.drawing.paper import wrapped
from insight.charts.drawing.sheet import WIDTH, Sheet

LINE, PAD, GAP, TOP = 13, 6, 28, 18  # points: a line, around its words, between boxes, above the first
LEFT, RIGHT, LETTERS, BESIDE = 2, WIDTH - 2, 56, 54  # letters of a line in a box, and beside an arrow


class Box(NamedTuple):
    """One box. beside : what stands at the arrow that leads to it."""

    name: str
    words: str
    beside: str = ""


def boxed(title: str, boxes: Sequence[Box]) -> Sheet:
    """Give a sheet with a title and boxes, joined by arrows downwards."""
    joins = [textwrap.wrap(box.beside, BESIDE) for box in boxes]
    gaps = [0, *(max(GAP, LINE * len(lines) + PAD) for lines in joins[1:])]
    texts = [(wrapped(box.name), textwrap.wrap(box.words, LETTERS)) for box in boxes]
    heights = [2 * PAD + LINE * (len(names) + len(lines)) for names, lines in texts]
    page = Sheet(TOP + sum(heights) + sum(gaps) + 4)
    page.write(LEFT, LINE - 2, title, weight="bold")
    top = TOP
    for (names, lines), join, gap, height in zip(texts, joins, gaps, heights, strict=True):
        top += gap
        if gap:
            _arrow(page, top - gap, top, join)
        page.area([(LEFT, top), (RIGHT, top), (RIGHT, top + height), (LEFT, top + height)], BAND)
        page.lines([[(LEFT, top), (LEFT, top + height)]], color=FOCUS, linewidth=3)
        for down, words in enumerate((*names, *lines), start=1):
            weight = "bold" if down <= len(names) else "normal"
            page.write(LEFT + 10, top + PAD + LINE * down - 4, words, weight=weight)
        top += height
    return page


def _arrow(page: Sheet, start: float, end: float, lines: list[str]) -> None:
    x = LEFT + 16
    page.lines([[(x, start + 3), (x, end - 5)]], color=MUTED, linewidth=1.2)
    page.area([(x - 4, end - 9), (x + 4, end - 9), (x, end - 2)], MUTED)
    middle = (start + end - LINE * (len(lines) - 1)) / 2 + 3.5
    for down, words in enumerate(lines):
        page.write(x + 10, middle + LINE * down, words, color=MUTED)

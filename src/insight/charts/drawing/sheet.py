"""A sheet to draw on, measured in points, that is written as SVG or drawn by matplotlib."""

from collections.abc import Sequence
from functools import cached_property
from typing import cast

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D

from insight.charts.drawing import strokes
from insight.charts.drawing.ink import Ink
from insight.charts.drawing.palette import INK
from insight.charts.drawing.pen import Pen

WIDTH = 360
INCH = 72
DOT = 5.5  # the width of a mark
TEXT = 10  # the size of words
Points = Sequence[Sequence[float]] | np.ndarray  # n of x and y


class Sheet:
    """A blank sheet: x runs from 0 to 360 points, y down from 0 to `height`.

    What is put on it is drawn in that order, words last.
    """

    def __init__(self, height: float):
        self.height = height
        self._drawn: list[strokes.Lines | strokes.Area | strokes.Dots] = []
        self._words: list[strokes.Words] = []

    @cached_property
    def paper(self) -> Figure:
        """Give the sheet as the only artist of a figure, for pictures of other kinds and for axes."""
        figure = Figure(figsize=(WIDTH / INCH, self.height / INCH), dpi=INCH, facecolor="none")
        figure.add_artist(_Drawn(self))
        return figure

    def write(
        self, x: float, y: float, text: str, *, color: str = INK, weight: str = "normal", ha: str = "left",
        size: float = TEXT,
    ) -> None:  # fmt: skip
        """Write one line of text, its foot at (x, y)."""
        self._words.append(strokes.Words(x, y, text, color, weight, ha, size))

    def lines(
        self,
        paths: Sequence[Points],
        *,
        color: str,
        linewidth: float,
        linestyle=None,
        capstyle: strokes.Cap = "butt",
    ) -> None:
        """Draw lines of one look; a line is n points, and is broken where a point is missing."""
        long = [_listed(path) for path in paths if len(path)]
        if long:
            offset, gaps = linestyle or (0, ())  # shares of the line's width
            dashes = tuple(gap * linewidth for gap in gaps)
            self._drawn.append(strokes.Lines(long, color, linewidth, offset * linewidth, dashes, capstyle))

    def area(self, points: Points, color: str) -> None:
        """Fill the area within points."""
        self._drawn.append(strokes.Area(_listed(points), color))

    def dots(
        self, spots: Points, *, marker: str, markerfacecolor: str, markeredgecolor: str,
        size: float = DOT, edge: float = 1,
    ) -> None:  # fmt: skip
        """Draw marks of one look, each at its spot."""
        if len(spots):
            made = strokes.Dots(_listed(spots), marker, size, markerfacecolor, markeredgecolor, edge)
            self._drawn.append(made)

    def put_down(self, ink: Ink) -> None:
        """Write all of it as SVG."""
        for one in [*self._drawn, *self._words]:
            one.write(ink)

    def draw(self, renderer: RendererBase) -> None:
        """Draw all of it with matplotlib."""
        scale = cast(float, renderer.points_to_pixels(1))
        upright = Affine2D().scale(scale, -scale).translate(0, scale * self.height)
        for one in self._drawn:
            gc = renderer.new_gc()
            one.draw(renderer, gc, scale, upright)
            gc.restore()
        for words in self._words:
            words.draw(renderer, self.paper, upright)


class _Drawn(Artist):
    """What stands on a sheet, as an artist of matplotlib's."""

    def __init__(self, sheet: Sheet):
        super().__init__()
        self.sheet = sheet

    def draw(self, renderer: RendererBase) -> None:
        """Draw all of it, as matplotlib asks of an artist."""
        if isinstance(renderer, Pen):
            self.sheet.put_down(renderer.ink)
        else:
            self.sheet.draw(renderer)


def _listed(points: Points) -> list:
    return points.tolist() if isinstance(points, np.ndarray) else list(points)

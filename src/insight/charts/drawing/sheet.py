"""A sheet to draw on, measured in points, of which matplotlib draws each kind of mark at once."""

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any, cast

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from insight.charts.drawing.palette import FONTS, INK
from insight.charts.drawing.pen import Pen

WIDTH = 360
INCH = 72
DOT = 5.5  # the width of a mark
TEXT = 10  # the size of words
Points = Sequence[Sequence[float]] | np.ndarray  # n of x and y


class Sheet(Artist):
    """A blank sheet: x runs from 0 to 360 points, y down from 0 to `height`.

    What is put on it is drawn in that order, words last. `paper` is the figure it stands on,
    as its only artist: axes for every chart would cost more than what is drawn in them.
    """

    def __init__(self, height: float):
        super().__init__()
        self.height = height
        self._drawn: list[Callable] = []
        self._words: list[tuple[float, float, str, str, str, str, float]] = []
        self.paper = Figure(figsize=(WIDTH / INCH, height / INCH), dpi=INCH, facecolor="none")
        self.paper.add_artist(self)

    def write(
        self, x: float, y: float, text: str, *, color: str = INK, weight: str = "normal", ha: str = "left",
        size: float = TEXT,
    ) -> None:  # fmt: skip
        """Write one line of text, its foot at (x, y)."""
        self._words.append((float(x), float(y), text, color, weight, ha, size))

    def lines(
        self, paths: Sequence[Points], *, color: str, linewidth: float, linestyle=None, capstyle="butt"
    ) -> None:
        """Draw lines of one look; a line is n points, and is broken where a point is missing."""
        long = [np.asarray(path, float) for path in paths if len(path)]
        if long:
            codes = np.concatenate([[Path.MOVETO] + [Path.LINETO] * (len(path) - 1) for path in long])
            dashes = (0, None) if linestyle is None else _scaled(linestyle, linewidth)
            path = Path(np.concatenate(long), codes)
            self._drawn.append(
                partial(_line, path=path, color=color, width=linewidth, dashes=dashes, cap=capstyle)
            )

    def area(self, points: Points, color: str) -> None:
        """Fill the area within points."""
        self._drawn.append(partial(_area, path=Path(np.asarray(points, float), closed=False), color=color))

    def dots(
        self, spots: Points, *, marker: str, markerfacecolor: str, markeredgecolor: str,
        size: float = DOT, edge: float = 1,
    ) -> None:  # fmt: skip
        """Draw marks of one look, each at its spot."""
        if len(spots):
            self._drawn.append(
                partial(
                    _dots, path=Path(np.asarray(spots, float)), mark=_mark(marker, size),
                    face=markerfacecolor, color=markeredgecolor, width=edge,
                )
            )  # fmt: skip

    def draw(self, renderer: RendererBase) -> None:
        """Draw all of it, as matplotlib asks of an artist."""
        scale = cast(float, renderer.points_to_pixels(1))
        upright = Affine2D().scale(scale, -scale).translate(0, scale * self.height)
        for one in self._drawn:
            gc = renderer.new_gc()
            one(renderer, gc, scale, upright)
            gc.restore()
        for words in self._words:
            if isinstance(renderer, Pen):
                renderer.words(*words[:4], _font(words[4], words[6]), words[5])
            else:
                self._text(*words, upright).draw(renderer)

    def _text(
        self, x: float, y: float, text: str, color: str, weight: str, ha: str, size: float, upright
    ) -> Text:
        """Give a line of text for a renderer that must measure it."""
        looks: dict[str, Any] = {"fontproperties": _font(weight, size), "parse_math": False}
        x, y = upright.transform((x, y))
        made = Text(x, y, text, color=color, ha=ha, va="baseline", **looks)
        made.set_figure(self.paper)
        return made


def _line(renderer, gc: GraphicsContextBase, scale: float, upright, *, path, color, width, dashes, cap):
    offset, gaps = dashes
    gc.set_foreground(color)
    gc.set_linewidth(scale * width)
    gc.set_dashes(offset, gaps and [scale * gap for gap in gaps])
    gc.set_capstyle(cap)
    gc.set_joinstyle("round")
    renderer.draw_path(gc, path, upright, None)


def _area(renderer, gc: GraphicsContextBase, _: float, upright, *, path, color):
    gc.set_linewidth(0)
    renderer.draw_path(gc, path, upright, to_rgb(color))


def _dots(renderer, gc: GraphicsContextBase, scale: float, upright, *, path, mark, face, color, width):
    outline, joined = mark
    gc.set_foreground(color)
    gc.set_linewidth(scale * width)
    gc.set_joinstyle(joined)
    renderer.draw_markers(gc, outline, Affine2D().scale(scale), path, upright, to_rgb(face))


def _scaled(linestyle: tuple, width: float) -> tuple[float, list[float]]:
    """Give dashes in points: they are written as shares of the line's width."""
    offset, gaps = linestyle
    return offset * width, [gap * width for gap in gaps]


@cache
def _mark(marker: str, size: float) -> tuple[Path, str]:
    """Give a mark's outline in points, and how its corners are joined."""
    style = MarkerStyle(marker)
    outline = style.get_path().transformed(style.get_transform() + Affine2D().scale(size))
    return outline, str(style.get_joinstyle() or "round")


@cache
def _font(weight: str, size: float) -> FontProperties:
    return FontProperties(family=FONTS, weight=weight, size=size)

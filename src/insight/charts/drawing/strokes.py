"""What a sheet holds: lines, areas, dots and words, each written as SVG or drawn by matplotlib."""

from functools import cache
from typing import Any, Literal, NamedTuple, cast

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, weight_dict
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from insight.charts.drawing.ink import EMPTY, Ink, filled, lines, stroked
from insight.charts.drawing.palette import FONTS
from insight.charts.drawing.pen import outline_of_mark

UPRIGHT = tuple(Affine2D().to_values())
Cap = Literal["butt", "projecting", "round"]
Points = list[list[float]] | list[tuple[float, float]]  # n of x and y


class Lines(NamedTuple):
    """Lines of one look; a line is broken where a point is missing."""

    paths: list[Points]
    color: str
    width: float
    offset: float
    dashes: tuple[float, ...]
    cap: Cap

    def write(self, ink: Ink) -> None:
        """Write the lines as SVG."""
        looks = {"dashes": self.dashes, "offset": self.offset, "cap": self.cap}
        ink.path(lines(self.paths), EMPTY + stroked(self.color, self.width, **looks))

    def draw(self, renderer: RendererBase, gc: GraphicsContextBase, scale: float, upright) -> None:
        """Draw the lines with matplotlib."""
        codes = np.concatenate([[Path.MOVETO] + [Path.LINETO] * (len(path) - 1) for path in self.paths])
        gc.set_foreground(self.color)
        gc.set_linewidth(scale * self.width)
        gc.set_dashes(self.offset, [scale * gap for gap in self.dashes] or None)
        gc.set_capstyle(self.cap)
        gc.set_joinstyle("round")
        renderer.draw_path(gc, Path(np.concatenate(self.paths), codes), upright, None)


class Area(NamedTuple):
    """What lies within points."""

    points: Points
    color: str

    def write(self, ink: Ink) -> None:
        """Write the area as SVG."""
        ink.path(lines([self.points]), filled(self.color))

    def draw(self, renderer: RendererBase, gc: GraphicsContextBase, scale: float, upright) -> None:
        """Draw the area with matplotlib."""
        gc.set_linewidth(0)
        renderer.draw_path(gc, Path(np.asarray(self.points, float)), upright, to_rgb(self.color))


class Dots(NamedTuple):
    """Marks of one look, each at its spot."""

    spots: Points
    marker: str
    size: float
    face: str
    edge: str
    width: float

    def write(self, ink: Ink) -> None:
        """Write the mark once as SVG, and where it stands."""
        outline, joined = _mark(self.marker, self.size)
        mark = ink.mark(outline_of_mark(outline, UPRIGHT))
        ink.uses(mark, self.spots, [filled(self.face) + stroked(self.edge, self.width, join=joined)])

    def draw(self, renderer: RendererBase, gc: GraphicsContextBase, scale: float, upright) -> None:
        """Draw the marks with matplotlib."""
        outline, joined = _mark(self.marker, self.size)
        gc.set_foreground(self.edge)
        gc.set_linewidth(scale * self.width)
        gc.set_joinstyle(cast(Any, joined))
        spots = Path(np.asarray(self.spots, float))
        renderer.draw_markers(gc, outline, Affine2D().scale(scale), spots, upright, to_rgb(self.face))


class Words(NamedTuple):
    """One line of text, its foot at a spot."""

    x: float
    y: float
    text: str
    color: str
    weight: str
    ha: str
    size: float

    def write(self, ink: Ink) -> None:
        """Write the text as SVG."""
        weight = weight_dict[self.weight]
        ink.words(
            self.x, self.y, self.text, color=self.color, weight=weight, size=self.size, ha=self.ha
        )  # fmt: skip

    def draw(self, renderer: RendererBase, figure: Figure, upright) -> None:
        """Draw the text with matplotlib, which must measure it."""
        font = FontProperties(family=FONTS, weight=self.weight, size=self.size)
        looks: dict[str, Any] = {"fontproperties": font, "parse_math": False}
        x, y = upright.transform((self.x, self.y))
        made = Text(x, y, self.text, color=self.color, ha=self.ha, va="baseline", **looks)
        made.set_figure(figure)
        made.draw(renderer)


@cache
def _mark(marker: str, size: float) -> tuple[Path, str]:
    """Give a mark's outline in points, and how its corners are joined."""
    style = MarkerStyle(marker)
    outline = style.get_path().transformed(style.get_transform() + Affine2D().scale(size))
    return outline, str(style.get_joinstyle() or "round")

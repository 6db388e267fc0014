"""A small chart among others on one sheet, with scales of its own that are written at their ends."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from insight.charts.drawing.palette import GRID, INK, MUTED
from insight.charts.drawing.paper import LINE, draw_paths, wrapped
from insight.charts.drawing.sheet import Sheet

SPAN = (46, 262)  # where a panel begins and ends, in points
SAID = SPAN[1] + 10  # where the words beside it begin
EDGE = 0.06  # of a scale left free at each end


@dataclass(frozen=True)
class Panel:
    """Where a panel stands on its sheet, and what its scales run from and to."""

    top: float
    height: float
    x: tuple[float, float]
    y: tuple[float, float]
    span: tuple[float, float] = SPAN

    def across(self, values) -> np.ndarray:
        """Give where values stand along the panel, in points."""
        return self.span[0] + (self.span[1] - self.span[0]) * _share(values, self.x)

    def down(self, values) -> np.ndarray:
        """Give where values stand down the sheet, in points."""
        return self.top + self.height * (1 - _share(values, self.y))

    def path(self, x, y) -> list[list[tuple[float, float]]]:
        """Give a curve in pieces: without the points that are missing or lie off the scale."""
        pieces: list[list[tuple[float, float]]] = [[]]
        spots = zip(self.across(x).tolist(), self.down(y).tolist(), strict=True)
        for value, spot in zip(np.asarray(y, float).tolist(), spots, strict=True):
            if self.y[0] <= value <= self.y[1]:
                pieces[-1].append(spot)
            elif pieces[-1]:
                pieces.append([])
        return [piece for piece in pieces if len(piece) > 1]


def widened(low: float, high: float) -> tuple[float, float]:
    """Give a scale's ends with some room beyond the values.

    >>> widened(0, 100), widened(5, 5)
    ((-6.0, 106.0), (4.5, 5.5))
    """
    room = EDGE * (high - low) or abs(high) / 10 or 1
    return low - room, high + room


def frame(page: Sheet, panel: Panel, title: str, ends_y: Sequence[str], ends_x: Sequence[str]) -> None:
    """Write a panel's title above it and the ends of its scales beside it, and draw its edges."""
    for above, line in enumerate(reversed(wrapped(title))):
        page.write(2, panel.top - 5 - LINE * above, line, weight="bold")
    foot = panel.top + panel.height
    box = [(SPAN[0], panel.top), (SPAN[0], foot), (SPAN[1], foot)]
    page.lines([box], color=GRID, linewidth=1, capstyle="projecting")
    for text, y in zip(ends_y, (foot, panel.top + 8), strict=True):
        page.write(SPAN[0] - 4, y, text, color=MUTED, ha="right")
    for text, x, side in zip(ends_x, SPAN, ("left", "right"), strict=True):
        page.write(x, foot + LINE - 1, text, color=MUTED, ha=side)


def beside(page: Sheet, panel: Panel, lines: list[tuple[str, str]], top: float | None = None) -> None:
    """Write words beside a panel, one line each, the text and its weight, from its top or another down."""
    for number, (text, weight) in enumerate(lines):
        colour = INK if weight == "bold" else MUTED
        foot = (panel.top if top is None else top) + 10 + LINE * number
        page.write(SAID, foot, text, weight=weight, color=colour)


def curves(page: Sheet, kind: str, panel: Panel, x, lines: list) -> None:
    """Draw curves of one kind over the same x."""
    draw_paths(page, kind, [piece for y in lines for piece in panel.path(x, y)])


def _share(values, ends: tuple[float, float]) -> np.ndarray:
    low, high = ends
    return (np.asarray(values, float) - low) / (high - low if high > low else 1)

"""The scales of a chart that fills its sheet: level lines with their numbers, and a foot."""

import numpy as np
from matplotlib.ticker import MaxNLocator

from insight.charts.drawing.palette import GRID, INK, MUTED
from insight.charts.drawing.panel import Panel
from insight.charts.drawing.paper import LEFT, RIGHT
from insight.charts.drawing.sheet import WIDTH, Sheet

SPAN = (LEFT, WIDTH - RIGHT)
ROOM = 0.05  # of a scale left free at each end
LEVELS = MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10])
DOWN = 3.8  # from the middle of a line of text to its foot


def across_sheet(top: float, height: float, x: tuple[float, float], values: np.ndarray) -> Panel:
    """Give a panel as wide as a sheet, whose upright scale holds all values that are not missing."""
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    room = ROOM * (high - low) or abs(high) * ROOM or ROOM
    return Panel(top, height, x, (low - room, high + room), SPAN)


def levels(page: Sheet, panel: Panel, unit: str) -> None:
    """Draw a level line at each round number of the upright scale, and write the number beside it."""
    low, high = panel.y
    shown = [float(value) for value in LEVELS.tick_values(low, high) if low <= value <= high]
    heights = panel.down(shown).tolist()
    page.lines([[(SPAN[0], y), (SPAN[1], y)] for y in heights], color=GRID, linewidth=0.6)
    sign = "%" if unit == "%" else ""
    for value, y in zip(shown, heights, strict=True):
        text = f"{value:,g}{sign}".replace("-", "\N{MINUS SIGN}")
        page.write(SPAN[0] - 4, y + DOWN, text, color=INK, ha="right")


def foot(page: Sheet, panel: Panel) -> None:
    """Draw the line a chart stands on."""
    y = panel.top + panel.height
    page.lines([[(SPAN[0], y), (SPAN[1], y)]], color=MUTED, linewidth=0.8, capstyle="projecting")

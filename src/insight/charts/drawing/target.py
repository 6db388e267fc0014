"""The line of a metric's target: solid where evidence set it, dashed for an ambition, dotted for an aim."""

from typing import Any

import numpy as np

from insight.charts.drawing.key import LINES, Item
from insight.charts.drawing.panel import Panel
from insight.charts.drawing.sheet import Sheet
from insight.formats import targets

TARGET = ["target", "target_kind", "better"]  # what a chart must know of a metric to draw its line


def target_key(row: Any) -> list[Item]:
    """Give the key's item for a target, with its value in words; none where there is no target."""
    return [(str(row.target_kind), targets.said(row))] if targets.judged(row) else []


def target_value(row: Any) -> float:
    """Give a target's place on the scale of a chart, in per cent for shares; missing where there is none."""
    if not targets.judged(row):
        return float("nan")
    return float(100 * row.target if row.unit == "%" else row.target)


def draw_target(page: Sheet, panel: Panel, row: Any) -> None:
    """Draw the line of a target across a panel, as the key shows it."""
    value = target_value(row)
    if np.isfinite(value):
        y = float(panel.down(value))
        page.lines([[(panel.span[0], y), (panel.span[1], y)]], **LINES[str(row.target_kind)])


def target_alt(row: Any) -> list[str]:
    """Give a target as a sentence for a reader who does not see its line; none where there is no target."""
    return [f"Target: {targets.said(row)}."] if targets.judged(row) else []

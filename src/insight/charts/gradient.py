"""The five fifths of deprivation at their ranks, and the line through them whose ends make the SII."""

from typing import Any

import numpy as np
import pandas as pd

from insight.charts.chart import Chart, Charts
from insight.charts.drawing.key import DOTS, LINES, Item
from insight.charts.drawing.palette import MUTED
from insight.charts.drawing.paper import depth, heading
from insight.charts.drawing.scale import across_sheet, foot, levels
from insight.charts.drawing.sheet import Sheet
from insight.formats import Lines, group_in_words, interval, number
from insight.formats.gaps import apart, times
from insight.formats.rows import CITED, as_records, captioned

HEIGHT, BOTTOM = 110, 22
ENDS = (0.0, 1.0)  # ranks of the most and the least deprived
NEEDED = [
    *CITED, "title", "unit", "decimals", "better", "period", "group", "value", "lower", "upper", "rank", "y0",
    "y1", "sii", "sii_lower", "sii_upper", "rii", "rii_lower", "rii_upper",
]  # fmt: skip
COLUMNS = ["Fifth of deprivation", "Value", "95% interval", "On the line"]


def gradient(slopes: pd.DataFrame, name: str = "England", most: int = 6) -> Charts:
    """Draw the metrics whose line is steepest for its own interval, steepest first.

    slopes : five rows per metric, most deprived first, with the ends of its line (see
    spotlights.slopes): figures that are withheld are not among them. name : of the area. most :
    how many metrics at most; those whose interval holds no zero are drawn.
    """
    parts: dict[str, list[Any]] = {}
    for row in as_records(slopes, NEEDED):
        parts.setdefault(str(row.metric), []).append(row)
    clear = [part for part in parts.values() if part[0].sii_lower > 0 or part[0].sii_upper < 0]
    chosen = sorted(clear, key=_steepness, reverse=True)[:most]
    return Charts([_one(part, name) for part in chosen], empty=_nothing(len(parts), name))


def _nothing(told: int, name: str) -> str:
    if not told:
        return f"No metric of {name} has figures for all five fifths of deprivation that may be compared."
    return (
        f"Nothing is drawn where no metric of {name} has a line that clearly rises or falls with deprivation."
    )


def _steepness(part: list[Any]) -> float:
    first = part[0]
    return abs(first.sii) / (first.sii_upper - first.sii_lower)


def _one(rows: list[Any], name: str) -> Chart:
    first = rows[0]
    unit = "" if first.unit == "%" else f" ({first.unit})"
    title, keys = f"{first.title}{unit}", _keys()
    top = depth(title, keys)
    page = Sheet(top + HEIGHT + BOTTOM)
    heading(page, title, keys)
    _draw(page, top, rows)
    said = (
        f"{first.title}, {name}, by fifth of deprivation, {first.period}, with 95% intervals. The line's "
        f"ends make the slope index: least minus most deprived, {apart(first, 'sii', said='95% interval ')}."
    )
    return Chart(
        page,
        alt=_alt(rows, name),
        caption=captioned(said, rows),
        lines=_table(rows),
        name=f"gradient {first.metric} {name}",
    )


def _keys() -> list[Item]:
    return [("area", "fifth, with 95% interval"), ("centre", "line through the fifths")]


def _draw(page: Sheet, top: float, rows: list[Any]) -> None:
    scale = 100 if rows[0].unit == "%" else 1
    rank = np.array([row.rank for row in rows])
    y, low, high = (
        scale * np.array([getattr(row, name) for row in rows]) for name in ("value", "lower", "upper")
    )
    line = scale * np.array([rows[0].y0, rows[0].y1])
    panel = across_sheet(top, HEIGHT, ENDS, np.concatenate([y, low, high, line]))
    levels(page, panel, rows[0].unit)
    at = panel.across(rank)
    bars = np.column_stack([at, panel.down(low), at, panel.down(high)]).reshape(-1, 2, 2)
    page.lines([*bars], **LINES["area"])
    page.lines([np.column_stack([panel.across(ENDS), panel.down(line)])], **LINES["centre"])
    page.dots(np.column_stack([at, panel.down(y)]), **DOTS["dot"])
    foot(page, panel)
    for x, words, side in zip(
        panel.span, ("most deprived", "least deprived"), ("left", "right"), strict=True
    ):
        page.write(x, top + HEIGHT + 13, words, color=MUTED, ha=side)


def _alt(rows: list[Any], name: str) -> str:
    first = rows[0]
    way = "rises" if first.sii > 0 else "falls"
    fifths = [f"{group_in_words(str(row.group))} {number(row.value, row.unit, row.decimals)}" for row in rows]
    ends = [number(end, first.unit, first.decimals) for end in (first.y0, first.y1)]
    ratio = f", a ratio of {times(first, 'rii')}" if pd.notna(first.rii) else ""
    return (
        f"{first.title} in {name}: the line {way} from {ends[0]} at the most deprived end to {ends[1]} at "
        f"the least, {apart(first, 'sii', said='95% interval ')}{ratio}. The fifths: {'; '.join(fifths)}."
    )


def _table(rows: list[Any]) -> Lines:
    cells = []
    for row in rows:
        line = row.y0 + (row.y1 - row.y0) * row.rank
        cells.append(
            (
                str(row.group),
                number(row.value, row.unit, row.decimals),
                interval(row.lower, row.upper, row.unit, row.decimals),
                number(line, row.unit, row.decimals),
            )
        )
    return Lines(cells, COLUMNS)

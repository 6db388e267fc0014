"""An interrupted series: the line before a recommendation, that line gone on, and the line since."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from insight.charts.chart import Chart, Charts
from insight.charts.drawing.key import DOTS, LINES, Item
from insight.charts.drawing.palette import MUTED
from insight.charts.drawing.panel import Panel
from insight.charts.drawing.paper import depth, heading
from insight.charts.drawing.scale import across_sheet, foot, levels
from insight.charts.drawing.series import along
from insight.charts.drawing.sheet import Sheet
from insight.formats import Lines, bare, cells, number, short_period
from insight.formats.rows import captioned

HEIGHT, BOTTOM, TICKS = 130, 36, 4
COLUMNS = ["Period", "Value", "95% interval", "Fitted line", "The line before, gone on", "Side of the day"]
EMPTY = "No metric that a recommendation names here has periods enough before and after it to be drawn."
DURING = "during"


def since(measured: Sequence[Any]) -> Charts:
    """Draw each metric that a recommendation names and that can be judged, before and after it was made.

    measured : as recommendations.since gives it. Dots are what was observed; one line is fitted to the
    periods before and one to those after, and the dashed line is the one before, gone on.
    """
    found: dict[str, Chart] = {}
    for one in measured:
        if one.why is None and one.found is not None:
            chart = _one(one)
            found.setdefault(chart.name, chart)
    return Charts(found.values(), empty=EMPTY)


def _one(one: Any) -> Chart:
    last = one.rows[-1]
    unit = "" if last.unit == "%" else f" ({last.unit})"
    title, keys = f"{last.title}{unit}, {last.short_name}", _keys(one)
    top = depth(title, keys)
    page = Sheet(top + HEIGHT + BOTTOM)
    heading(page, title, keys)
    _draw(page, top, one)
    caption = (
        f"{last.title}, {last.short_name}, before and after a recommendation made on {one.made.text} "
        f"({one.asked.document.title}). Association, not cause."
    )
    return Chart(
        page,
        alt=_alt(one),
        caption=captioned(caption, one.rows),
        lines=Lines(_table(one), COLUMNS),
        name=f"since {last.metric} {last.area} {one.asked.document.id}",
    )


def _keys(one: Any) -> list[Item]:
    keys: list[Item] = [("dot", "observed"), ("centre", "fitted lines"), ("wide", "the line before, gone on")]
    keys += [("provisional", "left out: the day falls in it")] * (DURING in one.sides)
    return [*keys, ("break", "recommended")]


def _judged(one: Any) -> list[Any]:
    """Give the rows that lines were fitted to."""
    return [row for row, side in zip(one.rows, one.sides, strict=True) if side != DURING]


def _draw(page: Sheet, top: float, one: Any) -> None:
    last, found, rows = one.rows[-1], one.found, _judged(one)
    scale = 100 if last.unit == "%" else 1
    every, x = _middles(one.rows), _middles(rows)
    seen = np.array([*(row.value for row in one.rows), *found.fitted, *found.expected]) * scale
    room = 0.05 * (every[-1] - every[0])
    panel = across_sheet(top, HEIGHT, (every[0] - room, every[-1] + room), seen)
    levels(page, panel, last.unit)
    fitted, split = [scale * value for value in found.fitted], found.before
    lines = [(x[:split], fitted[:split]), (x[split:], fitted[split:])]
    page.lines([_path(panel, *line) for line in lines], **LINES["centre"])
    page.lines([_path(panel, x[split:], [scale * value for value in found.expected])], **LINES["wide"])
    where = float(panel.across(along([one.made.latest]))[0])
    page.lines([[(where, top), (where, top + HEIGHT)]], **LINES["break"])
    for kind, wanted in (("dot", False), ("provisional", True)):
        spots = [
            (day_of, scale * row.value)
            for day_of, row, side in zip(every, one.rows, one.sides, strict=True)
            if (side == DURING) is wanted
        ]
        if spots:
            page.dots(_path(panel, *zip(*spots, strict=True)), **(DOTS[kind] | {"size": 4.5}))
    foot(page, panel)
    _periods(page, panel, every, one.rows)


def _middles(rows: Sequence[Any]) -> list[float]:
    """Give the middle day of each period, so that a day that parts two of them stands between their dots."""
    starts, ends = (along(getattr(row, name) for row in rows) for name in ("period_start", "period_end"))
    return [(start + end) / 2 for start, end in zip(starts, ends, strict=True)]


def _path(panel: Panel, x: Sequence[float], y: Sequence[float]) -> list[tuple[float, float]]:
    return list(zip(panel.across(x).tolist(), panel.down(y).tolist(), strict=True))


def _periods(page: Sheet, panel: Panel, x: Sequence[float], rows: Sequence[Any]) -> None:
    """Name some periods below the foot."""
    at = panel.across(x).tolist()
    for place in sorted({round(step * (len(rows) - 1) / (TICKS - 1)) for step in range(TICKS)}):
        for down, words in enumerate(short_period(rows[place].period).split("\n"), start=1):
            page.write(at[place], panel.top + HEIGHT + 12 * down + 0.6, words, color=MUTED, ha="center")


def _alt(one: Any) -> str:
    """Say where the lines stood, for a reader who does not see them."""
    rows, found = _judged(one), one.found
    last, split = rows[-1], found.before
    first_after = rows[split]

    def said(value: float) -> str:
        return number(value, last.unit, last.decimals)

    verdict = "No change was detected" if one.way is None else "A change was detected"
    return (
        f"{last.title}, {last.short_name}. The line before runs from {said(found.fitted[0])} in "
        f"{rows[0].period} to {said(found.fitted[split - 1])} in {rows[split - 1].period}. In "
        f"{first_after.period}, the first period after {one.made.text}, the line since stands at "
        f"{said(found.fitted[split])}, where the line before would have stood at {said(found.expected[0])}; "
        f"in {last.period} at {said(found.fitted[-1])} and "
        f"{said(found.expected[-1])}. {verdict}."
    )


def _table(one: Any) -> list[tuple[str, ...]]:
    found, place = one.found, 0
    lines: list[tuple[str, ...]] = []
    for row, side in zip(one.rows, one.sides, strict=True):
        fitted = expected = ""
        if side != DURING:
            fitted = bare(found.fitted[place], row.unit, row.decimals)
            if place >= found.before:
                expected = bare(found.expected[place - found.before], row.unit, row.decimals)
            place += 1
        lines.append((row.period, cells.value(row), cells.ends(row), fitted, expected, side))
    return lines

"""What happened when: events, stretches of work and pauses, each on a line of its own, along one scale."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from insight.charts.chart import Chart, Charts
from insight.charts.drawing.key import Item
from insight.charts.drawing.palette import GRID, MUTED
from insight.charts.drawing.paper import LINE, Mark, depth, draw, heading, wrapped
from insight.charts.drawing.sheet import WIDTH, Sheet
from insight.formats import Lines

START, END = 14, 346  # of the scale, in points
BAR, SPACE, AXIS = 12, 7, 14  # points for a mark, below it, and for the years
BESIDE = 50  # letters of a name and its dates that fit on one line
MOST = 9  # years that can be written along the scale
KINDS = {"span": "work", "pause": "pause", "event": "event"}
NAMES = ["What", "When", "Kind", "Note"]


def timeline(entries: Sequence[Any], title: str, source: str) -> Charts:
    """Draw entries in the order they are given, each with its words above its place on the scale.

    entries : n records with `name`; `first` and `last`, the days between which it lies; `kind`, one of
    span, pause and event; `when`, its dates in words; and `note`, or None. An event with two days lies
    somewhere between them. title : what they are of. source : where they are known from.
    """
    if not entries:
        return Charts([], empty=f"No dates are written down: {title}.")
    chart = Chart(
        _drawn(entries, title),
        alt=" ".join([f"{title}.", *(f"{one.name}: {one.when}." for one in entries)]),
        caption=f"{title}, in order of time. Source: {source.rstrip('.')}.",
        lines=Lines([(one.name, one.when, KINDS[one.kind], one.note or "") for one in entries], NAMES),
        name=f"timeline {title}",
    )
    return Charts([chart], empty="")


def _drawn(entries: Sequence[Any], title: str) -> Sheet:
    keys = _keys(entries)
    names = [wrapped(one.name) for one in entries]
    apart = [len(one.name) + len(one.when) > BESIDE for one in entries]
    tops = [depth(title, keys) + AXIS]
    for lines, below in zip(names, apart, strict=True):
        tops.append(tops[-1] + LINE * (len(lines) + below) + BAR + SPACE)
    page = Sheet(tops[-1])
    heading(page, title, keys)
    first, last = min(one.first for one in entries).year, max(one.last for one in entries).year + 1
    feet = [foot - SPACE for foot in tops[1:]]
    _years(page, first, last, tops[0], feet)
    scale = (date(first, 1, 1).toordinal(), date(last, 1, 1).toordinal())
    marks: list[Mark] = []
    for one, lines, below, top, foot in zip(entries, names, apart, tops, feet, strict=False):
        for down, text in enumerate(lines, start=1):
            page.write(2, top + LINE * down - 3, text)
        spot = (2, top + LINE * (len(lines) + 1) - 3) if below else (WIDTH - 2, top + LINE - 3)
        page.write(*spot, one.when, color=MUTED, ha="left" if below else "right")
        marks += _marks(one, foot - BAR / 2, scale)
    draw(page, marks)
    return page


def _keys(entries: Sequence[Any]) -> list[Item]:
    shown = {one.kind for one in entries}
    marks = {"span": "span", "pause": "pause", "event": "dot"}
    found = [(marks[kind], words) for kind, words in KINDS.items() if kind in shown]
    between = any(one.kind == "event" and one.first != one.last for one in entries)
    return [*found, ("area", "event, some time within the line")] if between else found


def _years(page: Sheet, first: int, last: int, top: float, feet: Sequence[float]) -> None:
    """Draw a line where a year begins, beside each entry's mark; every so many years where they are many.

    feet : where each entry's mark ends, in points.
    """
    step = -(-(last - first + 1) // MOST)
    for year in range(first, last + 1, step):
        x = START + (END - START) * (year - first) / (last - first)
        page.lines([[(x, foot - BAR), (x, foot)] for foot in feet], color=GRID, linewidth=1)
        page.write(x, top - 4, str(year), color=MUTED, ha="center")


def _marks(one: Any, y: float, scale: tuple[int, int]) -> list[Mark]:
    def at(day: date) -> float:
        return START + (END - START) * (day.toordinal() - scale[0]) / (scale[1] - scale[0])

    left, right = at(one.first), at(one.last)
    if one.kind != "event":
        return [(one.kind, left, y, max(right, left + 2), y)]
    between: list[Mark] = [("area", left, y, right, y)] if right > left else []
    return [*between, ("dot", (left + right) / 2, y, 0, 0)]

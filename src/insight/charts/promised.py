"""What was promised, on a line of time: the days each was promised for, and whether it was found."""

import textwrap
from collections.abc import Sequence
from datetime import date
from typing import Any

from insight.charts.chart import Chart, Charts
from insight.charts.drawing.key import Item
from insight.charts.drawing.palette import GRID, MUTED
from insight.charts.drawing.paper import LINE, Mark, depth, draw, heading, verdict_marks
from insight.charts.drawing.sheet import WIDTH, Sheet
from insight.formats import Lines, day, plural

LEFT, RIGHT = 8, WIDTH - 12
LETTERS, ROW = 60, 16  # letters on a line of words; the height of a window's own line
FOUND, NOT = "better", "not compared"  # the marks: filled for what was found, hollow for what was not


def promised(tracked: Any) -> Charts:
    """Draw the promises that name a time that can be read, the earliest first.

    tracked : see recommendations.Tracked. Promises without a time are told in the caption.
    """
    drawn = [one for one in tracked.promises if one.window and one.window.earliest and one.window.latest]
    if not drawn:
        return Charts([], empty="No promise names a time that can be read.")
    whose = tracked.books[0].document
    title = "What was promised, and for when"
    rest = len(tracked.promises) - len(drawn)
    more = (
        f" {plural(rest, 'promise')} without a time that can be read {'is' if rest == 1 else 'are'} left out."
    )
    out = whose.when.text if whose.when else "on a day not known"
    chart = Chart(
        _drawn(title, drawn),
        alt=_alt(drawn),
        caption=f"{title}.{more if rest else ''} Source: {whose.title}, published {out}.",
        lines=_table(drawn),
        name=f"promised {whose.id}",
    )
    return Charts([chart], empty="")


def _drawn(title: str, found: Sequence[Any]) -> Sheet:
    keys: list[Item] = [("area", "days it was promised for"), (FOUND, "found"), (NOT, "not evidenced")]
    first = min(one.window.earliest for one in found).toordinal()
    last = max(one.window.latest for one in found).toordinal()
    words = [textwrap.wrap(one.deliverable.what, LETTERS) for one in found]
    top = depth(title, keys)
    tall = [LINE * len(lines) + ROW for lines in words]
    page = Sheet(top + sum(tall) + LINE + 8)
    heading(page, title, keys)
    marks: list[Mark] = []
    dots = []
    y = top
    for one, lines, high in zip(found, words, tall, strict=True):
        for number, text in enumerate(lines):
            page.write(LEFT, y + LINE * (number + 1) - 3, text)
        middle = y + LINE * len(lines) + 5
        ends = [_at(on, first, last) for on in (one.window.earliest, one.window.latest)]
        marks.append(("area", ends[0], middle, max(ends[1], ends[0] + 2), middle))
        dots.append((ends[1], middle, FOUND if one.deliverable.found else NOT))
        y += high
    _foot(page, y, first, last)
    draw(page, marks)
    verdict_marks(page, dots, size=34)
    return page


def _foot(page: Sheet, y: float, first: int, last: int) -> None:
    page.lines([[(LEFT, y), (RIGHT, y)]], color=GRID, linewidth=1)
    page.write(LEFT, y + LINE, day(date.fromordinal(first)), color=MUTED)
    page.write(RIGHT, y + LINE, day(date.fromordinal(last)), color=MUTED, ha="right")


def _at(on: date, first: int, last: int) -> float:
    return LEFT + (RIGHT - LEFT) * (on.toordinal() - first) / max(last - first, 1)


def _alt(found: Sequence[Any]) -> str:
    said = [f"{one.deliverable.what}, by {day(one.window.latest)}: {one.deliverable.state}" for one in found]
    return f"{plural(len(found), 'promise')} with a time. {'; '.join(said)}."


def _table(found: Sequence[Any]) -> Lines:
    cells = [
        (
            one.deliverable.what,
            day(one.window.earliest),
            day(one.window.latest),
            one.deliverable.phrase,
            one.deliverable.state,
        )
        for one in found
    ]
    return Lines(cells, ["What was promised", "From", "To", "As the source says", "Found"])

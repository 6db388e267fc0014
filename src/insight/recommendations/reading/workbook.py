"""Tables of a workbook (XLSX, XLS, ODS): each sheet, with cells that were merged."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from insight import workbooks
from insight.recommendations.reading.line import Line
from insight.recommendations.reading.span import Cell, spread
from insight.recommendations.reading.text import cleaned

WHAT_NEXT = "It may have been cut off or be locked by a password: open it, and save it again."


def lines(path: Path) -> list[Line]:
    """Give the rows of every sheet, in order.

    Raises BadData for a file that is no workbook, was cut off or is locked.
    """
    found = workbooks.sheets(path, workbooks.names(path, WHAT_NEXT), WHAT_NEXT)
    return [line for sheet in found for line in _sheet(sheet)]


def _sheet(sheet: workbooks.Sheet) -> Iterator[Line]:
    rows, wide = sheet.rows, max(map(len, sheet.rows), default=0)
    sizes: dict[workbooks.Spot, tuple[int, int]] = {}
    covered: set[workbooks.Spot] = set()
    for (top, left), (foot, right) in sheet.merged:
        foot, right = min(foot, len(rows) - 1), min(right, wide - 1)  # none is merged beyond the last
        if foot < top or right < left:
            continue
        sizes[top, left] = (right - left + 1, foot - top + 1)
        covered |= {(at, place) for at in range(top, foot + 1) for place in range(left, right + 1)}
        covered.discard((top, left))
    grid = [
        [
            Cell(cleaned(_words(value)), *sizes.get((at, place), (1, 1)))
            for place, value in enumerate(row)
            if (at, place) not in covered
        ]
        for at, row in enumerate(rows)
    ]
    places = [f"sheet {sheet.name}, row {at}" for at in range(1, len(rows) + 1)]
    yield from spread(grid, places)


def _words(value: object) -> str:
    """Give a cell as a person would type it."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)

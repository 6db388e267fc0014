"""Tables of a workbook (XLSX, XLS, ODS): each sheet, with cells that were merged."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from insight.archives import refuse_bomb
from insight.errors import BadData
from insight.recommendations.reading.line import Line
from insight.recommendations.reading.span import Cell, spread
from insight.recommendations.reading.text import cleaned


def lines(path: Path) -> list[Line]:
    """Give the rows of every sheet, in order.

    Raises BadData for a file that is no workbook, was cut off or is locked.
    """
    refuse_bomb(path)
    try:
        book = CalamineWorkbook.from_path(path)
        return [line for name in book.sheet_names for line in _sheet(book.get_sheet_by_name(name))]
    except (CalamineError, OSError, ValueError) as error:
        raise BadData(
            f"{path.name} cannot be read as a workbook ({error}). It may have been cut off or be locked by a "
            "password: open it, and save it again."
        ) from error


def _sheet(sheet: CalamineSheet) -> Iterator[Line]:
    rows = sheet.to_python(skip_empty_area=False)
    sizes, covered = {}, set()
    for (top, left), (foot, right) in sheet.merged_cell_ranges or ():
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

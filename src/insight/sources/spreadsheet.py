"""Workbooks: XLSX, XLS, XLSB and ODS."""

from datetime import date, datetime, time
from pathlib import Path

import pandas as pd

from insight import workbooks
from insight.definitions import Source
from insight.errors import UnknownName
from insight.observations import Grid

WHAT_NEXT = (
    "It may have been cut off, be locked by a password, or not be a workbook at all: open it, or fetch it "
    "again. Nothing was stored."
)


def read(path: Path, source: Source) -> Grid:
    """Give the rows of one sheet as text, from the header row on.

    The sheet is the one the source names, or the only one. A number becomes the text a
    person would type: 68885 and never 68885.0. Refused: a file that is no workbook, or
    was cut off, and a sheet that is not there.
    """
    [sheet] = workbooks.sheets(path, [_sheet(workbooks.names(path, WHAT_NEXT), path, source)], WHAT_NEXT)
    rows = sheet.rows[source.read.header - 1 :]
    cells = pd.DataFrame([[as_text(cell) for cell in row] for row in rows], dtype="str")
    return Grid(cells.set_axis(pd.RangeIndex(source.read.header, source.read.header + len(rows))))


def as_text(cell: object) -> str:
    """Give a cell as the text a person would type.

    >>> as_text(68885.0), as_text(83.17), as_text(True)
    ('68885', '83.17', 'TRUE')
    """
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else repr(cell)
    if isinstance(cell, (date, datetime, time)):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def _sheet(sheets: list[str], path: Path, source: Source) -> str:
    if source.read.sheet in sheets:
        return str(source.read.sheet)
    if source.read.sheet is None and len(sheets) == 1:
        return sheets[0]
    where = f"{path.name}; params/sources/{source.id}.yml"
    raise UnknownName.among("sheet", source.read.sheet or "", known=sheets, where=where)

"""Cells of workbooks (XLSX, XLS, XLSB, ODS), read in a process of its own that may take only so much.

A workbook is a packed file: a few thousand bytes may say that a sheet is as large as all the memory there is,
and the library that reads it ends the whole program when it meets what it did not foresee. So a small process
reads it, and is given up when it takes too much.
"""

import marshal
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from insight.archives import refuse_bomb
from insight.errors import BadData

MEMORY = 4 * 2**30  # bytes the reading may take
SECONDS = 600  # of the processor's time
CELLS = 10_000_000  # of one sheet, empty ones within it too
READER = Path(__file__).with_name("workbook_reader.py")
KINDS = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda seconds: timedelta(seconds=float(seconds)),
}
Spot = tuple[int, int]


@dataclass(frozen=True)
class Sheet:
    """One sheet. rows : of cells, as text, numbers, truths, dates and times; "" for an empty one."""

    name: str
    rows: list[list[Any]]
    merged: list[tuple[Spot, Spot]]  # from the first cell of each to its last, by row and column from 0


def names(path: Path, what_next: str) -> list[str]:
    """Give the names of a workbook's sheets, in order.

    what_next : what to do about a file that cannot be read. Raises BadData for one that is no workbook, was
    cut off, is locked, or takes too much to read.
    """
    return _asked(path, [], what_next)["names"]


def sheets(path: Path, wanted: list[str], what_next: str) -> list[Sheet]:
    """Give some sheets of a workbook. Arguments and errors as for `names`."""
    found = _asked(path, wanted, what_next)["sheets"]
    return [
        Sheet(name, [[_cell(cell) for cell in row] for row in rows], merged) for name, rows, merged in found
    ]


def _asked(path: Path, wanted: list[str], what_next: str) -> dict[str, Any]:
    refuse_bomb(path)
    asked = marshal.dumps(
        {
            "path": str(path),
            "sheets": wanted,
            "paths": sys.path,
            "memory": MEMORY,
            "seconds": SECONDS,
            "cells": CELLS,
        }
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(READER)], input=asked, capture_output=True, check=False
    )
    if done.returncode == 0:
        found = marshal.loads(done.stdout)
        if "fault" not in found:
            return found
        why = found["fault"]
    else:
        why = "reading it takes more memory or time than any workbook should"
    raise BadData(f"{path.name} cannot be read as a workbook ({why}). {what_next}")


def _cell(cell: Any) -> Any:
    return KINDS[cell[0]](cell[1]) if isinstance(cell, tuple) else cell

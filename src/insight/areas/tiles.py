"""Where each ICB stands on a map of tiles of one size, which shows a small board as well as a large one."""

import csv
from datetime import date
from typing import NamedTuple

from insight import paths
from insight.areas.lookup import known
from insight.errors import BadDefinition

COLUMNS = ["area", "label", "column", "row"]


class Tile(NamedTuple):
    """A tile: what it is called in few letters, and its place, counted from the north-west from 1."""

    label: str
    column: int
    row: int


def tiles(at: date) -> dict[str, Tile]:
    """Give the tile of every ICB in force on a day, by code.

    Places come from the newest file of params/tiles that is no younger than the day; a file is
    named for the first day of the boundaries it draws. An ICB it does not place stands in a row
    below, under its own name. Raises BadDefinition for two ICBs in one place or a row out of shape.
    """
    files = sorted(paths.params().glob("tiles/*.csv"))
    drawn = [path for path in files if path.stem <= at.isoformat()]
    placed: dict[str, Tile] = {}
    if drawn:
        with drawn[-1].open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        where = f"params/tiles/{drawn[-1].name}"
        if rows[:1] != [COLUMNS]:
            raise BadDefinition(f"{where} must begin with a row of headings: {','.join(COLUMNS)}.")
        placed = _placed(rows[1:], where)
    below = max((tile.row for tile in placed.values()), default=0) + 1
    found: dict[str, Tile] = {}
    for board in known("icb", at=at):
        left = sum(tile.row >= below for tile in found.values())
        spare = Tile(board.short_name, left % 9 + 1, below + left // 9)
        found[board.code] = placed.get(board.code, spare)
    return found


def _placed(rows: list[list[str]], where: str) -> dict[str, Tile]:
    found: dict[str, Tile] = {}
    faults = []
    for number, row in enumerate(rows, 2):
        if len(row) != len(COLUMNS) or not (row[2].isdigit() and row[3].isdigit() and all(row)):
            faults.append(f"row {number}: {','.join(row)!r} is not {','.join(COLUMNS)}")
            continue
        tile = Tile(row[1], int(row[2]), int(row[3]))
        if row[0] in found or any(tile[1:] == other[1:] for other in found.values()):
            faults.append(f"row {number}: {row[0]}, or its place, is there twice")
        found[row[0]] = tile
    if faults:
        raise BadDefinition.rows(f"{where} cannot be used:", faults, "Mend them and run again.")
    return found

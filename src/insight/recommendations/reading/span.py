"""Merged cells laid out on a grid, so that each column keeps its place."""

from collections.abc import Sequence
from typing import NamedTuple

from insight.errors import BadData
from insight.recommendations.reading.line import Line
from insight.recommendations.reading.text import Text

WIDEST = 1000  # columns or rows that one cell may cover
MOST = 2_000_000  # places of one table


class Cell(NamedTuple):
    """A cell and how many columns and rows it covers."""

    text: Text
    across: int = 1
    down: int = 1


def spread(rows: Sequence[Sequence[Cell]], places: Sequence[str]) -> list[Line]:
    """Give rows as lines of one width: a cell's words stand where it begins, and are marked merged below.

    rows : cells as written, a merged one once. places : where each row is found.
    """
    _refuse_large(rows, places)
    held: dict[tuple[int, int], int] = {}  # a place that a cell further up covers -> that cell's row
    grid: list[dict[int, Text]] = []
    for at, row in enumerate(rows):
        line: dict[int, Text] = {}
        place = 0
        for cell in row:
            while (at, place) in held:
                place += 1
            line[place] = cell.text
            for across in range(cell.across):
                for down in range(min(cell.down, len(rows) - at)):
                    if down or across:
                        held[at + down, place + across] = at
            place += cell.across
        grid.append(line)
    taken = [*held, *((at, place) for at, line in enumerate(grid) for place in line)]
    width = max((place + 1 for at, place in taken if at < len(rows)), default=0)
    found = []
    for at, line in enumerate(grid):
        merged = {place: at - held[at, place] for place in range(width) if held.get((at, place), at) != at}
        cells = tuple(line.get(place, Text()) for place in range(width))
        over = width > 1 and held.get((at, width - 1)) == at and not merged
        found.append(Line(places[at], cells, merged, over and bool(cells[0]) and not any(cells[1:])))
    return found


def _refuse_large(rows: Sequence[Sequence[Cell]], places: Sequence[str]) -> None:
    """Refuse a table whose cells say that they cover more than any table has."""
    covered = 0
    for at, row in enumerate(rows):
        covered += sum(max(cell.across, 1) * max(min(cell.down, len(rows) - at), 1) for cell in row)
        if covered > MOST:
            raise BadData(
                f"The cells of a table, at {places[at]}, say that they cover more than {MOST:,} places. Mend "
                "the cells that are merged in it, and save the document again."
            )

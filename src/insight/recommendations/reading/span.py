"""Merged cells laid out on a grid, so that each column keeps its place."""

from collections.abc import Sequence
from typing import NamedTuple

from insight.recommendations.reading.line import Line
from insight.recommendations.reading.text import Text


class Cell(NamedTuple):
    """A cell and how many columns and rows it covers."""

    text: Text
    across: int = 1
    down: int = 1


def spread(rows: Sequence[Sequence[Cell]], places: Sequence[str]) -> list[Line]:
    """Give rows as lines of one width: a cell's words stand where it begins, and are marked merged below.

    rows : cells as written, a merged one once. places : where each row is found.
    """
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
                for down in range(cell.down):
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

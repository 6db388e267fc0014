"""How wide the columns of a table are on paper."""

from typing import Any

NARROW, WIDE = 7, 34  # the least and most that a column of words weighs
LETTER, SIDES = 1.45, 2  # how much a bold letter of a word weighs, and the space beside it


def weights(table: dict[str, Any]) -> list[float]:
    """Give the share of the width each column takes, by its longest cell; 0: just as wide as it needs."""
    found: list[float] = []
    for column, numeric in enumerate(table["numeric"]):
        cells = _cells(table, column)
        alone = numeric and all(" " not in cell and len(cell) < 2 * NARROW for cell in cells)
        found.append(0 if alone else _weight(cells))
    return found


def shares(table: dict[str, Any]) -> list[float]:
    """Give the fraction of the width that each column takes; they add up to 1."""
    weighed = [_weight(_cells(table, column)) for column in range(len(table["head"]))]
    return [round(weight / sum(weighed), 4) for weight in weighed]


def _weight(cells: list[str]) -> float:
    """Give what a column weighs: no word of it is cut, and a long cell takes several lines."""
    word = max((len(word) for cell in cells for word in cell.split()), default=0)
    longest = max(len(cell) for cell in cells)
    return round(min(max(word * LETTER + SIDES, min(longest, WIDE), NARROW), WIDE), 1)


def _cells(table: dict[str, Any], column: int) -> list[str]:
    """Give the cells of a column, its heading first."""
    rows = (row for group in table["groups"] for row in group["rows"])
    return [table["head"][column], *(row[column] for row in rows)]

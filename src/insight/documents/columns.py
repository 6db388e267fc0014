"""How wide the columns of a table are on paper."""

from typing import Any

NARROW, WIDE = 7, 34  # the least and most that a column of words weighs


def longest(table: dict[str, Any]) -> list[int]:
    """Give how many letters the longest cell of each column has, its heading among them."""
    rows = [table["head"], *(row for group in table["groups"] for row in group["rows"])]
    return [max(len(row[column]) for row in rows) for column in range(len(table["head"]))]


def weights(table: dict[str, Any]) -> list[int]:
    """Give the share of the width each column takes, by its longest cell; 0: just as wide as it needs."""
    found = []
    for column, (numeric, length) in enumerate(zip(table["numeric"], longest(table), strict=True)):
        cells = [row[column] for group in table["groups"] for row in group["rows"]]
        alone = numeric and all(" " not in cell for cell in [*cells, table["head"][column]])
        found.append(0 if alone and length < 2 * NARROW else min(max(length, NARROW), WIDE))
    return found


def shares(table: dict[str, Any]) -> list[float]:
    """Give the fraction of the width that each column takes; they add up to 1."""
    lengths = [min(max(length, NARROW), WIDE) for length in longest(table)]
    return [round(length / sum(lengths), 4) for length in lengths]

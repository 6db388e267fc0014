"""A file as text: what every reader in sources/ gives, whatever the file was."""

import csv
from dataclasses import dataclass, field
from datetime import date

import pandas as pd


@dataclass(frozen=True)
class Grid:
    """Cells of text with their row numbers, the header row first.

    cells : one column a cell; the index is the row in the file, counted from 1 as a person
        counts, and the first row holds the names of the columns.
    ragged : rows with more or fewer cells than the header, as they stood, by row number.
    delimiter : what parts the cells of a ragged row.
    """

    cells: pd.DataFrame
    ragged: dict[int, str] = field(default_factory=dict)
    delimiter: str = ","

    def split(self, row: int) -> list[str]:
        """Give the cells of a ragged row.

        >>> Grid(pd.DataFrame(), {7: '"Notes, one",2'}).split(7)
        ['Notes, one', '2']
        """
        try:
            return next(csv.reader([self.ragged[row]], delimiter=self.delimiter), [])
        except csv.Error:  # a cell that is too long, or ends in the midst of a line: no table
            return self.ragged[row].split(self.delimiter)


@dataclass(frozen=True)
class Sheet:
    """A grid and the file it came from."""

    grid: Grid
    file: str  # as the source names it, below the data folder
    sha256: str
    published: date
    period: str | None = None  # when the file is about one period and does not say so in a column

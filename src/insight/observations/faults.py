"""Every bad row of a source, gathered so that all are told at once."""

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from insight.errors import BadData, InsightError, UnknownArea

AREA, DATA, NONE = "area", "data", "no data at all"  # what a fault is about


class Fault(NamedTuple):
    """One thing wrong with one row."""

    file: str
    row: int
    words: str
    hint: str
    kind: str


class Faults:
    """What is wrong with which rows of one source.

    at : where each row stood: file and row, on the index of the rows.
    """

    def __init__(self, source: str, at: pd.DataFrame, *, row: str = "row"):
        self.source, self.at, self.row = source, at, row
        self.found: list[Fault] = []

    def add(
        self,
        wrong: pd.Series,
        words: Callable[[pd.Series], str],
        cells: pd.DataFrame,
        hint: str,
        kind: str = DATA,
        *,
        alone: bool = False,
    ) -> None:
        """Note the rows where `wrong` is true.

        words : says what is wrong with one row of `cells`, which has the index of `wrong`.
        hint : what to do about rows of this kind, told once. alone : whether nothing else
        need be said of such a row.
        """
        rows = cells[wrong.to_numpy(dtype=bool)]
        for index, row in zip(rows.index, rows_of(rows), strict=True):
            place = (str(self.at["file"][index]), int(self.at["row"][index]))
            self.found.append(Fault(*place, words(row), hint, NONE if alone else kind))

    def add_twice(
        self, rows: pd.DataFrame, keys: list[str], words: Callable[[pd.Series], str], hint: str
    ) -> None:
        """Note rows that have the keys of an earlier row, naming where that one stood.

        words : says what is wrong with a row, but for the earlier one.
        """
        twice = rows.duplicated(keys)
        if not twice.any():
            return
        alike = rows.loc[rows.duplicated(keys, keep=False), keys]
        first = pd.Series(alike.index, index=alike.index).groupby(
            [alike[name] for name in keys], dropna=False
        )
        earlier = first.transform("first").to_dict()
        self.add(
            twice, lambda row: f"{words(row)}; the first is {self.place(earlier[row.name])}.", rows, hint
        )

    def turn_to(self, at: pd.DataFrame) -> None:
        """Go on with another set of rows, which stood where `at` says."""
        self.at = at

    def place(self, index: int) -> str:
        """Say where a row stood."""
        return f"{self.at['file'][index]}, {self.row} {self.at['row'][index]}"

    def refuse(self, also: InsightError | None = None) -> None:
        """Raise BadData or UnknownArea naming every bad row, if there is one.

        also : a refusal met on the way, told in the same breath.
        """
        hopeless = {(fault.file, fault.row) for fault in self.found if fault.kind == NONE}
        found = [
            fault for fault in self.found if fault.kind == NONE or (fault.file, fault.row) not in hopeless
        ]
        if not found:
            if also:
                raise also
            return
        lines = [f"{file}, {self.row} {row}: {words}" for file, row, words, *_ in sorted(found)]
        refusal = UnknownArea if {fault.kind for fault in found} == {AREA} and not also else BadData
        bad = len({(fault.file, fault.row) for fault in found})
        count = f"1 {self.row}" if bad == 1 else f"{bad} {self.row}s"
        hints = list(dict.fromkeys(fault.hint for fault in found)) + ([str(also)] if also else [])
        what_next = " ".join([*hints, "Nothing was stored."])
        raise refusal.rows(f"{count} of the source {self.source} cannot be used:", lines, what_next)


def rows_of(cells: pd.DataFrame) -> list[pd.Series]:
    """Give the rows of a frame one by one; only ever called for rows to be refused."""
    return [cells.iloc[number] for number in range(len(cells))]

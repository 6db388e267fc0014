"""Tables of who lives where, read and checked."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from insight import areas
from insight.definitions import Population
from insight.definitions.population import Residents
from insight.errors import BadData

COLUMNS = ["area", "area_start", "area_type", "fact", "group", "people"]


def residents(population: Population, files: list[Path]) -> pd.DataFrame:
    """Give how many people of each group live in each area.

    files : the file of each table, in order. Returns the columns in COLUMNS, one row per
    area, fact and group; area_start tells the boundary. Raises BadData, naming the rows,
    for a file that is no table, a column that is not there, an area that was not in force, a
    count that is none, a row that stands twice, and areas that have no row.
    """
    tables = zip(population.tables, files, strict=True)
    return pd.concat([_table(table, path) for table, path in tables], ignore_index=True)


def _table(table: Residents, path: Path) -> pd.DataFrame:
    rows = _read(table, path)
    missing = [name for name in (table.area, table.group, table.people) if name not in rows.columns]
    if missing:
        raise BadData(
            f"{table.path} has no column {missing[0]!r}. Its columns are {', '.join(rows.columns)}. "
            "Mend the file, or the table's entry in params/populations."
        )
    begun = {area.code: area.start for area in areas.known(table.level, at=table.on)}
    people = pd.to_numeric(rows[table.people], errors="coerce")
    _check(table, rows, begun)
    return pd.DataFrame(
        {
            "area": rows[table.area],
            "area_start": pd.to_datetime(rows[table.area].map(begun)),
            "area_type": table.level,
            "fact": table.fact,
            "group": rows[table.group],
            "people": people.astype(float),
        }
    )[COLUMNS]


def _read(table: Residents, path: Path) -> pd.DataFrame:
    try:
        return pd.read_csv(path, dtype=str, keep_default_na=False)
    except ValueError as error:  # not UTF-8, empty, or lines of different length
        raise BadData(f"{table.path} is not a table: {error}. Fetch or export the file again.") from error


def _check(table: Residents, rows: pd.DataFrame, begun: dict[str, date]) -> None:
    """Refuse rows that cannot be used, naming each, and areas that have none."""
    people = pd.to_numeric(rows[table.people], errors="coerce")
    faults = {
        f"without a count, or about no {table.level} in force on {table.on}": ~rows[table.area].isin(begun)
        | ~people.between(0, np.inf, inclusive="left"),
        "that stand twice": rows.duplicated([table.area, table.group], keep=False),
    }
    for fault, bad in faults.items():
        if bad.any():
            raise BadData.rows(
                f"{table.path} has rows {fault}:",
                [
                    f"row {number + 2}: {rows[table.area][number]}, {rows[table.group][number]}, "
                    f"{rows[table.people][number]!r}"
                    for number in rows.index[bad]
                ],
                "Mend the file, or 'on' of the table's entry in params/populations.",
            )
    absent = sorted(set(begun) - set(rows[table.area]))
    if absent:
        raise BadData.rows(
            f"{table.path} has no row about areas of the level {table.level} in force on {table.on}:",
            absent,
            "Fetch the whole file again, or mend 'on' of the table's entry in params/populations.",
        )

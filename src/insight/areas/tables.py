"""The tables of params/areas, read as text and refused if a row is out of shape."""

from collections import namedtuple
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from insight.errors import BadDefinition

TYPES = (
    "england",
    "region",
    "icb",
    "sub_icb",
    "trust",
    "site",
    "cancer_alliance",
    "stroke_network",
    "neonatal_network",
)
NETWORKS = TYPES[6:]
EXTENTS = ("full", "part")
RESOLVED_BY = ("whole", "sub_icb", "trust", "lsoa", "none")  # how a split can be resolved, easiest first
WHAT_NEXT = "Mend them in params/areas and run again. Rows are counted with the header as row 1."


class Shape(NamedTuple):
    """What one table must hold."""

    columns: tuple[str, ...]
    filled: tuple[str, ...]  # never blank
    dates: tuple[str, ...]
    key: tuple[str, ...]  # no two rows share it


SHAPES = {
    "areas": Shape(
        ("code", "start", "end", "type", "name", "short_name", "parent", "sector", "note", "source"),
        ("code", "start", "type", "name", "short_name"),
        ("start", "end"),
        ("code", "start"),
    ),
    "codes": Shape(
        ("scheme", "code", "area", "area_start", "first", "last", "note", "source"),
        ("scheme", "code", "area", "area_start"),
        ("area_start", "first", "last"),
        ("code", "area", "area_start"),
    ),
    "aliases": Shape(("name", "area", "source"), ("name", "area"), (), ("name", "area")),
    "parents": Shape(
        ("area", "parent", "first", "note", "source"),
        ("area", "parent", "first"),
        ("first",),
        ("area", "first"),
    ),
    "successions": Shape(
        ("predecessor", "successor", "type", "effective", "extent", "resolved_by", "via")
        + ("population_share", "share_source", "note"),
        ("predecessor", "successor", "type", "effective", "extent", "resolved_by"),
        ("effective",),
        ("predecessor", "successor", "effective"),
    ),
    "networks": Shape(
        ("area", "area_start", "network", "extent", "note", "source"),
        ("area", "area_start", "network", "extent"),
        ("area_start",),
        ("area", "area_start", "network"),
    ),
}


@dataclass(frozen=True, eq=False)
class Tables:
    """The six tables: blank text is '', a blank date or share is None; `where` names file and row."""

    areas: pd.DataFrame
    codes: pd.DataFrame
    aliases: pd.DataFrame
    parents: pd.DataFrame
    successions: pd.DataFrame
    networks: pd.DataFrame


def read(folder: Path) -> Tables:
    """Read every table of a folder. A table may be spread over files that end in its name.

    So `icb-areas.csv` and `trust-areas.csv` are both read as areas. Raises BadDefinition
    for a file of no known table, a missing or unknown column, a blank that must be filled,
    text that is no date, or two rows with one key.
    """
    files: dict[str, list[Path]] = {name: [] for name in SHAPES}
    for path in sorted(folder.glob("*.csv")):
        name = path.stem.split("-")[-1]
        if name not in files:
            raise BadDefinition(
                f"{path.name} in params/areas is none of the tables known. "
                f"Let its name end in one of: {', '.join(f'{known}.csv' for known in SHAPES)}."
            )
        files[name].append(path)
    return Tables(**{name: _table(name, paths) for name, paths in files.items()})


def each(rows: pd.DataFrame) -> Iterator[Any]:
    """Give the rows of a table one by one, each with its columns as attributes."""
    columns = (rows[name].tolist() for name in rows)
    return map(_row(tuple(rows))._make, zip(*columns, strict=True))


@lru_cache(maxsize=32)
def _row(columns: tuple[str, ...]) -> Any:
    """Give the kind of tuple that rows of these columns are: to make one takes longer than a table's rows."""
    return namedtuple("Row", columns)


def refuse(faults: Iterable[str]) -> None:
    """Raise BadDefinition listing the faults, each already naming its file and row, if there are any."""
    listed = list(faults)
    if listed:
        count = f"{len(listed)} row{'s' if len(listed) > 1 else ''}"
        raise BadDefinition.rows(f"{count} of the areas cannot be used:", listed, WHAT_NEXT)


def _table(name: str, paths: list[Path]) -> pd.DataFrame:
    shape = SHAPES[name]
    empty = pd.DataFrame(columns=[*shape.columns, "where"], dtype=object)
    frames = [_file(path, shape) for path in paths]
    rows = pd.concat([empty, *frames], ignore_index=True)
    refuse(_faults(rows, shape))
    for column in shape.dates:
        rows[column] = [date.fromisoformat(text) if text else None for text in rows[column]]
    return rows


def _file(path: Path, shape: Shape) -> pd.DataFrame:
    try:
        rows = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig").astype(object)
    except (pd.errors.EmptyDataError, pd.errors.ParserError, UnicodeDecodeError) as error:
        raise BadDefinition(
            f"{path.name} in params/areas cannot be read as a table: {error}. Save it as CSV in UTF-8."
        ) from error
    for column in shape.columns:
        if column not in rows:
            raise BadDefinition(f"{path.name} in params/areas has no column {column!r} in row 1. Add it.")
    extra = sorted(set(rows.columns) - set(shape.columns))
    if extra:
        raise BadDefinition(
            f"{path.name} in params/areas has a column {extra[0]!r} in row 1 that nothing reads. "
            f"Known: {', '.join(shape.columns)}."
        )
    rows["where"] = [f"{path.name}, row {number}" for number in range(2, len(rows) + 2)]
    return rows


def _faults(rows: pd.DataFrame, shape: Shape) -> Iterable[str]:
    for column in shape.filled:
        for where in rows.loc[rows[column] == "", "where"]:
            yield f"{where}: {column} is blank"
    for column in shape.dates:
        text = rows[column].astype(str)
        read_as = pd.to_datetime(text.where(text != ""), format="%Y-%m-%d", errors="coerce")
        for row in each(rows[(text != "") & (read_as.isna() | (text.str.len() != 10))]):
            yield f"{row.where}: {column} is {getattr(row, column)!r}, not a date such as 2026-04-01"
    twice = rows[rows.duplicated(list(shape.key), keep=False)]
    for _, same in twice.groupby(list(shape.key), sort=False):
        for where in same["where"].iloc[1:]:
            yield f"{where}: repeats {same['where'].iloc[0]}"

"""Rows of a table as text in a file, a few thousand at a time, in an order that does not change."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from insight.databases.address import Address
from insight.databases.opening import Heard, opened
from insight.databases.tables import chosen, described, reflected
from insight.errors import BadAnswer, BadData, BadDefinition
from insight.fetching import Manners

CHUNK = 5000  # rows
SHOWN = 10  # bad cells
Value = str | bool | int | float | date
NUMBER = (sa.Numeric, sa.Float, sa.Integer, sa.types.NullType)
OF: dict[type, tuple[type, ...]] = {  # a value -> the types of columns that can hold it
    str: (sa.String, sa.Uuid, sa.types.NullType),
    bool: (sa.Boolean, sa.Integer, sa.types.NullType),
    int: NUMBER,
    float: NUMBER,
    date: (sa.Date, sa.DateTime, sa.types.NullType),
}
ADVICE = (
    "Fetch again later. If it goes on, ask who keeps the database, and whether this machine may reach it. "
    "What was read before is kept; with --offline it is used."
)


@dataclass(frozen=True)
class Wanted:
    """What is read: columns of a table or view, of the rows that hold certain values."""

    table: str
    schema: str | None
    columns: tuple[str, ...]
    where: Mapping[str, tuple[Value, ...]]
    numbers: Mapping[str, str]  # column -> what of the definition needs numbers there
    named: str  # the definition, for messages

    def __str__(self) -> str:
        """Say in one line what is read."""
        table = f"{self.schema}.{self.table}" if self.schema else self.table
        rows = [f"{name} = {' or '.join(map(repr, map(str, values)))}" for name, values in self.where.items()]
        return f"table {table}{', rows where ' if rows else ''}{' and '.join(rows)}"


def copied(at: Address, wanted: Wanted, to: Path, manners: Manners) -> int:
    """Write rows to a CSV file of UTF-8 text below their names; count them. It holds a chunk at a time.

    Numbers are written as they stand, dates in ISO form, truths true and false, and nothing for NULL. Rows
    come in the order of the primary key, else of all columns, so that the same rows give the same bytes.
    Raises UnknownName, BadDefinition, BadData for cells that are none of these, BadAnswer where there is too
    much, and the errors of a connection.
    """
    with opened(at, manners) as (line, heard):
        table = reflected(line, wanted.schema, wanted.table, where=wanted.named)
        table.metadata.info["typed"] = at.kind != "sqlite"  # where a column need not have a type
        columns = chosen(table, wanted.columns, where=wanted.named)
        _refuse_other_types(columns, wanted)
        query = sa.select(*columns).where(*_tests(table, wanted))
        query = query.order_by(*(list(table.primary_key.columns) or columns))
        return _written(_streamed(line, query, heard), wanted, to, manners.most_bytes)


def _streamed(line: Connection, query: sa.Select, heard: Heard) -> Iterator[Sequence[Any]]:
    """Give rows as they come, of which the database holds those that are not yet asked for."""
    found = line.execution_options(stream_results=True, yield_per=CHUNK).execute(query)
    for part in found.partitions():
        heard()
        yield from part
    heard()


def _written(rows: Iterator[Sequence[Any]], wanted: Wanted, to: Path, most: int) -> int:
    count, bad, wrong = 0, 0, list[str]()
    with to.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(wanted.columns)
        for count, row in enumerate(rows, 1):  # noqa: B007  how many there were
            try:
                lines.writerow([as_text(cell) for cell in row])
            except TypeError:
                cells = [
                    f"row {count + 1}: {name} holds {type(cell).__name__}"
                    for name, cell in zip(wanted.columns, row, strict=True)
                    if not _has_text(cell)
                ]
                bad += len(cells)
                wrong += cells if len(wrong) < SHOWN else ()
            if count % CHUNK == 0:
                _refuse_more(file.tell(), most, wanted)
        _refuse_more(file.tell(), most, wanted)
    if wrong:
        first = ", the first of them" if bad > SHOWN else ""
        said = f"{bad:,} cells of {wanted} cannot be read{first}:"
        raise BadData.rows(said, wrong[:SHOWN], "Ask for a view that gives text.")
    return count


def _refuse_more(written: int, most: int, wanted: Wanted) -> None:
    if written > most:
        raise BadAnswer(
            f"{wanted} gives more than the {most:,} bytes that are allowed. Ask for fewer rows with "
            f"'where' in {wanted.named}. Nothing was kept."
        )


def as_text(cell: object) -> str:
    """Give a cell as the text a person would type; TypeError for what is no text, number, date or truth.

    >>> as_text(Decimal("58.40")), as_text(None), as_text(True), as_text(1e-7), as_text(Decimal("1E+3"))
    ('58.40', '', 'true', '1e-07', '1000')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, (date, datetime, time)):
        return cell.isoformat()
    if isinstance(cell, (str, int, float, UUID)):
        return str(cell)
    raise TypeError(type(cell).__name__)


def _has_text(cell: object) -> bool:
    try:
        return as_text(cell) is not None
    except TypeError:
        return False


def _tests(table: sa.Table, wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    """Give what must hold of rows, its values to be handed over beside the statement."""
    columns = chosen(table, list(wanted.where), where=wanted.named)
    wrong = [
        f"{column.name!r} holds {described(column)}, and cannot hold {value!r}"
        for column in columns
        for value in wanted.where[column.name]
        if not isinstance(column.type, OF[type(value)])
    ]
    if wrong:
        raise BadDefinition.rows(
            f"{wanted.named}: no row can hold what 'where' asks for:",
            wrong,
            "Write numbers that are kept as text in quotes, and dates as 2026-03-31. Nothing was read.",
        )
    return [column.in_(wanted.where[column.name]) for column in columns]


def _refuse_other_types(columns: Sequence[sa.Column], wanted: Wanted) -> None:
    """Refuse columns of days or truths where numbers are needed."""
    wrong = [
        f"{column.name!r} holds {column.type}, where {wanted.numbers[column.name]} needs numbers"
        for column in columns
        if column.name in wanted.numbers and not isinstance(column.type, (*NUMBER, sa.String))
    ]
    if wrong:
        raise BadDefinition.rows(
            f"{wanted.named}: columns of {wanted.table!r} of another type than is needed:",
            wrong,
            "Mend the names of the columns. Nothing was read.",
        )

"""A table or view of an SQL database, such as the warehouse of an analytics team.

PostgreSQL and SQLite are tested. Other databases that SQLAlchemy knows are read in the same way when their
drivers are installed; of them nothing is promised.
"""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from insight import paths
from insight.databases import ADVICE, Address, Wanted, address, copied
from insight.definitions import Source
from insight.definitions.source import Read
from insight.definitions.strict import Record
from insight.errors import BadDefinition
from insight.fetching import Fetcher
from insight.observations import Grid
from insight.observations.columns import needed
from insight.sources import Input, delimited

DATABASE = True  # `base` is the address of one
NO_NUMBERS = ("interval", "outlier_status")
Name = Annotated[str, StringConstraints(min_length=1, max_length=128)]
Value = bool | int | float | date | str


class Ask(Record):
    """What is asked: one table or view, and which of its rows."""

    table: Name  # or a view
    in_schema: Name | None = Field(default=None, alias="schema")  # the database's own choice when left out
    where: dict[str, Value | tuple[Value, ...]] = Field(default_factory=dict)  # column -> what it must hold
    password_from: (
        Annotated[
            str,
            StringConstraints(pattern=r"^[A-Z][A-Z0-9_]*(PASSWORD|PASSWD|PASS|PWD|SECRET|TOKEN)[A-Z0-9_]*$"),
        ]
        | None
    ) = None  # the environment variable that holds the password


def understand(source: Source, what: Ask) -> Address:
    """Give the address of a source's database, or refuse one with a password in it, or that is none."""
    where = f"params/sources/{source.id}.yml"
    if source.read != Read():
        raise BadDefinition(
            f"{where}: a table of a database has no sheet, header or delimiter. Leave 'read' out."
        )
    return address(str(source.base), where=where, below=paths.root(), variable=what.password_from)


def ask(source: Source, what: Ask, fetcher: Fetcher) -> list[Input]:
    """Read the columns that a source names, of the rows it asks for, into a file that is kept.

    Raises UnknownName for a schema, table or column that is not there; BadDefinition for a column of another
    type than its use; NoAnswer, Refused, UnsafeAddress and BadAnswer as the services of the web do.
    """
    at = understand(source, what)
    columns = needed(source)
    wanted = Wanted(
        table=what.table,
        schema=what.in_schema,
        columns=tuple(columns),
        where={name: _values(value) for name, value in what.where.items()},
        numbers={
            column: f"{role} of {measure.metric}"
            for measure in source.measures
            for role, column in measure.columns.items()
            if role not in NO_NUMBERS
        },
        named=at.where,
    )
    asked = f"{at}, {wanted}; columns {', '.join(columns)}"
    write = partial(_copied, at, wanted, fetcher)
    answer = fetcher.take(asked, f"A database: {wanted}", write, ADVICE)
    return [Input(answer.path, str(wanted))]


def read(path: Path, source: Source) -> Grid:
    """Give the rows that were read as text, the header first."""
    return delimited.read(path, source)


def _copied(at: Address, wanted: Wanted, fetcher: Fetcher, to: Path) -> int:
    return copied(at, wanted, to, fetcher.manners)


def _values(value: Value | tuple[Value, ...]) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else (value,)

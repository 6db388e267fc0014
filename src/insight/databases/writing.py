"""Rows put into tables of ours within a transaction; tables of others are left alone."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.schema import CreateSchema

from insight.databases.opening import Heard
from insight.databases.tables import LONGEST
from insight.errors import NoPlaceToPublish
from insight.markup import shown

CHUNK = 5000  # rows


class Writer:
    """Writes tables in a transaction that somebody else began. One at a time writes to a schema.

    line, heard : as `opened` gives them. schema : where; None where a database has none.
    """

    def __init__(self, line: Connection, heard: Heard, schema: str | None):
        self.line, self.heard, self.schema = line, heard, schema

    def prepare(self, tables: Iterable[sa.Table]) -> None:
        """Make the tables that are not there. Raises NoPlaceToPublish for any that is there but not ours."""
        if self.line.dialect.name == "postgresql":
            number = int.from_bytes(
                hashlib.sha256(f"insight {self.schema}".encode()).digest()[:8], signed=True
            )
            self.line.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))
        eyes = sa.inspect(self.line)
        if self.schema is not None and self.schema not in eyes.get_schema_names():
            self.line.execute(CreateSchema(self.schema))
        there = {*eyes.get_table_names(self.schema), *eyes.get_view_names(self.schema)}
        wrong = []
        for table in tables:
            if table.name in there:
                wrong += self._strange(table)
            else:
                table.create(self.line)
        if wrong:
            raise NoPlaceToPublish.rows(
                f"{f'The schema {shown(self.schema, LONGEST)}' if self.schema else 'The database'} holds "
                "tables that are not as Insight makes them:",
                wrong,
                "They were left alone, and nothing was written. Name another schema, or have whoever keeps "
                "the database rename or remove them.",
            )

    def replace(self, table: sa.Table, rows: Sequence[tuple], own: Mapping[str, Any]) -> None:
        """Put rows where those stood that have some values in common.

        rows : a value for each column of the table, in its order. own : column -> the value.
        """
        tests = (table.columns[name] == value for name, value in own.items())
        self.line.execute(sa.delete(table).where(*tests))
        self.heard()
        if self.line.dialect.driver == "psycopg":
            self._copy(table, rows)
        else:
            self._insert(table, rows)

    def _copy(self, table: sa.Table, rows: Sequence[tuple]) -> None:
        """Hand rows over in PostgreSQL's own way for many of them."""
        from psycopg import sql  # here, as other databases do without it

        at = (table.schema, table.name) if table.schema else (table.name,)
        names = sql.SQL(", ").join(sql.Identifier(column.name) for column in table.columns)
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(*at), names)
        with self.line.connection.cursor().copy(statement) as copy:
            for number, row in enumerate(rows):
                copy.write_row(row)
                if number % CHUNK == 0:
                    self.heard()

    def _insert(self, table: sa.Table, rows: Sequence[tuple]) -> None:
        left, names = iter(rows), [column.name for column in table.columns]
        while part := list(islice(left, CHUNK)):
            cells = (
                (float(cell) if isinstance(cell, Decimal) else cell for cell in row) for row in part
            )  # SQLite has no decimal numbers
            self.line.execute(sa.insert(table), [dict(zip(names, row, strict=True)) for row in cells])

    def _strange(self, table: sa.Table) -> list[str]:
        """Say in what a table of that name is not ours."""
        name, eyes = shown(table.name, LONGEST), sa.inspect(self.line)
        if table.name not in eyes.get_table_names(self.schema):
            return [f"{name}: is a view"]
        found = sa.Table(
            table.name, sa.MetaData(), schema=self.schema, autoload_with=self.line, resolve_fks=False
        )
        said = [f"lacks {one}" for one in table.columns.keys() if one not in found.columns]  # noqa: SIM118
        said += [f"has {shown(one, LONGEST)}" for one in found.columns.keys() if one not in table.columns]  # noqa: SIM118
        said += [
            f"{column.name} holds {self._spelt(found.columns[column.name])} and not {self._spelt(column)}"
            for column in table.columns
            if column.name in found.columns and self._spelt(found.columns[column.name]) != self._spelt(column)
        ]
        keys = [{one.name for one in each.primary_key.columns} for each in (table, found)]
        said += ["has another primary key"] * (keys[0] != keys[1])
        return [f"{name}: {', '.join(said)}"] if said else []

    def _spelt(self, column: sa.Column) -> str:
        unknown = isinstance(column.type, sa.types.NullType)
        return "something else" if unknown else column.type.compile(dialect=self.line.dialect)

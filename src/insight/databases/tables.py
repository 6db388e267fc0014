"""Tables and views as a database describes them; names that it does not know are refused."""

from collections.abc import Collection, Sequence
from difflib import get_close_matches

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.sql import sqltypes

from insight.errors import BadDefinition, UnknownName
from insight.markup import shown

SHOWN = 20  # names of others
LONGEST = 200  # letters of one
NEVER = (sqltypes.LargeBinary, sqltypes.ARRAY, sqltypes.JSON)


def reflected(line: Connection, schema: str | None, name: str, *, where: str) -> sa.Table:
    """Give a table or view with its columns, each name as the database spells it.

    Raises UnknownName, with the nearest names, for a schema or a table that is not there.
    """
    eyes = sa.inspect(line)
    if schema is not None:
        _refuse_unknown("schema", schema, eyes.get_schema_names(), where)
    known = [*eyes.get_table_names(schema), *eyes.get_view_names(schema)]
    if line.dialect.name == "postgresql":
        known += [*eyes.get_materialized_view_names(schema), *eyes.get_foreign_table_names(schema)]  # type: ignore[attr-defined]
    _refuse_unknown(f"table or view of {schema or 'the database'}", name, known, where)
    return sa.Table(name, sa.MetaData(), schema=schema, autoload_with=line, resolve_fks=False)


def chosen(table: sa.Table, names: Sequence[str], *, where: str) -> list[sa.Column]:
    """Give columns by their names, or refuse those that are not there, or hold what is no text or number."""
    for name in names:
        _refuse_unknown(f"column of {table.name}", name, table.columns.keys(), where)
    columns = [table.columns[name] for name in names]
    wrong = [f"{column.name!r} holds {described(column)}" for column in columns if _is_strange(column)]
    if wrong:
        raise BadDefinition.rows(
            f"{where}: columns of {table.name!r} that are no text, number, date or truth:",
            wrong,
            "Name others, or ask for a view that gives them as text. Nothing was read.",
        )
    return columns


def described(column: sa.Column) -> str:
    """Give the type of a column in the database's own words."""
    return "a type that is not known" if isinstance(column.type, sqltypes.NullType) else str(column.type)


def _is_strange(column: sa.Column) -> bool:
    unknown = isinstance(column.type, sqltypes.NullType)
    return isinstance(column.type, NEVER) or (unknown and column.table.metadata.info.get("typed", True))


def _refuse_unknown(kind: str, name: str, known: Collection[str], where: str) -> None:
    """Raise UnknownName for a name that is none; of many others, tell the nearest."""
    if name in known:
        return
    told = sorted(shown(one, LONGEST) for one in known)
    if len(told) > SHOWN:
        near = get_close_matches(name, told, n=SHOWN, cutoff=0.0)
        raise UnknownName(
            f"No {kind} is called {name!r} ({where}). The nearest of {len(told)}: {', '.join(near)}."
        )
    raise UnknownName.among(kind, name, known=told, where=where)

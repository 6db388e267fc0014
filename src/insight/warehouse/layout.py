"""The tables of the database: those of the data package, each row with its edition and version."""

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateSchema, CreateTable, SetColumnComment, SetTableComment

from insight.exports import KEYS, NUMBERS, TABLES, TITLES, Field

SCHEMA = "insight"  # where no other is named; SQLite has none
OWN = (
    Field("edition", "string", "The edition the row belongs to."),
    Field("version", "date", "The day the edition is as at: its version."),
)
MADE_UP = Field("synthetic", "boolean", "Whether any figure of the edition was made up by a program.")
EDITIONS = (
    Field("title", "string", "What the edition is called."),
    Field("description", "string", "What its data are."),
    Field("geography_date", "date", "The day whose areas the figures are about."),
    Field("licence", "string", "On what terms the data may be used, parted by semicolons."),
    Field("draft", "boolean", "Whether some who must sign the edition have not yet signed."),
    Field("rows", "integer", "How many findings it has."),
    MADE_UP,
)
TYPES: dict[str, sa.types.TypeEngine] = {
    "string": sa.Text(),
    "number": sa.Numeric().with_variant(sa.REAL(), "sqlite"),
    "integer": sa.BigInteger(),
    "boolean": sa.Boolean(),
    "date": sa.Date(),
}
FIELDS: dict[str, tuple[Field, ...]] = {
    "editions": EDITIONS,
    **{
        name: fields if any(field.name == MADE_UP.name for field in fields) else (*fields, MADE_UP)
        for name, fields in TABLES.items()
    },
}
ABOUT = TITLES | {"editions": "Editions: a row for each that is held here, with its version"}


def tables(schema: str | None) -> dict[str, sa.Table]:
    """Give each table by name: those of the data package, and one of editions.

    Their keys are those of the package below the edition and its version. The database itself refuses a
    number in a row that is withheld.
    """
    held = sa.MetaData(schema=schema)
    return {name: _table(name, held) for name in FIELDS}


def statements(schema: str | None, dialect: Dialect) -> list[str]:
    """Give the statements that make the tables, for those who make them by hand.

    >>> from sqlalchemy.dialects import sqlite
    >>> statements(None, sqlite.dialect())[0].splitlines()[1:3]
    ['\\tedition TEXT NOT NULL, ', '\\tversion DATE NOT NULL, ']
    """
    made: list[sa.sql.ddl.DDLElement] = [CreateSchema(schema, if_not_exists=True)] if schema else []
    for table in tables(schema).values():
        made.append(CreateTable(table))
        if dialect.supports_comments:
            made += [SetTableComment(table), *(SetColumnComment(column) for column in table.columns)]
    return [str(one.compile(dialect=dialect)).strip() for one in made]


def _table(name: str, held: sa.MetaData) -> sa.Table:
    keys = [field.name for field in OWN] + list(KEYS.get(name, ()))
    rules = [_nothing_withheld()] if name == "findings" else []
    columns = [_column(field, field.name in keys) for field in (*OWN, *FIELDS[name])]
    return sa.Table(name, held, *columns, *rules, comment=f"{ABOUT[name]}. Written by Insight.")


def _column(field: Field, key: bool) -> sa.Column:
    told = field.described()["description"]
    empty = field.missing is not None and not key
    return sa.Column(field.name, TYPES[field.kind], primary_key=key, nullable=empty, comment=told)


def _nothing_withheld() -> sa.CheckConstraint:
    """Give the rule that a row that is withheld has no number."""
    numbers = sa.and_(*(sa.column(name).is_(None) for name in NUMBERS))
    return sa.CheckConstraint(
        sa.or_(sa.column("withheld").is_(None), numbers), name="no_number_where_withheld"
    )

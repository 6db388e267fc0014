"""An edition's data put into a database in one transaction: readers see all of the old or all of the new."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from insight import definitions, exports, findings
from insight.databases import Address, Writer, opened
from insight.definitions import Edition
from insight.errors import BadChoice
from insight.exports import Field
from insight.fetching import Manners, persevere
from insight.warehouse.layout import EDITIONS, FIELDS, OWN, SCHEMA, tables

ADVICE = (
    "Nothing was written: what stood there before still does. Try again later. If it goes on, ask who keeps "
    "the database."
)
LONGEST = 63  # bytes of a name, of which PostgreSQL keeps no more
OF_KIND: dict[str, Callable[[str], Any]] = {
    "string": str,
    "number": Decimal,
    "integer": int,
    "boolean": "true".__eq__,
    "date": date.fromisoformat,
}
Report = Callable[[str], None]


def put(
    edition: Edition,
    at: Address,
    schema: str | None = None,
    *,
    manners: Manners | None = None,
    report: Report = lambda table: None,
    sleep: Callable[[float], None] = time.sleep,
) -> dict[str, int]:
    """Write the released findings of an edition, and the tables beside them; give the rows of each table.

    at : a PostgreSQL or SQLite database. schema : where in it; SCHEMA when not given, and none in SQLite.
    report : told the name of each table that is written.

    Rows of the same edition and version are replaced; those of others stay as they are. A table that is not
    there is made; one with other columns, or of another kind, is left alone and refused with
    NoPlaceToPublish. Raises SmallNumbersTold before anything is asked of the database when a finding that is
    withheld has a number, and the errors of `databases.opened`.
    """
    schema = schema_of(at, schema)
    manners = manners or Manners()
    findings.make(edition)
    held = exports.tables_of(edition)
    held["editions"] = _about(edition, len(held["findings"]))
    made_up = exports.made_up(edition)
    rows = {name: _rows(table, FIELDS[name], edition, made_up) for name, table in held.items()}
    own = {"edition": edition.id, "version": edition.as_at}

    def once() -> dict[str, int]:
        with opened(at, manners, write=True) as (line, heard):
            writer = Writer(line, heard, schema)
            writer.prepare(tables(schema).values())
            for name, table in tables(schema).items():
                writer.replace(table, rows[name], own)
                report(name)
        return {name: len(rows[name]) for name in tables(schema)}

    return persevere(once, str(at), manners, sleep, ADVICE)


def schema_of(at: Address, schema: str | None) -> str | None:
    """Give the schema that is written to: the one named, SCHEMA, or None in SQLite, which has none.

    Raises BadChoice for a name that cannot be one, and for databases that are not written to.
    """
    if at.kind == "sqlite":
        if schema is not None:
            raise BadChoice(f"An SQLite database has no schemas. Leave {schema!r} out. Nothing was written.")
        return None
    if at.kind != "postgresql":
        raise BadChoice(
            f"{at} is of the kind {at.kind}, which is not written to: nobody has tried whether readers see "
            "all of an edition or none of it there. Use PostgreSQL or SQLite, or load the CSV files of "
            "insight data. Nothing was written."
        )
    schema = SCHEMA if schema is None else schema
    if not schema.strip() or not schema.isprintable() or len(schema.encode()) > LONGEST:
        raise BadChoice(
            f"{schema[:80]!r} cannot be the name of a schema: it needs letters, and at most {LONGEST} bytes. "
            "Nothing was written."
        )
    return schema


def _about(edition: Edition, rows: int) -> pd.DataFrame:
    sources = [definitions.source(name) for name in edition.sources]
    told = {
        "title": edition.title,
        "description": exports.description(edition),
        "geography_date": edition.geography_date,
        "licence": "; ".join(one["title"] for one in exports.licences(sources)),
        "draft": bool(edition.unsigned),
        "rows": rows,
        "synthetic": exports.made_up(edition),
    }
    return pd.DataFrame([told], columns=[field.name for field in EDITIONS])


def _rows(table: pd.DataFrame, fields: Sequence[Field], edition: Edition, made_up: bool) -> list[tuple]:
    """Give the rows of a table as a database holds them, each with its edition and version."""
    if "synthetic" not in table:
        table = table.assign(synthetic=made_up)
    decimals = table["decimals"].tolist() if "decimals" in table else [None] * len(table)
    own = [[edition.id] * len(table), [edition.as_at] * len(table)]
    assert len(own) == len(OWN)
    return list(zip(*own, *(_column(table, field, decimals) for field in fields), strict=True))


def _column(table: pd.DataFrame, field: Field, decimals: list) -> Iterator[Any]:
    """Give the cells of a column, None where one is empty: digits as in the CSV file, words as they are."""
    make = OF_KIND[field.kind]
    texts: Iterable[str] = exports.cells(table[field.name].tolist(), field, decimals, word=str)
    return (make(text) if text else None for text in texts)

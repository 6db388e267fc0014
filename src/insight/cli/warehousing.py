"""The verb that writes an edition's data to a database."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from insight import definitions
from insight.cli import options
from insight.cli.app import app
from insight.cli.progress import progress, say
from insight.errors import BadDefinition
from insight.writing import write

MADE = "# Made by insight warehouse "  # how what is written begins
To = Annotated[
    str,
    typer.Option("--to", metavar="ADDRESS", help="The database: postgresql+psycopg://name@host/database."),
]
Schema = Annotated[
    str | None,
    typer.Option("--schema", metavar="NAME", help="Where in the database; insight when not given."),
]
PasswordFrom = Annotated[
    str | None,
    typer.Option("--password-from", metavar="VARIABLE", help="The environment variable with the password."),
]
Definitions = Annotated[
    Path | None,
    typer.Option(
        "--definitions", metavar="DIR", help="Also write there the sources that read the data back."
    ),
]


@app.command()
def warehouse(
    name: options.Name,
    to: To,
    schema: Schema = None,
    password_from: PasswordFrom = None,
    definitions_in: Definitions = None,
    dry_run: options.Dry = False,
) -> None:
    """Write the released findings of EDITION to a database, at once, beside other editions and versions.

    insight warehouse demo --to postgresql+psycopg://analyst@db.icb.example/audits
    """
    from insight import warehouse  # here, as no other verb needs what it loads
    from insight.databases import address

    edition = definitions.edition(name)
    at = address(to, where="--to", below=Path.cwd(), variable=password_from)
    schema = warehouse.schema_of(at, schema)
    if dry_run:
        say(f"-- Would write {edition.id}, as at {edition.as_at}, to {at}, in tables made like this:")
        say(*(f"{statement};" for statement in warehouse.statements(schema, at.url.get_dialect()())))
        return
    if definitions_in is not None:
        _refuse_theirs([definitions_in / f"{source}.yml" for source in edition.sources])
    with progress("Writing tables", len(warehouse.FIELDS)) as step:
        rows = warehouse.put(edition, at, schema, report=step)
    told = ", ".join(f"{count:,} of {table}" for table, count in rows.items())
    place = f"{at}, schema {schema}" if schema else str(at)
    say(f"{edition.id}, as at {edition.as_at}, is in {place}. Rows: {told}.")
    if definitions_in is not None:
        for source, text in warehouse.definitions_of(edition, at, schema).items():
            write(definitions_in / f"{source}.yml", text)
            say(f"Its source {source} is read back by {definitions_in / f'{source}.yml'}")


def _refuse_theirs(places: Sequence[Path]) -> None:
    """Refuse to write definitions in the place of some that people wrote."""
    theirs = [str(place) for place in places if place.exists() and not _is_made(place)]
    if theirs:
        raise BadDefinition.rows(
            "Definitions that were written by hand would be lost:",
            theirs,
            "Give another folder with --definitions. Nothing was written, to the database neither.",
        )


def _is_made(place: Path) -> bool:
    return place.is_file() and place.read_text(encoding="utf-8", errors="replace").startswith(MADE)

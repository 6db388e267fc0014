"""The verb that compares what we know of areas with the registers that keep it."""

import json
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from insight.cli import options
from insight.cli.app import app
from insight.cli.fetching import of_answers
from insight.cli.progress import say
from insight.fetching import Fetcher
from insight.writing import write

What = Annotated[Literal["areas"], typer.Argument(help="What to compare: areas.")]
On = Annotated[
    datetime | None,
    typer.Option(
        "--on", metavar="DAY", formats=["%Y-%m-%d"], help="Whose names and parents; today's if not given."
    ),
]
Json = Annotated[
    Path | None, typer.Option("--json", metavar="FILE", help="Write the differences as JSON too.")
]


@app.command()
def refresh(what: What, on: On = None, json_file: Json = None, offline: options.Offline = False) -> None:
    """Compare params/areas with the registers in params/registers, and propose changes. Nothing is edited.

    insight refresh areas --on 2026-04-01

    Exit code: 0 when nothing differs, 1 when something does.
    """
    from insight import registers  # here, as no other verb needs what it loads

    day = on.date() if on else date.today()
    with Fetcher(offline=offline) as fetcher:
        found = registers.differences(fetcher, day)
        told = [*registers.lines(found), *of_answers(fetcher)]
    if json_file is not None:
        written = json.dumps([asdict(each) for each in found], indent=1, ensure_ascii=False)
        write(json_file, f"{written}\n")
    say(*told)
    raise typer.Exit(int(bool(found)))

"""The verbs around a session: the form that an ICB fills, and taking it in when it comes back."""

from pathlib import Path
from typing import Annotated

import typer

from insight import areas, definitions, paths
from insight.cli import options
from insight.cli.app import app
from insight.cli.progress import say
from insight.errors import UnknownArea
from insight.formats import listed, plural
from insight.writing import write

Icb = Annotated[str, typer.Argument(metavar="ICB", help="The code of an integrated care board, such as QWO.")]
Form = Annotated[Path, typer.Argument(metavar="FILE", help="The workbook that came back.")]
Place = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where to write it.")]


@app.command("form")
def write_form(name: options.Name, icb: Icb, out: Place = None) -> None:
    """Write the workbook in which ICB keeps its actions, answers before a session, and says who comes.

    insight form demo QWO --out session.xlsx
    """
    from insight.sessions.forms import workbook  # here, as no other verb needs what it loads

    edition = definitions.edition(name)
    code = icb.upper()
    board = areas.get(code, edition.geography_date)
    if board.type != "icb":
        raise UnknownArea(f"{code} is {board.name}, which is no ICB. Give the code of an ICB, such as QWO.")
    place = out or paths.build() / edition.id / "forms" / f"{code.lower()}.xlsx"
    write(place, workbook(code, board.short_name, edition.as_at))
    say(f"The form of {board.short_name} is {place}. `insight take {place} {code}` reads it back.")


@app.command("take")
def take_form(form: Form, icb: Icb, dry_run: options.Dry = False) -> None:
    """Read back the workbook of ICB, and keep what it holds where the next edition reads it.

    insight take session.xlsx QWO
    """
    from insight.sessions.forms import keep, returned

    kept = returned(form, icb.upper())
    said = listed(
        [
            plural(len(kept.actions), "action"),
            plural(len(kept.answers), "answer"),
            plural(len(kept.invited), "invitation"),
        ]
    )
    if dry_run:
        say(f"{form.name} can be used: {said}.")
        return
    for place in keep(kept):
        say(f"Written: {place}")
    say(f"Kept: {said}. The next `insight run` shows them.")

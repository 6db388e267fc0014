"""Verbs for reviewers: a page made again with other parameters, two pages or editions compared."""

import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from insight.cli.app import app
from insight.cli.progress import say
from insight.errors import BadValue

Page = Annotated[str, typer.Argument(metavar="PAGE", help="A finished page, or its name: icb_insight/qwo.")]
Given = Annotated[
    list[str] | None, typer.Option("-p", metavar="NAME=VALUE", help="A parameter to change, such as icb=QOX.")
]
Folder = Annotated[Path | None, typer.Option("--out", metavar="FOLDER", help="Where to put what is made.")]
Shown = Annotated[bool, typer.Option("--progress", help="Say on stderr which cell is at work.")]
Side = Annotated[Path, typer.Argument(help="A finished page (.ipynb), or a folder of them.")]
Json = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write the changes as JSON too.")]
Html = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write the changes as a page too.")]


@app.command("rerun")
def rerun_page(page: Page, given: Given = None, out: Folder = None, progress: Shown = False) -> None:
    """Make a finished page again with other parameters, and say what changes. The page itself is left alone.

    insight rerun icb_insight/qwo -p icb=QOX

    Exit code: 0 when nothing changed, 1 when something did.
    """
    signal.signal(signal.SIGTERM, _stop)
    from insight import review

    step = _told if progress else lambda number, total: None
    made = review.rerun(page, dict(map(_named, given or ())), out, step)
    say(*review.lines(made.comparison))
    say(f"The page is at {made.page}", f"What changed is at {made.html} and {made.json}")
    raise typer.Exit(int(made.comparison.changed))


@app.command()
def compare(old: Side, new: Side, json: Json = None, html: Html = None) -> None:
    """Say what differs between two finished pages, or two folders of pages, and why.

    insight compare _build/demo-before _build/demo --html changes.html

    Exit code: 0 when nothing changed, 1 when something did.
    """
    from insight import review

    found = review.compare(old, new)
    if json is not None:
        review.write(json, review.as_json(found))
    if html is not None:
        review.write_html(found, html)
    say(*review.lines(found))
    raise typer.Exit(int(found.changed))


def _named(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise BadValue(f"-p {text} names no value. Write a name, = and a value: -p icb=QOX.")
    return name.strip(), value


def _told(number: int, total: int) -> None:
    print(f"cell {number} of {total}", file=sys.stderr, flush=True)


def _stop(signum: int, frame: object) -> None:
    """End as for any error, so that what is half made is taken away."""
    sys.exit(128 + signum)

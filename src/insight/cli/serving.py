"""The verb that lets people make pages again without a terminal."""

from typing import Annotated

import typer

from insight import definitions
from insight.cli import options
from insight.cli.app import app
from insight.cli.progress import say

Name = Annotated[
    str, typer.Argument(metavar="[EDITION]", help="A file in params/editions, or its name: demo.")
]
Browse = Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")]


@app.command("serve")
def serve_pages(name: Name = "demo", port: options.Port = 8765, browse: Browse = True) -> None:
    """Serve EDITION on this machine alone: choose a page, make it again, see what changed.

    insight serve demo --no-open
    """
    from insight import serve  # here, as no other verb needs what it loads

    edition = definitions.edition(name)
    serve.serve(
        edition,
        port=port,
        browse=browse,
        ready=lambda address: say(f"{edition.title}: {address} (Ctrl+C closes it)"),
    )

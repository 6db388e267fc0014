"""The verb that puts a site where it is served."""

from pathlib import Path
from typing import Annotated

import typer

from insight.cli import options
from insight.cli.app import app
from insight.errors import MissingInput

Place = Annotated[Path, typer.Argument(metavar="DIR", help="A folder of its own; serve `current` in it.")]
Back = Annotated[bool, typer.Option("--rollback", help="Go back to the version that was served before.")]
Keep = Annotated[int, typer.Option("--keep", min=2, metavar="N", help="Versions that stay in DIR.")]
Only = Annotated[str, typer.Option("--only", metavar="TEXT", help="Only pages with this in their names.")]
CheckOnly = Annotated[bool, typer.Option("--check-only", help="Make the checks, and publish nothing.")]


@app.command()
def prove(name: options.Name, only: Only = "") -> None:
    """Find every number that the pages of EDITION tell in words in the findings they were made of.

    Those of pages about recommendations are looked for in the register of them too.

    insight prove demo
    """
    from insight import definitions, paths, proof

    edition = definitions.edition(name)
    home = paths.build() / edition.id / "book" / "reports"
    pages = sorted(path for path in home.glob("*/*.ipynb") if only in f"{path.parent.name}/{path.stem}")
    if not pages:
        raise MissingInput(f"No page of {edition.id} has been made. Run: insight run {edition.id}")
    told = sum(proof.proved(pages).values())
    typer.echo(f"{told:,} numbers in the words of {len(pages)} pages: each is in what the page was made of.")


@app.command()
def publish(
    name: options.Name,
    folder: Place,
    rollback: Back = False,
    keep: Keep = 3,
    check_only: CheckOnly = False,
    dry_run: options.Dry = False,
) -> None:
    """Check the site of EDITION and put it in DIR, in place of the one that is served there, at once.

    insight publish demo ../public
    """
    from insight import definitions, findings, paths, publish  # here, as no other verb needs the checks
    from insight.cli.offering import vouched

    edition = definitions.edition(name)

    def look(path: Path) -> None:
        findings.nothing_told(edition, path, vouched=vouched(edition, path))

    home = paths.build() / edition.id
    site, known = home / "html", home / "checked.json"
    if dry_run:
        typer.echo(_plan(folder, site, rollback=rollback, check_only=check_only))
    elif rollback:
        version = publish.roll_back(folder, wait=lambda: _waiting(folder))
        typer.echo(f"Served now: {folder / 'versions' / version}, the version before.")
    elif check_only:
        files = publish.check(edition, site, look=look, known=known)
        typer.echo(f"{edition.id} is fit to publish: its {files} files pass every check.")
    else:
        done = publish.publish(
            edition,
            folder,
            site,
            look=look,
            known=known,
            keep=keep,
            wait=lambda: _waiting(folder),
        )
        shared = f", {done.shared} of them shared with the version before" if done.shared else ""
        words = f"{done.files} files, {done.size / 1e6:.1f} MB{shared}" if done.new else "the same as before"
        typer.echo(f"Served now: {folder / 'versions' / done.version} ({words}).")


def _plan(folder: Path, site: Path, *, rollback: bool, check_only: bool) -> str:
    """Say what would be done."""
    from insight import publish

    served = publish.served(folder)
    now = f"version {served}" if served else "nothing"
    if rollback:
        return f"Would go back to the version before; {folder} serves {now}."
    if check_only:
        return f"Would check {site} as it would be published."
    return f"Would check {site} and put it in {folder}, which serves {now}."


def _waiting(folder: Path) -> None:
    typer.echo(f"Another is publishing in {folder}: waiting for it to end.")

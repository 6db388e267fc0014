"""The verb that makes documents of finished pages."""

from pathlib import Path
from typing import Annotated

import typer

from insight import book, definitions, paths
from insight.cli import options
from insight.cli.app import app
from insight.cli.progress import progress, say, waiting
from insight.errors import UnknownName

Kind = Annotated[
    str, typer.Option("--kind", metavar="KINDS", help="Only some: pdf,docx,pptx,xlsx,ods. All when not said.")
]


@app.command("documents")
def make_documents(
    name: options.Name,
    only: options.Only = "",
    kind: Kind = "",
    jobs: options.Jobs = None,
    dry_run: options.Dry = False,
) -> None:
    """Make PDF, Word, slides and workbooks of the pages of EDITION that were made, and one PDF of them all.

    insight documents demo --only QWO --kind pdf,docx
    """
    from insight import documents  # here, as no other verb needs what it loads

    edition = definitions.edition(name)
    pages = _pages(edition.id, only)
    wanted = documents.plan(edition, pages, documents.kinds(kind), volume=not only)
    if dry_run:
        say(*(document.name for document in wanted))
        return
    if not only:
        for gone in documents.tidy(edition, wanted):
            say(f"{gone} is gone, as its page is.")
    old = documents.stale(wanted, edition)
    with progress("Making documents", len({document.pages for document in old})) as step:
        failures = documents.make(edition, old, workers=jobs, report=step, wait=waiting(edition.id))
    before = len(wanted) - len(old)
    already = f", {before} of them before and unchanged since" if before else ""
    made = len(wanted) - len(failures)
    say(f"{made} of {len(wanted)} documents were made{already}: {documents.folder(edition.id)}")
    if failures:
        raise documents.failed(failures, len(wanted))


def _pages(edition: str, only: str) -> list[Path]:
    """Give the finished pages that are named so, in the order of the edition."""
    made = [page for page in book.pages(edition) if page.made]
    home = paths.build() / edition / "book"
    chosen = [
        home / f"{page.path}.ipynb" for page in made if only.lower() in f"{page.path} {page.title}".lower()
    ]
    if not chosen:
        raise UnknownName(
            f"None of the {len(made)} pages of {edition} that were made is named with {only!r}. "
            f"`insight list {edition}` lists what it asks for; `insight run {edition}` makes them."
        )
    return chosen

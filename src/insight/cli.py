"""The `insight` command: one verb for each step from published data to a site."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from insight import areas, book, definitions, findings, run, store
from insight.definitions import Edition
from insight.errors import InsightError, UnknownName

app = typer.Typer(
    help="Reproducible reports from national clinical audit data.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # a fault of ours keeps its plain traceback
    rich_markup_mode=None,
)
Name = Annotated[str, typer.Argument(metavar="EDITION", help="A file in params/editions, or its name: demo.")]
Only = Annotated[str, typer.Option("--only", metavar="WORD", help="Only pages named with WORD, such as QWO.")]
Dry = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
Data = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="The folder of the published files.")
]
Jobs = Annotated[int | None, typer.Option("--jobs", min=1, metavar="N", help="Pages at a time.")]


def main() -> None:
    """Run the command. What a user can mend is one paragraph and an exit code of its own."""
    try:
        app()
    except InsightError as error:
        print(f"insight: {error}", file=sys.stderr)
        sys.exit(error.exit_code)


@app.command()
def fetch(name: Name, data: Data = None, dry_run: Dry = False) -> None:
    """Read, check and store the data of EDITION, and work out its findings.

    insight fetch cvdprevent-june-2024 --data ../shared/data
    """
    edition = definitions.edition(name)
    if dry_run:
        _say(*(f"{source}: {definitions.source(source).title}" for source in edition.sources))
        return
    _fetch(edition, data)


@app.command("run")
def run_pages(name: Name, only: Only = "", dry_run: Dry = False, jobs: Jobs = None) -> None:
    """Run every notebook EDITION asks for. One failure never stops the rest.

    insight run demo --only QWO
    """
    edition = definitions.edition(name)
    chosen = _chosen(edition, only)
    if dry_run:
        _say(*_lines(chosen))
        return
    _findings(edition)
    _complain(_run(edition, chosen, jobs), len(chosen))


@app.command()
def attack(name: Name, only: Only = "", dry_run: Dry = False) -> None:
    """Try to work out small counts of EDITION from everything it shows; fail if any can be.

    insight attack demo --only nvr
    """
    edition = definitions.edition(name)
    chosen = [audit for audit in definitions.audits_of(edition) if only.casefold() in audit.id]
    if dry_run:
        _say(*(f"{audit.id}  {audit.name}" for audit in chosen))
        return
    for audit in chosen:
        findings.attack(edition, audit)
        _say(f"{audit.id}: no small count can be worked out.")


@app.command("book")
def bind_book(name: Name, dry_run: Dry = False) -> None:
    """Bind the pages of EDITION that were made into a site.

    insight book demo
    """
    edition = definitions.edition(name)
    found = book.pages(edition.id)
    if dry_run:
        _say(*(f"{page.path}  {page.title}" for page in found if page.made))
        return
    _say(f"The book of {edition.id} is at {_bind(edition)}")
    _complain(book.failures(edition.id), len(found))


@app.command()
def build(name: Name, only: Only = "", dry_run: Dry = False, data: Data = None, jobs: Jobs = None) -> None:
    """Fetch, run and bind EDITION; print where the site is.

    insight build params/editions/demo.yml
    """
    edition = definitions.edition(name)
    chosen = _chosen(edition, only)
    if dry_run:
        _say(*_lines(chosen))
        return
    _fetch(edition, data)
    failures = _run(edition, chosen, jobs)
    made = any(page.made for page in book.pages(edition.id))
    site = _bind(edition) if made else None
    if site:
        _say(f"The book of {edition.id} is at {site}")
    _complain(failures, len(chosen))


@app.command("list")
def list_pages(name: Name, only: Only = "") -> None:
    """List the pages EDITION asks for.

    insight list demo --only QWO
    """
    _say(*_lines(_chosen(definitions.edition(name), only)))


@app.command()
def check(name: Name, data: Data = None) -> None:
    """Read every definition and notebook; with --data, check the sources of EDITION too. Nothing is written.

    insight check smoking-2022-23 --data ../shared/data
    """
    edition = definitions.edition(name)
    counts = {
        "areas": len(areas.table()),
        "audits": len(definitions.audits()),
        "metrics": len(definitions.metrics()),
        "sources": len(definitions.sources()),
        "editions": len([definitions.edition(other) for other in definitions.editions()]),
    }
    _say("Definitions are sound: " + ", ".join(f"{count} {what}" for what, count in counts.items()) + ".")
    _say(f"{edition.id} asks for {len(run.plan(edition))} pages.")
    for tally in store.check(edition, data) if data is not None else ():
        _say(f"{tally.source}: {tally.rows_in:,} rows in, {tally.used:,} used.")
        _say(*[f"  {tally.foot_notes:,} foot notes"] * bool(tally.foot_notes))
        _say(*(f"  {rows:,} left out: {reason}" for reason, rows in tally.left_out.items()))


def _fetch(edition: Edition, data: Path | None) -> None:
    with _progress("Reading sources", len(edition.sources)) as step:
        store.fetch(edition, data, lambda words, done, total: step(words))
    _findings(edition)


def _findings(edition: Edition) -> None:
    with _progress("Working out findings", len(definitions.audits_of(edition))) as step:
        findings.make(edition, report=step)


def _run(edition: Edition, chosen: Sequence[run.Job], workers: int | None) -> dict[str, str]:
    with _progress("Making pages", len(chosen)) as step:
        failures = run.make(edition, chosen, workers=workers, report=lambda job, failure: step(job.path))
    _say(f"{len(chosen) - len(failures)} of {len(chosen)} pages of {edition.id} were made.")
    return failures


def _bind(edition: Edition) -> Path:
    return book.bind(edition, check=lambda site: findings.nothing_told(edition, site))


def _complain(failures: dict[str, str], total: int) -> None:
    if failures:
        raise run.failed(failures, total)


def _chosen(edition: Edition, only: str) -> list[run.Job]:
    jobs = run.plan(edition)
    chosen = [job for job in jobs if only.lower() in f"{job.path} {job.title}".lower()]
    if not chosen:
        raise UnknownName(
            f"None of the {len(jobs)} pages of {edition.id} is named with {only!r}. "
            f"`insight list {edition.id}` lists them."
        )
    return chosen


def _lines(jobs: Sequence[run.Job]) -> list[str]:
    return [f"{job.path}  {job.title}" for job in jobs]


def _say(*lines: str) -> None:
    for line in lines:
        print(line, flush=True)


@contextmanager
def _progress(words: str, total: int) -> Iterator[Callable[[str], None]]:
    """Show a bar on a terminal, and nothing anywhere else; give what moves it one step."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(
        *columns, TextColumn("{task.fields[now]}"), console=console, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(words, total=total, now="")
        yield lambda now: bar.update(task, advance=1, now=now)

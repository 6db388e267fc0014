"""The `insight` command: one verb for each step from published data to a site."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from insight import areas, book, definitions, findings, paths, run, store
from insight.cli import options
from insight.cli.app import app
from insight.cli.binding import boards, bound, refuse_unfit_words, without_plain_words
from insight.cli.disk import unwritable
from insight.cli.fetching import fetched, findings_of
from insight.cli.progress import progress, say, waiting
from insight.definitions import Edition
from insight.engine.warm import why_not
from insight.errors import InsightError, UnknownName
from insight.formats import plural
from insight.markup import said
from insight.writing import alone


def main() -> None:
    """Run the command. What a user can mend is one paragraph and an exit code of its own."""
    try:
        app()
    except InsightError as error:
        _leave(error)
    except OSError as error:
        if told := unwritable(error):
            _leave(told)
        raise


def _leave(error: InsightError) -> None:
    print(f"insight: {said(error)}", file=sys.stderr)
    sys.exit(error.exit_code)


@app.command("run")
def run_pages(
    name: options.Name,
    only: options.Only = "",
    dry_run: options.Dry = False,
    explain: options.Explain = False,
    jobs: options.Jobs = None,
    scheduler: options.Scheduler = None,
    share: options.Shared = None,
    data: options.Data = None,
) -> None:
    """Make the pages EDITION asks for, unless they are there already. One failure never stops the rest.

    insight run demo --only QWO
    """
    edition = definitions.edition(name)
    chosen = _chosen(edition, only, data)
    if dry_run:
        say(*_lines(chosen))
        return
    refuse_unfit_words()
    findings_of(edition)
    if explain:
        _explain(edition, chosen)
        return
    _complain(_run(edition, chosen, jobs, _machines(edition, scheduler, share), data), len(chosen))


@app.command()
def attack(name: options.Name, only: options.Only = "", dry_run: options.Dry = False) -> None:
    """Try to work out small counts of EDITION from everything it shows; fail if any can be.

    insight attack demo --only nvr
    """
    edition = definitions.edition(name)
    chosen = [audit for audit in definitions.audits_of(edition) if only.casefold() in audit.id]
    if dry_run:
        say(*(f"{audit.id}  {audit.name}" for audit in chosen))
        return
    for audit in chosen:
        findings.attack(edition, audit)
        say(f"{audit.id}: no small count can be worked out.")


@app.command()
def aggregate(
    extract: options.Extract, out: options.Out, data: options.Data = None, spark: options.Spark = None
) -> None:
    """Count the patients of EXTRACT, withhold small numbers, and write what may be shown.

    insight aggregate synthetic_hip_fractures --data records --out counts.parquet
    """
    from insight import records  # here, as no other verb needs what it loads

    tally = records.aggregate(extract, data, out=out, spark=spark)
    say(*tally.lines(), tally.source)


@app.command("book")
def bind_book(
    name: options.Name,
    dry_run: options.Dry = False,
    shape: options.Shape = "national",
    only: options.Only = "",
) -> None:
    """Bind the pages of EDITION that were made into a site, or into a site for each ICB.

    insight book demo --shape icb --only QWO
    """
    edition = definitions.edition(name)
    found = book.pages(edition.id)
    if dry_run:
        say(*(f"{page.path}  {page.title}" for page in found if page.made))
        return
    for icb in boards(edition, found, only) if shape == "icb" else [None]:
        say(f"The book of {f'{icb} in ' if icb else ''}{edition.id} is at {bound(edition, icb)}")
    _complain(book.failures(edition.id), len(found))


@app.command()
def build(
    name: options.Name,
    only: options.Only = "",
    dry_run: options.Dry = False,
    data: options.Data = None,
    jobs: options.Jobs = None,
    scheduler: options.Scheduler = None,
    share: options.Shared = None,
    offline: options.Offline = False,
) -> None:
    """Fetch, run and bind EDITION; print where the site is.

    insight build params/editions/demo.yml
    """
    edition = definitions.edition(name)
    chosen = _chosen(edition, only, data)
    if dry_run:
        say(*_lines(chosen))
        return
    refuse_unfit_words()
    fetched(edition, data, offline)
    failures = _run(edition, chosen, jobs, _machines(edition, scheduler, share), data)
    made = any(page.made for page in book.pages(edition.id))
    site = bound(edition) if made else None
    if site:
        say(f"The book of {edition.id} is at {site}")
    _complain(failures, len(chosen))


@app.command()
def watch(
    name: options.Name, only: options.Only = "", data: options.Data = None, port: options.Port = 8000
) -> None:
    """Build EDITION whenever a notebook, a definition, a written page or code changes; the browser follows.

    insight watch demo --only QWO
    """
    edition = definitions.edition(name)
    _chosen(edition, only, data)
    command = [sys.executable, "-m", "insight", "build", str(name), "--only", only]
    command += ["--data", str(data)] if data is not None else []
    book.watch(edition, lambda: subprocess.run(command, check=False), port=port)  # new code in a new process


@app.command("list")
def list_pages(name: options.Name, only: options.Only = "") -> None:
    """List the pages EDITION asks for.

    insight list demo --only QWO
    """
    say(*_lines(_chosen(definitions.edition(name), only)))


@app.command()
def check(name: options.Name, data: options.Data = None) -> None:
    """Read every definition and notebook; with --data, check the sources of EDITION too. Nothing is written.

    insight check smoking-2022-23 --data ../shared/data
    """
    from insight.cli.checking import beside  # here, as no other verb needs what it loads

    edition = definitions.edition(name)
    refuse_unfit_words()
    counts = {
        "areas": len(areas.table()),
        "audits": len(definitions.audits()),
        "metrics": len(definitions.metrics()),
        "sources": len(definitions.sources()),
        "registers of areas": store.inputs.understood(),
        "editions": len([definitions.edition(other) for other in definitions.editions()]),
    }
    counts |= beside(data)
    say("Definitions are sound: " + ", ".join(f"{count} {what}" for what, count in counts.items()) + ".")
    say(f"{edition.id} asks for {plural(len(run.plan(edition, data)), 'page')}.", *without_plain_words())
    for tally in store.check(edition, data) if data is not None else ():
        say(f"{tally.source}: {tally.rows_in:,} rows in, {tally.used:,} used.")
        say(*[f"  {tally.foot_notes:,} foot notes"] * bool(tally.foot_notes))
        say(*(f"  {rows:,} left out: {reason}" for reason, rows in tally.left_out.items()))


def _run(
    edition: Edition,
    chosen: Sequence[run.Job],
    workers: int | None,
    machines: run.Machines | None,
    data: Path | None = None,
) -> dict[str, str]:
    slices = findings.Slices(edition.id)
    wanted = run.stale(chosen, slices.digest)
    if wanted and machines is None and (reason := why_not()):
        say(f"Pages are made in ordinary kernels, which takes longer: {reason}")
    with progress("Making pages", len(wanted)) as step:
        failures = run.make(
            edition,
            chosen,
            slice_of=slices.digest,
            workers=workers,
            machines=machines,
            report=lambda job, failure: step(job.path),
            wait=waiting(edition.id),
            data=data,
        )
    _record(edition, chosen)
    before = len(chosen) - len(wanted)
    already = f", {before} of them before and unchanged since" if before else ""
    say(f"{len(chosen) - len(failures)} of {len(chosen)} pages of {edition.id} were made{already}.")
    return failures


def _record(edition: Edition, chosen: Sequence[run.Job]) -> None:
    """Record what the pages that are there were made of, so that it can be told later why they changed."""
    from insight import review  # here, as a page that is only looked up needs none of it

    with alone(paths.work_lock(edition.id), waiting(edition.id)):
        review.record(edition, chosen)


def _explain(edition: Edition, chosen: Sequence[run.Job]) -> None:
    wanted = run.stale(chosen, findings.Slices(edition.id).digest)
    say(*(f"{each.job.path}: {each.why}" for each in wanted))
    say(f"{len(wanted)} of {len(chosen)} pages would be made; the others have not changed.")


def _machines(edition: Edition, scheduler: str | None, share: str | None) -> run.Machines | None:
    """Give where pages are made, if not here: as the command says, else as the edition does."""
    beside = (findings.folder(edition.id),)
    if scheduler is not None:
        shared = share or str(paths.build() / "share")
        return run.Machines(share=shared, scheduler=scheduler, beside=beside)
    if edition.cluster is not None:
        return run.Machines(share=share or edition.cluster.share, cluster=edition.cluster, beside=beside)
    return None


def _complain(failures: dict[str, str], total: int) -> None:
    if failures:
        raise run.failed(failures, total)


def _chosen(edition: Edition, only: str, data: Path | None = None) -> list[run.Job]:
    jobs = run.plan(edition, data)
    chosen = [job for job in jobs if only.lower() in f"{job.path} {job.title}".lower()]
    if not chosen:
        raise UnknownName(
            f"None of the {len(jobs)} pages of {edition.id} is named with {only!r}. "
            f"`insight list {edition.id}` lists them."
        )
    return chosen


def _lines(jobs: Sequence[run.Job]) -> list[str]:
    return [f"{job.path}  {job.title}" for job in jobs]


from insight.cli import (  # noqa: E402, F401  verbs in files of their own
    documents,
    exporting,
    publishing,
    refreshing,
    reviewing,
    serving,
    sessions,
    tracking,
    warehousing,
)

"""All the pages of an edition: those that must be are made, all are counted and listed for the book."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from insight import paths
from insight.definitions import Edition
from insight.engine.warm import sharing, warm, why_not
from insight.errors import PageFailed
from insight.machine import processors
from insight.making import Job, Step, read, surroundings
from insight.making import make as make_page
from insight.run.keys import Key, Slice, forget, keep, keys, why
from insight.run.machines import Machines
from insight.run.plan import OVER, plan
from insight.run.workers import outcomes, prepare
from insight.writing import alone, sweep, write

LIST = "pages.json"  # every page the edition asks for, and why some could not be made
Report = Callable[[Job, str | None], None]


def make(
    edition: Edition,
    jobs: Sequence[Job] | None = None,
    *,
    slice_of: Slice | None = None,
    workers: int | None = None,
    machines: Machines | None = None,
    report: Report = lambda job, failure: None,
    wait: Callable[[], None] = lambda: None,
    data: Path | None = None,
) -> dict[str, str]:
    """Make the pages of an edition that are not there as they should be; give what went wrong, by page.

    jobs : some of the plan's; all when not given. slice_of : gives a digest of the findings about
    an ICB or an audit; without it every page is made. workers : pages made at a time; one for each
    processor when not given. machines : where to make them, if not here. report : called as each
    page ends, with what went wrong or None. wait : called when another run of this edition is at
    work, before waiting for it. data : a person's folder of documents, as in `plan`.

    The pages to be made, and pages the edition no longer asks for, are removed first: a run that
    is broken off leaves no page of an earlier one behind. What it had made is not made again. One
    failure stops nothing else.
    """
    planned = plan(edition, data)
    jobs = planned if jobs is None else jobs
    with alone(paths.work_lock(edition.id), wait):
        sweep(paths.build() / edition.id)
        if machines is None:
            _begin([job for job in jobs if not job.page.exists()])
        wanted = stale(jobs, slice_of)
        before = _remembered(edition.id)
        _remove_pages(edition.id, keep={job.page for job in planned} - {each.job.page for each in wanted})
        failures = {path: cause for path, cause in before.items() if path in {job.path for job in planned}}
        for each in wanted:
            forget(each.job)
            failures.pop(each.job.path, None)
        _remember(edition.id, planned, failures)
        new = _make(wanted, workers, machines, report)
        _remember(edition.id, planned, failures | new)
    return new


def make_one(job: Job, step: Step = lambda number, total: None) -> Path:
    """Make a single page, wherever its job says; give it. See `execute` for the arguments and refusals.

    The process it is made in starts where this one stands, as those of `make` do: a page may be made in
    another folder, from which relative paths to code would lead elsewhere.
    """
    with _warm([job], several=False):
        return make_page(job, step)


@dataclass(frozen=True)
class Stale:
    """A page that must be made, why, and what it will be made of."""

    job: Job
    why: str
    key: Key


def stale(jobs: Sequence[Job], slice_of: Slice | None = None) -> list[Stale]:
    """Give the pages that must be made, in order; all of them when nothing is known of the findings."""
    found = keys(jobs, slice_of or (lambda icb, audit: ""))
    reasons = [why(job, found[job.page]) if slice_of else "all were asked for" for job in jobs]
    return [Stale(job, cause, found[job.page]) for job, cause in zip(jobs, reasons, strict=True) if cause]


def _make(
    wanted: Sequence[Stale], workers: int | None, machines: Machines | None, report: Report
) -> dict[str, str]:
    """Make pages here or on other machines, and note what each was made of; give what went wrong."""
    failures = {}
    key_of = {each.job.page: each.key for each in wanted}
    for job, failure in _outcomes(wanted, workers or processors(), machines):
        if failure:
            failures[job.path] = failure
        else:
            keep(job, key_of[job.page])
        report(job, failure)
    return failures


def _outcomes(
    wanted: Sequence[Stale], workers: int, machines: Machines | None
) -> Iterator[tuple[Job, str | None]]:
    jobs = [each.job for each in wanted]
    if machines is not None and jobs:
        from insight.run import cluster  # here, as most runs have no other machine

        yield from cluster.outcomes([(each.job, each.key) for each in wanted], machines)
        return
    with _warm(jobs):
        yield from outcomes(jobs, make_page, workers=workers)


def _begin(jobs: Sequence[Job]) -> None:
    """Begin to start what will make pages, and do not wait: which others must be made is found out beside."""
    if jobs and not why_not():
        with surroundings(jobs[0].clock):
            prepare()
            warm(*_needs(jobs))


def _needs(jobs: Sequence[Job]) -> tuple[list[NotebookNode], set[str]]:
    """Give the notebooks that jobs run and the editions they read, for a warm process to be ready for."""
    notebooks = [read(path) for path in sorted({job.notebook for job in jobs})]
    return notebooks, {str(job.parameters["edition"]) for job in jobs if "edition" in job.parameters}


@contextmanager
def _warm(jobs: Sequence[Job], *, several: bool = True) -> Iterator[None]:
    """Let all workers fork their pages from one warm process, where that can be.

    several : whether there will be workers, which then import what they need at the same time.
    """
    if not jobs or why_not():
        yield
        return
    with surroundings(jobs[0].clock):
        if several:
            prepare()  # beside the warm process: both import at once
        with sharing(*_needs(jobs)):
            yield


def failed(failures: dict[str, str], total: int) -> PageFailed:
    """Compose the paragraph that names every page that could not be made, pages of one reason together."""
    reasons: dict[str, list[str]] = {}
    for path, cause in sorted(failures.items()):
        reasons.setdefault(cause, []).append(path)
    count = "1 page" if len(failures) == 1 else f"{len(failures)} pages"
    listed = "\n".join(f"  {', '.join(found)}: {cause}." for cause, found in reasons.items())
    return PageFailed(
        f"{count} of {total} could not be made, and will not be in the book:\n{listed}\n"
        "What each notebook had done by then is in _build/<edition>/drafts."
    )


def _remove_pages(edition: str, *, keep: set[Path]) -> None:
    for page in (paths.build() / edition / "book" / "reports").glob("*/*.ipynb"):
        if page not in keep:
            page.unlink()


def _remembered(edition: str) -> dict[str, str]:
    path = paths.build() / edition / LIST
    rows = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    return {f"{row['report']}/{row['name']}": row["failure"] for row in rows if row["failure"]}


def _remember(edition: str, planned: Sequence[Job], failures: dict[str, str]) -> None:
    rows = [
        {
            "report": job.report,
            "report_title": job.report_title,
            "name": job.name,
            "title": job.title,
            **{name: job.parameters.get(name) for name in OVER},
            "failure": failures.get(job.path),
        }
        for job in planned
    ]
    write(paths.build() / edition / LIST, json.dumps(rows, indent=1, ensure_ascii=False))

"""Which pages an edition asks for: every notebook, for every area and audit it declares."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from insight import areas, definitions, paths
from insight.areas import Area
from insight.definitions import Audit, Edition
from insight.errors import BadDefinition, UnknownArea, UnknownName
from insight.markup import slug
from insight.run.notebook import heading, parameters

OVER = ("icb", "audit")  # a notebook that declares one of these runs once for each


@dataclass(frozen=True, kw_only=True)
class Job:
    """One page to make: a notebook, what to call the page, and what to hand it."""

    report: str  # the name of the notebook
    report_title: str  # what readers call this kind of page
    name: str  # the name of the page's file, without its ending
    title: str  # as data gave it: made safe only where it is written
    subtitle: str
    notebook: Path
    page: Path
    draft: Path
    parameters: Mapping[str, Any] = field(default_factory=dict)
    time_limit: float = 600  # seconds for the whole page
    memory_limit: int = 4096  # MiB that its data may take
    clock: int = 0  # the time the page believes it is made, in seconds since 1970

    @property
    def path(self) -> str:
        """Give what the page is called on screen, such as icb_insight/qwo."""
        return f"{self.report}/{self.name}"


def plan(edition: Edition) -> list[Job]:
    """Give a job for every page of an edition: reports in its order, ICBs by region, audits by name.

    A notebook that declares `icb` runs once for each ICB in force on the geography date, one
    that declares `audit` once for each audit, one that declares both for every pair.
    Raises UnknownName for a report that is no notebook, BadNotebook for one that keeps no
    contract, UnknownArea for an area that is no ICB on that day.
    """
    known = {path.stem: path for path in paths.notebooks().glob("*.ipynb")}
    jobs: list[Job] = []
    for report in dict.fromkeys(edition.reports):
        if report not in known:
            raise UnknownName.among("report", report, known=known, where=f"{edition.id}.yml")
        jobs += _jobs(edition, known[report])
    _refuse_shared_files(jobs)
    return jobs


def one(edition: Edition, report: str, given: Mapping[str, Any]) -> Job:
    """Give the job for a single page, whether or not the edition asks for it.

    given : what to hand the notebook; `icb` and `audit` say which page it is.

    Raises UnknownName for a report or a parameter that is none and for an audit the edition does
    not cover, UnknownArea for an area that is no ICB on the geography date.
    """
    known = {path.stem: path for path in paths.notebooks().glob("*.ipynb")}
    if report not in known:
        raise UnknownName.among("report", report, known=known, where="notebooks")
    declared = parameters(known[report])
    for name in given:
        if name not in declared:
            raise UnknownName.among("parameter", name, known=declared, where=known[report].name)
    chosen: dict[str, tuple[str, ...]] = {}
    if "icb" in given:
        _refuse_no_board(edition, str(given["icb"]))
        chosen["areas"] = (str(given["icb"]),)
    if "audit" in given:
        audits = [audit.id for audit in definitions.audits_of(edition)]
        if given["audit"] not in audits:
            raise UnknownName.among("audit", given["audit"], known=audits, where=f"{edition.id}.yml")
        chosen["audits"] = (str(given["audit"]),)
    [job] = _jobs(edition.model_copy(update=chosen), known[report])
    return replace(job, parameters={**job.parameters, **given})


def _refuse_no_board(edition: Edition, code: str) -> None:
    area = areas.get(code, edition.geography_date)  # says what became of a code that has ended
    boards = {board.code: board.short_name for board in areas.known("icb", at=edition.geography_date)}
    if code not in boards:
        listed = ", ".join(f"{code} ({name})" for code, name in boards.items())
        raise UnknownArea(
            f"{code} ({area.short_name}) is no ICB on {edition.geography_date}, the geography date of "
            f"{edition.id}. ICBs then: {listed}."
        )


def _jobs(edition: Edition, notebook: Path) -> Iterator[Job]:
    declared = parameters(notebook)
    title = heading(notebook)
    boards: list[Area | None] = [*_boards(edition)] if "icb" in declared else [None]
    audits: list[Audit | None] = [*definitions.audits_of(edition)] if "audit" in declared else [None]
    folder = paths.build() / edition.id
    for board in boards:
        for audit in audits:
            given = {"icb": board and board.code, "audit": audit and audit.id, "edition": edition.id}
            codes = [slug(given[over]) for over in OVER if given[over]] or [slug(notebook.stem)]
            name = "-".join([*codes, "synthetic"] if edition.synthetic else codes)
            names = [text for text in (audit and audit.topic, board and board.short_name) if text]
            yield Job(
                report=notebook.stem,
                report_title=title,
                name=name,
                title=": ".join(names) or title,
                subtitle=edition.title,
                notebook=notebook,
                page=folder / "book" / "reports" / notebook.stem / f"{name}.ipynb",
                draft=folder / "drafts" / notebook.stem / f"{name}.ipynb",
                parameters={key: value for key, value in given.items() if value and key in declared},
                time_limit=edition.time_limit,
                memory_limit=edition.memory_limit,
                clock=edition.clock,
            )


def _boards(edition: Edition) -> list[Area]:
    boards = areas.known("icb", at=edition.geography_date)
    codes = {board.code for board in boards}
    for code in edition.areas:
        if code not in codes:
            areas.get(code, edition.geography_date)  # says what became of a code that has ended
            raise UnknownArea(
                f"{edition.id}.yml asks for a page about {code}, which is no ICB on "
                f"{edition.geography_date}. Its 'areas' may hold: {', '.join(sorted(codes))}."
            )
    return [board for board in boards if not edition.areas or board.code in edition.areas]


def _refuse_shared_files(jobs: list[Job]) -> None:
    owner: dict[Path, Job] = {}
    for job in jobs:
        if job.page in owner:
            raise BadDefinition(
                f"Two pages would share the file {job.path}: {owner[job.page].title!r} and {job.title!r}. "
                "Give the audits names that differ in more than punctuation."
            )
        owner[job.page] = job

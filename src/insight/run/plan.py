"""Which pages an edition asks for: every notebook, for every area and audit it declares."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

from insight import areas, definitions, paths, themes
from insight.areas import Area
from insight.definitions import Edition
from insight.errors import BadDefinition, MissingInput, UnknownArea, UnknownName
from insight.making import WHOLE, WHOM, Job, heading, parameters, read, seen
from insight.markup import slug

# A notebook that declares one of these runs once for each.
OVER = ("icb", "audit", "trust", "theme", "profile", "document", "audience")
DATA = "data"  # the parameter that names a person's folder of documents


def plan(edition: Edition, data: Path | None = None) -> list[Job]:
    """Give a job for every page of an edition: reports in its order, ICBs by region, audits by name.

    A notebook that declares `icb` runs once for each ICB in force on the geography date, one
    that declares `audit`, `trust`, `theme` or `profile` once for each of those the edition has,
    one that declares two for every pair. One that declares `document` or `audience` runs once for each
    document of recommendations, or each of those they are to. data : a person's folder of such documents,
    which is handed to notebooks that declare `data`, as the way from the project's folder.

    Raises UnknownName for a report that is no notebook and a theme that is none, BadNotebook for one that
    keeps no contract, UnknownArea for an area that is no ICB, or no trust of the edition's ICBs, on that day.
    """
    known = {path.stem: path for path in paths.notebooks().glob("*.ipynb")}
    jobs: list[Job] = []
    for report in dict.fromkeys(edition.reports):
        if report not in known:
            raise UnknownName.among("report", report, known=known, where=f"{edition.id}.yml")
        jobs += _jobs(edition, known[report], data)
    _refuse_shared_files(jobs)
    return jobs


def one(edition: Edition, report: str, given: Mapping[str, Any]) -> Job:
    """Give the job for a single page, whether or not the edition asks for it.

    given : what to hand the notebook; those of OVER say which page it is.

    Raises UnknownName for a report or a parameter that is none and for an audit the edition does not cover,
    UnknownArea for an area that is no ICB on the geography date, and MissingInput where it is not said
    which of several pages is meant.
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
    for name in ("trust", "theme", "profile"):
        if name in given:
            chosen[f"{name}s"] = (str(given[name]),)
    folder = Path(given[DATA]) if given.get(DATA) else None
    jobs = list(_jobs(edition.model_copy(update=chosen), known[report], folder))
    for name in ("document", "audience"):
        if name in given:
            codes = [job.parameters[name] for job in jobs]
            jobs = [job for job in jobs if job.parameters[name] == given[name]]
            if not jobs:
                raise UnknownName.among(name, given[name], known=codes, where="params/recommendations")
    if missing := [name for name in OVER if name in declared and name not in given and len(jobs) != 1]:
        raise MissingInput(
            f"{report} is a page for each {' and '.join(missing)}, so which one is meant must be said. Give "
            f"{' and '.join(f'{name}={_first(jobs, name)}' for name in missing)}, or another."
        )
    if not jobs:
        said = ", ".join(f"{name} {given[name]}" for name in OVER if name in given)
        raise UnknownName(f"{edition.id} has no page {report} for {said}. `insight list` lists its pages.")
    [job] = jobs
    return replace(job, parameters={**job.parameters, **given})


def _first(jobs: Sequence[Job], name: str) -> str:
    """Give the first of those a page could be about, as an example."""
    return str(jobs[0].parameters[name]) if jobs else "..."


def _refuse_no_board(edition: Edition, code: str) -> None:
    area = areas.get(code, edition.geography_date)  # says what became of a code that has ended
    boards = {board.code: board.short_name for board in areas.known("icb", at=edition.geography_date)}
    if code not in boards:
        listed = ", ".join(f"{code} ({name})" for code, name in boards.items())
        raise UnknownArea(
            f"{code} ({area.short_name}) is no ICB on {edition.geography_date}, the geography date of "
            f"{edition.id}. ICBs then: {listed}."
        )


@dataclass(frozen=True)
class Subject:
    """One of those a notebook runs once for: what it is handed, and what the page is then called."""

    code: str
    title: str = ""


def _jobs(edition: Edition, notebook: Path, data: Path | None = None) -> Iterator[Job]:
    declared = parameters(notebook)
    seen(read(notebook), None, name=notebook.name)  # refuses tags that name nobody
    title = heading(notebook)
    over = [name for name in OVER if name in declared]
    kind = _kind(edition, notebook, over, title)
    folder = paths.build() / edition.id
    way = _way(data)
    for chosen in product(*(list(subjects(edition, name, way)) for name in over)):
        about = dict(zip(over, chosen, strict=True))
        codes = [slug(about[name].code) for name in over if about[name].code != WHOLE] or [
            slug(notebook.stem)
        ]
        name = "-".join([*codes, "synthetic"] if edition.synthetic else codes)
        names = [about[one].title for one in ("audit", *OVER[2:], "icb") if one in about and about[one].title]
        given = {one: subject.code for one, subject in about.items()} | {"edition": edition.id}
        given |= {DATA: way} if way else {}
        yield Job(
            report=notebook.stem,
            report_title=title,
            name=name,
            title=": ".join(names + kind) if names else title,
            subtitle=edition.title,
            notebook=notebook,
            page=folder / "book" / "reports" / notebook.stem / f"{name}.ipynb",
            draft=folder / "drafts" / notebook.stem / f"{name}.ipynb",
            parameters={key: value for key, value in given.items() if key in declared},
            time_limit=edition.time_limit,
            memory_limit=edition.memory_limit,
            clock=edition.clock,
        )


def _kind(edition: Edition, notebook: Path, over: list[str], title: str) -> list[str]:
    """Give what tells a page's title from that of another about the same; nothing for the first report.

    The first report of an edition about boards gives pages that are called for the board alone. Profiles
    are named in titles, and tell nothing of the kind.
    """
    about = _kinds(over)
    for report in dict.fromkeys(edition.reports):
        path = paths.notebooks() / f"{report}.ipynb"
        if path == notebook:
            break
        if path.is_file() and _kinds(parameters(path)) == about:
            return [title[:1].lower() + title[1:]]
    return []


def _kinds(names: Iterable[str]) -> set[str]:
    """Give what titles name: a theme may be called as an audit's topic is, and a profile tells nothing."""
    return {"audit" if name == "theme" else name for name in names if name in OVER and name != "profile"}


def _way(data: Path | None) -> str:
    """Give a folder as the way to it from the project's, which is the same on machines laid out alike."""
    return os.path.relpath(data.resolve(), paths.root()) if data is not None else ""


def subjects(edition: Edition, name: str, data: str = "") -> Iterable[Subject]:
    """Give what a notebook that declares a name of OVER runs once for.

    data : a person's folder of documents, as the way from the project's folder; none when empty.
    """
    if name == "icb":
        return (Subject(board.code, board.short_name) for board in _boards(edition))
    if name == "audit":
        return (Subject(audit.id, audit.topic) for audit in definitions.audits_of(edition))
    if name == "trust":
        return (Subject(trust.code, trust.name) for trust in _trusts(edition))
    if name == "theme":
        return (Subject(theme.id, theme.title) for theme in themes.themes_of(edition))
    if name in ("document", "audience"):
        return _recommended(edition, name, data)
    return (Subject(profile, WHOM.get(profile, "")) for profile in edition.profiles)


def _recommended(edition: Edition, name: str, data: str) -> Iterable[Subject]:
    """Give the documents that recommend something, or those who are asked."""
    from insight import recommendations  # here, as it loads what computes and few runs make such pages

    if name == "document":
        books = recommendations.books(data, synthetic=edition.synthetic)
        return (Subject(book.document.id, book.document.title) for book in books if book.entries)
    named = recommendations.audiences(data, synthetic=edition.synthetic).items()
    return (Subject(code, f"What is recommended to: {audience}") for code, audience in named)


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


def _trusts(edition: Edition) -> list[Area]:
    """Give the NHS trusts that belong to the edition's ICBs on its day, in the ICBs' order."""
    boards = {board.code: place for place, board in enumerate(_boards(edition))}
    trusts = {trust.code: trust for trust in areas.known("trust", at=edition.geography_date)}
    for code in edition.trusts:
        if code not in trusts:
            area = areas.get(code, edition.geography_date)  # says what became of a code that has ended
            raise UnknownArea(
                f"{edition.id}.yml asks for a page about {code} ({area.short_name}), which is no NHS trust "
                f"on {edition.geography_date}. Give an ODS code such as R1H."
            )
    wanted = [trusts[code] for code in edition.trusts] or [*trusts.values()]
    return sorted(
        (trust for trust in wanted if trust.parent in boards),
        key=lambda trust: (boards[str(trust.parent)], trust.name),
    )


def _refuse_shared_files(jobs: list[Job]) -> None:
    owner: dict[Path, Job] = {}
    for job in jobs:
        if job.page in owner:
            raise BadDefinition(
                f"Two pages would share the file {job.path}: {owner[job.page].title!r} and {job.title!r}. "
                "Give the audits names that differ in more than punctuation."
            )
        owner[job.page] = job

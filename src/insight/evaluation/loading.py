"""params/evaluation, read into records."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from insight import definitions, filled, paths
from insight.definitions.strict import named
from insight.errors import BadDefinition
from insight.evaluation.record import (
    Comment,
    Comments,
    Entries,
    Entry,
    Event,
    Events,
    Project,
    Questions,
    Result,
)


def project() -> Project:
    """Give the project: plan, scope, what changed, and who had a part in it."""
    return named(Project, _file("project.yml"))


def questions() -> Questions:
    """Give the questions of the evaluation."""
    return named(Questions, _file("questions.yml"))


def results() -> list[Result]:
    """Give what was found so far.

    Raises BadDefinition for rows that cannot be used, every one of them: those of a question or a month that
    was not declared, or not before the result was there, and those that are there twice.
    """
    path = _file("results.csv")
    return list(filled.numbered(Result, path, beside=_undeclared).values()) if path.is_file() else []


def _undeclared(rows: Mapping[int, Result]) -> Iterator[str]:
    """Say which results belong to nothing that was declared before them, in questions.yml, or come twice."""
    asked, seen = questions(), set()
    declared = {one.id: one.months for one in asked.questions}
    for row, one in rows.items():
        if one.question not in declared:
            yield f"row {row}: no question is called {one.question!r} in questions.yml"
        elif one.month not in declared[one.question]:
            yield f"row {row}: {one.question} was not declared for month {one.month}"
        elif (one.question, one.month) in seen:
            yield f"row {row}: {one.question} has a result for month {one.month} already"
        if one.on < asked.declared:
            yield f"row {row}: is of {one.on}, before its questions were declared on {asked.declared}"
        seen.add((one.question, one.month))


def entries() -> tuple[Entry, ...]:
    """Give what helps and hinders ICBs."""
    return named(Entries, _file("barriers.yml")).entries


def comments() -> tuple[Comment, ...]:
    """Give every comment on the project, those that are left out among them."""
    return named(Comments, _file("comments.yml")).comments


def events() -> tuple[Event, ...]:
    """Give the events. Raises BadDefinition for audits that there are not, each of them named."""
    path = _file("events.yml")
    found = named(Events, path).events
    known = definitions.audits()
    faults = [
        f"events, {one.id}: no audit is called {name!r}"
        for one in found
        for name in one.audits
        if name not in known
    ]
    if faults:
        raise BadDefinition.rows(f"{path} cannot be used:", faults, "Take the ids of files in params/audits.")
    return found


def _file(name: str) -> Path:
    return paths.params() / "evaluation" / name

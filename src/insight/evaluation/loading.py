"""params/evaluation, read into records."""

from typing import TypeVar

from insight import definitions, filled, paths
from insight.definitions.strict import Record, build, read
from insight.errors import BadDefinition, UnknownName
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

R = TypeVar("R", bound=Record)


def project() -> Project:
    """Give the project: plan, scope, what changed, and who had a part in it."""
    return _read(Project, "project")


def questions() -> Questions:
    """Give the questions of the evaluation."""
    return _read(Questions, "questions")


def results() -> list[Result]:
    """Give what was found so far.

    Raises BadDefinition for a result of a question or a month that was not declared, or one that is there
    twice, each of them named.
    """
    path = paths.params() / "evaluation" / "results.csv"
    found = filled.read(Result, path) if path.is_file() else []
    declared = {one.id: one.months for one in questions().questions}
    faults, seen = [], set()
    for number, one in enumerate(found, start=1):
        if one.question not in declared:
            faults.append(f"result {number}: no question is called {one.question!r}")
        elif one.month not in declared[one.question]:
            faults.append(f"result {number}: {one.question} was not declared for month {one.month}")
        elif (one.question, one.month) in seen:
            faults.append(f"result {number}: {one.question} has a result for month {one.month} already")
        seen.add((one.question, one.month))
    if faults:
        what = "Declare a question before it is asked, in questions.yml, or take the row out."
        raise BadDefinition.rows(f"{path.name} holds results that cannot be used:", faults, what)
    return found


def entries() -> tuple[Entry, ...]:
    """Give what helps and hinders ICBs."""
    return _read(Entries, "barriers").entries


def comments() -> tuple[Comment, ...]:
    """Give every comment on the project, those that are left out among them."""
    return _read(Comments, "comments").comments


def events() -> tuple[Event, ...]:
    """Give the events. Raises UnknownName for an audit that there is not."""
    found = _read(Events, "events").events
    known = definitions.audits()
    for name in (audit for one in found for audit in one.audits):
        if name not in known:
            raise UnknownName.among("audit", name, known=known, where="params/evaluation/events.yml")
    return found


def _read(record: type[R], name: str) -> R:
    path = paths.params() / "evaluation" / f"{name}.yml"
    return build(record, read(path) | {"id": name}, where=path)

"""params/evaluation, read into records."""

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

    Raises BadDefinition for a result of a question or a month that was not declared, or one that is there
    twice, each of them named.
    """
    path = _file("results.csv")
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

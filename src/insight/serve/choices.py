"""What a person may choose: reports, their lists and fields; and what was chosen, checked."""

import ast
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Literal

import papermill

from insight import areas, definitions, run
from insight.definitions import Edition
from insight.errors import BadChoice, MissingInput, UnknownName
from insight.formats import capital
from insight.making import parameters

LABELS = {  # of what a page is about
    "icb": "Integrated care board", "audit": "Audit", "trust": "NHS trust", "theme": "Theme",
    "profile": "For whom", "document": "Document", "audience": "Who is asked",
}  # fmt: skip
LONGEST = 200  # characters of a text
EVERYONE = "Everyone: the whole page"  # for whom a page is that is cut for nobody
FIXED = "edition"  # set by the command, never by the form
AGAINST = "set-against"  # what a page is compared with: no parameter can have this name
SAME = "The same page, as it is in this edition"
Option = tuple[str, str]  # what is sent, and what is read


@dataclass(frozen=True, kw_only=True)
class Field:
    """One parameter of a notebook, as a person sets it. A list has its options in groups."""

    name: str
    label: str
    kind: Literal["list", "text", "number"]
    groups: tuple[tuple[str, tuple[Option, ...]], ...] = ()
    default: str = ""
    empty: str = "Choose one"  # what a list says before anything is chosen
    help: str = ""
    needed: bool = False

    @property
    def values(self) -> list[str]:
        """Give what the list holds."""
        return [value for _, options in self.groups for value, _ in options]

    def read(self, value: str) -> str:
        """Give how a value reads."""
        names = {sent: words for _, options in self.groups for sent, words in options}
        return names.get(value, value)


@dataclass(frozen=True, kw_only=True)
class Report:
    """One kind of page that can be made here, with what may be set."""

    name: str
    title: str
    fields: tuple[Field, ...]
    jobs: tuple[run.Job, ...]

    def job(self, over: Mapping[str, str]) -> run.Job:
        """Give the page of the edition that is about an ICB, an audit, or both."""
        return next(job for job in self.jobs if over.items() <= job.parameters.items())


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What to make: the page of the edition it is set against, and the parameters to make it with."""

    title: str
    against: str  # the title of the page it is set against
    name: str  # of files that are downloaded
    page: Path
    parameters: Mapping[str, str]
    words: tuple[tuple[str, str], ...]  # the same for people: label and value


def reports(edition: Edition) -> dict[str, Report]:
    """Give every report of an edition by name, in its order."""
    jobs = run.plan(edition)
    return {
        name: Report(name=name, title=own[0].report_title, fields=_fields(edition, own), jobs=tuple(own))
        for name, group in groupby(jobs, key=lambda job: job.report)
        if (own := list(group))
    }


def choose(report: Report, given: Mapping[str, str]) -> Choice:
    """Give what to make of what a form sent.

    The page is set against the edition's own of the same name, or the one that `set-against`
    names. Raises UnknownName for a parameter that the report does not declare, BadChoice for a
    value that its list does not hold or its kind does not allow, MissingInput if the edition
    has not the page to set a new one against.
    """
    fields = {field.name: field for field in report.fields}
    for name in given:
        if name not in fields:
            raise UnknownName.among("parameter", name[:LONGEST], known=fields, where=report.title)
    values = {name: _value(field, given.get(name, "").strip()) for name, field in fields.items()}
    chosen = {name: value for name, value in values.items() if value}
    other = chosen.pop(AGAINST, "")
    over = {name: chosen[name] for name in run.OVER if name in fields}
    job = report.job(over)
    present = report.job(dict.fromkeys(over, other)) if other else job
    if not present.page.is_file():
        raise MissingInput(
            f"The page of {present.title} has not been made in this edition, so there is nothing to compare "
            f"with. Make it first: insight run {present.page.parents[3].name} --only {present.path}"
        )
    return Choice(
        title=job.title,
        against=present.title,
        name=f"{job.report}-{job.name}",
        page=present.page,
        parameters=chosen,
        words=tuple(
            (fields[name].label, fields[name].read(value)) for name, value in values.items() if value
        ),
    )


def _fields(edition: Edition, jobs: list[run.Job]) -> tuple[Field, ...]:
    notebook = jobs[0].notebook
    names = parameters(notebook)
    found = []
    for name in (name for name in run.OVER if name in names):
        codes = {str(job.parameters[name]) for job in jobs}
        if name == "icb":
            found.append(_boards(edition, codes))
        elif name == "audit":
            found.append(_audits(edition))
        else:
            found.append(_subjects(edition, name, codes))
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    for name, declared in papermill.inspect_notebook(notebook).items():
        if name not in (*LABELS, FIXED) and (field := _field(name, declared)):
            found.append(field)
    over = [field for field in found if field.name in run.OVER]
    if len(over) == 1:
        found.append(replace(over[0], name=AGAINST, label="Compare with", needed=False, empty=SAME))
    return tuple(found)


def _boards(edition: Edition, codes: set[str]) -> Field:
    day = edition.geography_date
    boards = [board for board in areas.known("icb", at=day) if board.code in codes]
    regions = {region.code: region.short_name for region in areas.known("region", at=day)}
    groups = tuple(
        (regions.get(region or "", "England"), tuple((board.code, board.short_name) for board in group))
        for region, group in groupby(boards, key=lambda board: board.region)
    )
    return Field(name="icb", label=LABELS["icb"], kind="list", groups=groups, needed=True)


def _audits(edition: Edition) -> Field:
    named = sorted((audit.topic, audit.id, audit.name) for audit in definitions.audits_of(edition))
    options = tuple((id, f"{topic} ({name})") for topic, id, name in named)
    return Field(name="audit", label=LABELS["audit"], kind="list", groups=(("", options),), needed=True)


def _subjects(edition: Edition, name: str, codes: set[str]) -> Field:
    """Give the list of what else a report has a page for each of, by what readers call it."""
    called = {one.code: one.title or EVERYONE for one in run.subjects(edition, name) if one.code in codes}
    options = tuple(sorted(called.items(), key=lambda option: option[1]))
    return Field(name=name, label=LABELS[name], kind="list", groups=(("", options),), needed=True)


def _field(name: str, declared: Mapping[str, str]) -> Field | None:
    """Give the field of any other parameter; None for one whose default is no text, number or yes or no."""
    try:
        default = ast.literal_eval(declared["default"])
    except (ValueError, SyntaxError):
        return None
    label, help = capital(name.replace("_", " ")), declared["help"].strip()
    if isinstance(default, bool):
        groups = (("", (("True", "Yes"), ("False", "No"))),)
        return Field(
            name=name, label=label, kind="list", groups=groups, empty=f"As it is: {_yes(default)}", help=help
        )
    if isinstance(default, str | int | float):
        kind: Literal["text", "number"] = "text" if isinstance(default, str) else "number"
        return Field(name=name, label=label, kind=kind, default=str(default), help=help)
    return None


def _yes(value: bool) -> str:
    return "Yes" if value else "No"


def _value(field: Field, value: str) -> str:
    """Give a value that may be handed on; "" leaves the notebook's own."""
    if not value and not field.needed:
        return ""
    if field.kind == "list" and value not in field.values:
        raise BadChoice(f"{field.label}: choose one from the list.")
    if len(value) > LONGEST or not value.isprintable():
        raise BadChoice(f"{field.label}: write one line of at most {LONGEST} letters.")
    if field.kind == "number" and not _is_number(value):
        raise BadChoice(f"{field.label}: write a number, such as {field.default}.")
    if field.kind == "text" and (set(value) & set("/\\") or value.startswith((".", "~"))):
        raise BadChoice(f"{field.label}: no path can stand here. Leave out slashes and dots at its start.")
    return value


def _is_number(value: str) -> bool:
    try:
        return abs(float(value)) < float("inf")
    except ValueError:
        return False

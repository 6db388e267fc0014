"""What is written about the project and how it is evaluated, in params/evaluation."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from insight.definitions.audit import Id
from insight.definitions.strict import Record, Words
from insight.filled import Day
from insight.independent import Area

Date = date  # a field called date would hide it
Author = Literal["project lead", "supporter", "guest"]
Page = Literal["icb_insight", "session_pack", "evaluation", "information_streams", "information_streams_icb"]
MONTHS = (0, 3, 12)


class Milestone(Record):
    """Something that was to be done by a day, and when it was done where that is known."""

    planned: date
    title: Words
    actual: date | None = None


class Slip(Record):
    """That a plan slipped, as its source says, and during which milestone."""

    date: Date
    said: Words
    during: Date  # the day that milestone was planned for


class Element(Record):
    """A part of the original scope, and the kind of page that stands for it here."""

    id: Id
    element: Words
    page: Page | None = None


class Change(Record):
    """A change of scope: what, why, on what evidence, and when."""

    date: Date
    what: Words
    why: Words
    evidence: Words
    changes: Id | None = None  # the element of the original scope it bears on; None where it adds to it
    page: Page | None = None


class Member(Record):
    """Somebody with a part in the project, as its public page names them."""

    who: Words
    role: Words
    group: Literal["project team", "advisory group"]


class Project(Record):
    """The project this suite grew from."""

    id: str
    title: Words
    funder: Words
    source: Words
    milestones: tuple[Milestone, ...] = Field(min_length=1)
    slip: Slip
    original: tuple[Element, ...]
    changes: tuple[Change, ...]
    governance: tuple[Member, ...]

    @model_validator(mode="after")
    def _known(self) -> "Project":
        days = [one.planned for one in self.milestones]
        ids = {one.id for one in self.original}
        faults = ["the milestones are not in the order of their days"] if days != sorted(days) else []
        if self.slip.during not in days:
            faults.append(f"the slip is during {self.slip.during}, for which no milestone was planned")
        faults += [
            f"a change bears on {one.changes!r}, which is no element (known: {', '.join(sorted(ids))})"
            for one in self.changes
            if one.changes and one.changes not in ids
        ]
        if faults:
            raise ValueError(f"{'; '.join(faults)}.")
        return self


class Question(Record):
    """A question of the evaluation, declared beforehand: how it is measured and when."""

    id: Id
    asks: Words
    measure: Words
    how: Words
    months: tuple[Literal[0, 3, 12], ...]


class Questions(Record):
    """The questions, with the day they were declared and the day of the first session."""

    id: str
    declared: date
    session: date | None = None
    source: Words
    questions: tuple[Question, ...]


class Result(Record):
    """A row of params/evaluation/results.csv: what was found for a question so many months on."""

    question: Id
    month: int
    value: Words
    on: Day
    source: Words


class Entry(Record):
    """Something that helps or hinders ICBs in using audits."""

    id: Id
    kind: Literal["barrier", "enabler"]
    area: Area
    level: Literal["national", "system", "organisation", "team"]
    said: Words
    evidence: Words
    source: Words
    mitigation: Words | None = None


class Entries(Record):
    """What helps and hinders."""

    id: str
    entries: tuple[Entry, ...]


class Comment(Record):
    """A comment on the project, by class of author; one that is left out says why."""

    id: Id
    author: Author
    date: Date | None = None
    theme: Literal["none", "support", "method", "governance", "similar work", "open question", "gap"]
    about: Words
    excluded: Words | None = None  # the reason

    @model_validator(mode="after")
    def _theme_or_reason(self) -> "Comment":
        if (self.theme == "none") != (self.excluded is not None):
            raise ValueError(
                "a comment has a theme, or a reason in 'excluded' why it is left out; one of the two."
            )
        return self


class Comments(Record):
    """The comments."""

    id: str
    source: Words
    comments: tuple[Comment, ...]


class Asked(Record):
    """A recommendation, by its document and its number there."""

    document: Id
    number: int


class Event(Record):
    """An event about audit findings."""

    id: Id
    title: Words
    planned: date | None = None
    until: date | None = None
    held: date | None = None  # None where that is not known
    who: Words
    audits: tuple[Id, ...] = ()
    recommendation: Asked | None = None
    source: Words

    @model_validator(mode="after")
    def _in_order(self) -> "Event":
        if self.until is not None and (self.planned is None or self.until < self.planned):
            raise ValueError("'until' is the last of several days, and comes after 'planned', the first.")
        return self


class Events(Record):
    """The events."""

    id: str
    events: tuple[Event, ...]

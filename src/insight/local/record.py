"""What people of an area add to its report, as they write it in params/local/<code>.yml."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from insight.definitions.audit import Id
from insight.definitions.strict import Record, Words
from insight.filled import Day as FilledDay

Day = date
TakesPart = Literal["takes part", "does not take part", "not known"]


class Scoping(Record):
    """What the report looks at first, why, who agreed it, and whether the data's ranking was followed."""

    topic: Words
    why: Words
    agreed_by: tuple[Words, ...] = Field(min_length=1)  # roles and organisations, not people's names
    date: Day
    ranking_followed: bool
    ranking_note: Words  # why it was followed, or why not
    pathway: Id | None = None  # a file in params/pathways
    metrics: tuple[Id, ...] = ()  # of the focus
    baseline: Day | None = None  # the last day of the period that change is counted from
    next_look: Day | None = None  # when the focus is measured again


class Context(Record):
    """Something that people here know and the data do not show."""

    text: Words
    author: Words
    date: Day
    about: tuple[Id, ...] = ()  # metrics it bears on
    question: str | None = None  # of the form that goes out before a session, where it is an answer to one


class Returned(Record):
    """A row of params/local/<code>.csv: an answer to the form that goes out before a session."""

    question: Id  # as in params/sessions
    answer: Words
    author: Words  # a role and an organisation, not a person's name
    date: FilledDay
    about: str | None = None  # ids of metrics, with spaces between

    def as_context(self) -> Context:
        """Give the answer as what people here know and data do not show."""
        about = tuple((self.about or "").replace(",", " ").replace(";", " ").split())
        return Context(
            text=self.answer, author=self.author, date=self.date, about=about, question=self.question
        )


class Provider(Record):
    """An independent provider of NHS-funded care here, and which audits it takes part in."""

    name: Words
    care: Words
    code: str | None = None  # ODS
    audits: dict[Id, TakesPart] = Field(default_factory=dict)
    source: Words  # where that is known from
    checked: Day


class Answer(Record):
    """Where the area sees itself on one statement of the self-assessment, and what shows it."""

    statement: Id  # as in params/assessment
    level: int = Field(ge=0, le=3)
    evidence: Words
    date: Day


class Local(Record):
    """All that was written about one ICB."""

    icb: str
    synthetic: bool = False  # made up, to show what can be written
    scoping: Scoping | None = None
    context: tuple[Context, ...] = ()
    plus_groups: tuple[Words, ...] = ()  # groups chosen locally, as in Core20PLUS5
    providers: tuple[Provider, ...] = ()
    answers: tuple[Answer, ...] = ()

    @model_validator(mode="after")
    def _once(self) -> "Local":
        said = [answer.statement for answer in self.answers]
        twice = sorted({name for name in said if said.count(name) > 1})
        if twice:
            raise ValueError(f"two answers are about {', '.join(twice)}. Keep the newer one.")
        return self

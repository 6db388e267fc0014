"""A source document and what it recommends, as written in params/recommendations, in words of our own."""

from datetime import date
from typing import Literal

from pydantic import Field, field_validator, model_validator

from insight.definitions.audit import Id
from insight.definitions.strict import Record, Words
from insight.recommendations import lifecycle
from insight.recommendations.dates import Dated, known
from insight.recommendations.lifecycle import Status
from insight.recommendations.window import Window

Day = date


class Ask(Record):
    """A recommendation said again for an ICB: who does what by when, and what measures it."""

    who: str
    what: str
    by_when: date | str | None = None  # None where the document gives no day
    metrics: tuple[Id, ...] = ()
    measured_otherwise: str | None = None  # where no metric of an audit measures it


class Move(Record):
    """One entry of a history: where a recommendation stood from a day on, what shows it, and who says so."""

    date: Dated
    status: Status
    evidence: str | None = None
    who: Words
    synthetic: bool = False  # made up, to show what can be written

    @property
    def latest(self) -> Day:
        """Give the last day it can be of."""
        return self.date.latest or Day.max


class Points(Record):
    """An answer that points at another: its words are that one's, or it adds to them."""

    field: Literal["action", "next_steps", "update"]
    to: str  # a number of the document
    kind: Literal["full", "partial"] = "full"


class Deliverable(Record):
    """Something that was promised: what, by when in the document's words, and whether it was found."""

    id: Id
    what: Words
    numbers: tuple[str, ...] = Field(min_length=1)  # of the recommendations it was promised for
    phrase: str | None = None  # when, as the document says it; None where it names no time
    found: bool = False
    link: str | None = None  # where it, or what shows it, can be seen
    seen: Day | None = None  # when that was last looked at
    note: str | None = None

    @model_validator(mode="after")
    def _shown(self) -> "Deliverable":
        if self.found and not (self.link and self.seen):
            raise ValueError(
                "is found, so it needs 'link', where it can be seen, and 'seen', the day it was."
            )
        return self

    @property
    def state(self) -> str:
        """Give whether it was found, in words."""
        return "found" if self.found else "not evidenced"


class Review(Record):
    """Another review that a recommendation leans on."""

    id: Id
    title: Words
    year: int
    link: str


class Recommendation(Record):
    """One recommendation: to whom, what it says in our words, what was answered, and where it stands."""

    number: str  # as printed; the place in the list where none is
    audience: tuple[str, ...] = ()  # as the document names it; none where the source leaves it blank
    summary: str
    result: str | None = None  # what the document found that led to it, in our words
    standard: str | None = None  # the guidance or standard the document sets beside it
    aimed_at_icbs: bool = False  # the document names ICBs; otherwise an ask is our own reading
    asks: tuple[Ask, ...] = ()
    action: str | None = None  # what the answer says was done, in our words
    next_steps: str | None = None  # what the answer says would be done, in our words
    points: tuple[Points, ...] = ()
    shares_with: str | None = None  # a number whose cells the source probably merges with this one's
    timescale: tuple[str, ...] = ()  # phrases of time in the answer, short facts as they stand there
    made: Dated | None = None  # where not as the document
    due: Dated | None = None
    owner: str | None = None
    standards: tuple[str, ...] = ()
    metrics: tuple[Id, ...] = ()
    related: tuple[str, ...] = ()  # numbers here, or document#number elsewhere
    reviews: tuple[Id, ...] = ()
    bodies: tuple[str, ...] = ()  # partners that the answer names
    history: tuple[Move, ...] = ()

    @field_validator("history")
    @classmethod
    def _moves(cls, history: tuple[Move, ...]) -> tuple[Move, ...]:
        wrong = [f"entry {at + 1} {fault}" for at, fault in lifecycle.faults(history)]
        if wrong:
            raise ValueError("; ".join(wrong))
        return history

    @property
    def measured(self) -> tuple[str, ...]:
        """Give the metrics it bears on, those of its asks among them."""
        return tuple(dict.fromkeys([*self.metrics, *(name for ask in self.asks for name in ask.metrics)]))


class Document(Record):
    """A document that recommends."""

    id: Id
    title: str
    body: str  # whose it is
    published: date | str
    kind: Literal["audit report", "programme report", "pilot", "closing statement", "other"]
    synthetic: bool = False  # made up for the demonstration; no real edition shows it
    audits: tuple[Id, ...] = ()
    link: str | None = None
    note: str | None = None
    justification: Words | None = None  # why it makes more recommendations than five, where it says so
    known_by: tuple[str, ...] = ()  # words of the source's own title, by which a person's file is known
    columns: tuple[str, ...] = ()  # fields that the source has a column for
    audiences: dict[str, tuple[str, ...]] = Field(default_factory=dict)  # name -> as the source spells it
    reviews: tuple[Review, ...] = ()
    deliverables: tuple[Deliverable, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()

    @model_validator(mode="after")
    def _numbers(self) -> "Document":
        numbers = [one.number for one in self.recommendations]
        twice = sorted({number for number in numbers if numbers.count(number) > 1})
        named = [number for one in self.deliverables for number in one.numbers]
        named += [one.shares_with for one in self.recommendations if one.shares_with]
        named += [other for one in self.recommendations for other in one.related if "#" not in other]
        audiences = {name for one in self.recommendations for name in one.audience}
        strange = sorted(audiences - set(self.audiences)) if self.audiences else []
        reviews = {name for one in self.recommendations for name in one.reviews}
        unread = sorted(reviews - {one.id for one in self.reviews})
        wrong = (
            ("two recommendations are numbered", twice, "Renumber one of each."),
            ("no audience is called", strange, f"Known: {', '.join(self.audiences)}."),
            ("no recommendation is numbered", sorted(set(named) - set(numbers)), "Mend the number."),
            ("no review is called", unread, "List it under 'reviews'."),
        )
        if faults := [f"{what} {', '.join(names)}. {then}" for what, names, then in wrong if names]:
            raise ValueError(" And ".join(faults))
        return self

    @property
    def when(self) -> Window | None:
        """Give the day, month or year it was published, where that can be told."""
        return known(self.published)

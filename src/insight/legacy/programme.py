"""A programme that closed, and what it left, as written in params/legacy/<programme>.yml."""

from collections import Counter
from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints, model_validator

from insight.definitions.audit import Id
from insight.definitions.strict import Link, Record, Words

When = Annotated[
    str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")
]  # a year, month or day
Kind = Literal["outcome", "reach", "asset", "culture", "contested"]
KINDS: tuple[str, ...] = get_args(Kind)
NONE_GIVEN = "none given"  # in place of a qualifier, where the source has none


class Now(Record):
    """What has become of something, from a source; or what we think, and marked unverified."""

    state: Literal["continues", "changed", "ended", "unverified"]
    said: Words
    replacement: Words | None = None
    source: Words | None = None
    link: Link | None = None

    @model_validator(mode="after")
    def _sourced_or_unverified(self) -> "Now":
        if (self.state == "unverified") == bool(self.source):
            raise ValueError("write 'source' for what is known, or 'state: unverified' for what is not.")
        return self


class Body(Record):
    """A body that received what was left."""

    id: Id
    name: Words
    also: tuple[Words, ...] = ()
    now: Now


class Person(Record):
    """Somebody who led a workstream, named as in the public source, without titles."""

    id: Id
    name: Words


class Received(Record):
    """What one body received of a workstream."""

    body: Id
    part: Words | None = None  # of the body: a directorate
    what: Words


class Workstream(Record):
    """One part of the programme, who led it, and who received what it left."""

    id: Id
    title: Words
    leads: tuple[Id, ...] = Field(min_length=1)
    aim: Words
    stated: Literal["in a paragraph of its own", "in passing"] = "in a paragraph of its own"
    receives: tuple[Received, ...]


class Achievement(Record):
    """Something the programme claims: a figure with its qualifier, unit and date, or words alone."""

    workstream: Id
    kind: Kind
    said: Words  # completes "nearly 70% of teams ..."
    value: float | None = Field(default=None, ge=0)  # a fraction where the unit is %
    unit: Words | None = None
    figure: Words | None = None  # as the source has it, where that is a word such as half
    qualifier: Words | None = None
    as_at: When | None = None
    when: Literal["by", "in", "since"] | None = None
    anchor: Words | None = None  # the figure as the source prints it
    note: Words | None = None

    @model_validator(mode="after")
    def _whole(self) -> "Achievement":
        given = [self.unit, self.qualifier, self.anchor]
        if any(one is None for one in given) if self.value is not None else any(given):
            raise ValueError(
                "a 'value' goes with 'unit', 'qualifier' and 'anchor', and none of them stands without it. "
                f"Where the source has no qualifier, write 'qualifier: {NONE_GIVEN}'."
            )
        if self.unit == "%" and self.value is not None and self.value > 1:
            raise ValueError(f"the value is no fraction. Write {self.value / 100:g} for {self.value:g}%.")
        if (self.as_at is None) != (self.when is None):
            raise ValueError("'as_at' and 'when' (by, in or since) go together.")
        return self

    @property
    def qualified(self) -> bool:
        """Tell whether the source qualifies its figure, with a word such as nearly."""
        return self.qualifier is not None and self.qualifier != NONE_GIVEN


class Asset(Record):
    """Something the programme made: whose it was, where it stood then, and what is known of it now."""

    name: Words
    workstream: Id
    type: Literal[
        "data", "guidance", "materials", "measure", "method", "payment", "service", "standard", "tool"
    ]
    owner: Words
    then: Words
    now: Now


class Unfinished(Record):
    """Work that was not finished when the programme closed."""

    workstream: Id
    said: Words
    whose: Id | None = None  # the body it was left to, where the source says so
    due: Words | None = None  # as the source gives it


class Step(Record):
    """One step from a measure to a payment, and how it follows from the one before."""

    name: Words
    gives: Words
    how: Words | None = None


class Chain(Record):
    """How a measure came to carry a payment, and what is to be learnt from that."""

    title: Words
    steps: tuple[Step, ...] = Field(min_length=2)
    lesson: Words
    source: Words


class Lesson(Record):
    """A question to settle before a programme closes, and why."""

    id: Id
    ask: Words
    why: Words


class Programme(Record):
    """A programme that closed."""

    id: Id
    title: Words
    short: Words  # what people call it
    stands_for: Words
    body: Words
    closes: date
    opens_next: date
    source: Words
    title_words: tuple[Words, ...] = Field(min_length=1)
    bodies: tuple[Body, ...]
    people: tuple[Person, ...]
    workstreams: tuple[Workstream, ...] = Field(min_length=1)
    kinds: dict[Kind, Words]
    achievements: tuple[Achievement, ...]
    assets: tuple[Asset, ...]
    unfinished: tuple[Unfinished, ...]
    chain: Chain | None = None
    lessons: tuple[Lesson, ...]

    @property
    def leading(self) -> dict[str, tuple[str, ...]]:
        """Give the titles of the workstreams each person led, by name, in the order they are listed."""
        return {
            one.name: tuple(stream.title for stream in self.workstreams if one.id in stream.leads)
            for one in self.people
        }

    def faults(self) -> list[str]:
        """Give every name that leads nowhere, and every one that stands twice."""
        streams, people = [one.id for one in self.workstreams], [one.id for one in self.people]
        bodies, lessons = [one.id for one in self.bodies], [one.id for one in self.lessons]
        found = [
            f"{kind} {name}: stands twice"
            for kind, names in (("workstream", streams), ("person", people), ("body", bodies),
                                ("lesson", lessons))
            for name, times in Counter(names).items() if times > 1
        ]  # fmt: skip
        for stream in self.workstreams:
            found += [
                f"workstream {stream.id}: no person is {name}" for name in stream.leads if name not in people
            ]
            found += [f"workstream {stream.id}: no body is {one.body}" for one in stream.receives
                      if one.body not in bodies]  # fmt: skip
        led = {name for stream in self.workstreams for name in stream.leads}
        found += [f"person {name}: leads no workstream" for name in people if name not in led]
        parts: tuple[tuple[str, tuple[Achievement | Asset | Unfinished, ...]], ...] = (
            ("achievement", self.achievements), ("asset", self.assets), ("unfinished", self.unfinished),
        )  # fmt: skip
        for kind, rows in parts:
            found += [f"{kind} {number}: no workstream is {row.workstream}"
                      for number, row in enumerate(rows, 1) if row.workstream not in streams]  # fmt: skip
        found += [f"unfinished {number}: no body is {row.whose}"
                  for number, row in enumerate(self.unfinished, 1)
                  if row.whose and row.whose not in bodies]  # fmt: skip
        return found + [f"kinds: {kind} is not explained" for kind in KINDS if kind not in self.kinds]


class Answered(Record):
    """Where a closing audit stands on one lesson."""

    lesson: Id
    state: Literal["not begun", "under way", "done", "not needed"]
    said: Words


class Closing(Record):
    """An audit that closes, and how far it has come with the checklist, as in params/legacy/closing.yml."""

    synthetic: bool = False
    programme: Id  # whose lessons are the checklist
    name: Words
    closes: date
    answers: tuple[Answered, ...] = ()

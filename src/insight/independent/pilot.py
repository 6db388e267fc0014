"""The pilot of independent providers in national audits, as written in params/independent/pilot.yml."""

from datetime import date
from typing import Literal, get_args

from pydantic import Field, model_validator

from insight.definitions.audit import Id
from insight.definitions.strict import Link, Record, Words

Area = Literal["practical", "technical", "information governance", "financial"]
Category = Literal["barriers", "engagement", "infrastructure", "limits"]
Owner = Literal["audit provider", "HQIP and IHPN", "independent provider", "policy maker or regulator"]
AREAS: tuple[Area, ...] = get_args(Area)  # of barriers
CATEGORIES: tuple[str, ...] = get_args(Category)  # of findings: another list
OWNERS: tuple[str, ...] = get_args(Owner)


class Finding(Record):
    """One category of what the pilot found."""

    id: Category
    title: Words
    about: Words


class Scope(Record):
    """Which care the national programme covers, and which it does not."""

    inside: Words
    outside: Words
    both: Words


class Use(Record):
    """What taking part is for."""

    use: Words
    said: Words


class Comparator(Record):
    """A registry in which independent providers take part in full."""

    name: Words
    short: Words
    inside: Words  # of NHS-funded care
    outside: Words  # of independently funded care
    said: Words
    source: Words
    link: Link


class Entry(Record):
    """Something that happened: an event, a stretch of work, or a pause, with the days it lies between."""

    name: Words
    kind: Literal["event", "span", "pause"]
    first: date
    last: date
    when: Words  # its dates as the source gives them
    note: Words | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Entry":
        if self.last < self.first:
            raise ValueError(f"it ends on {self.last}, before it begins on {self.first}.")
        return self


class Test(Record):
    """How the flow of data was tested."""

    audits: int = Field(gt=0)
    months: int = Field(gt=0)
    sample: Words
    note: Words


class Paper(Record):
    """A document that an audit and a provider must settle before data flow."""

    id: Id
    title: Words
    named_by: Literal["source", "ours"]


class Step(Record):
    """One step of joining an audit."""

    id: Id
    title: Words


class Pilot(Record):
    """The pilot: what it looked at, when, with whom, and what it found barriers in."""

    title: Words
    source: Words
    led_by: Words
    funded_by: Words
    recommendations: Id
    areas: dict[Area, Words]
    categories: tuple[Finding, ...]
    scope: Scope
    uses: tuple[Use, ...] = Field(min_length=1)
    route: Words
    comparator: Comparator
    history: tuple[Entry, ...] = Field(min_length=1)
    steering_group: tuple[Words, ...]
    test: Test
    owners: dict[Owner, Words]  # each with the number of the recommendation that is made to them
    documents: tuple[Paper, ...]
    steps: tuple[Step, ...]

    @model_validator(mode="after")
    def _whole(self) -> "Pilot":
        lists = (("areas", tuple(self.areas), AREAS), ("owners", tuple(self.owners), OWNERS),
                 ("categories", tuple(one.id for one in self.categories), CATEGORIES))  # fmt: skip
        for name, given, wanted in lists:
            if given != wanted:
                raise ValueError(f"{name!r} must be these four, in this order: {', '.join(wanted)}.")
        return self

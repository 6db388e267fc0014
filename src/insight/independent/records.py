"""What providers and audits write down of taking part, as in params/independent/<name>.yml."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints, model_validator

from insight.definitions.audit import Id
from insight.definitions.strict import Record, Words
from insight.independent.pilot import Area, Owner, Pilot

Month = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
Count = Annotated[int, Field(ge=0)]
Severity = Literal["minor", "serious", "stops"]
Funding = Literal["NHS-funded", "independently funded"]
SEVERITIES: tuple[str, ...] = get_args(Severity)  # the least first
INSIDE, OUTSIDE = get_args(Funding)  # the scope of the national programme


class Provider(Record):
    """An independent provider."""

    id: Id
    name: Words
    sites: int = Field(default=1, gt=0)
    code: Words | None = None  # ODS


class About(Record):
    """Something that is of one provider and one audit."""

    provider: Id
    audit: Id


class Activity(About):
    """Operations that an audit is about, by who paid; and how many of them the audit holds."""

    funding: Funding
    operations: Count
    held: Count | None = None

    @model_validator(mode="after")
    def _within_scope(self) -> "Activity":
        if self.funding == OUTSIDE and self.held is not None:
            raise ValueError(
                "independently funded care is outside the national programme, so none of it can be held. "
                "Take out 'held'."
            )
        if self.funding == INSIDE and (self.held is None or self.held > self.operations):
            raise ValueError("NHS-funded care needs 'held', no more than 'operations'.")
        return self


class Barrier(About):
    """Something that stands in the way, how much, and who can act on it."""

    area: Area
    severity: Severity
    owner: Owner
    said: Words


class Response(Record):
    """One provider's answers to the survey, by question."""

    provider: Id
    on: date
    answers: dict[Id, Words]


class Need(Record):
    """What an audit needs of one field: the least share of operations in which it is filled."""

    audit: Id
    field: Id
    title: Words
    least: float = Field(gt=0, le=1)


class Flow(About):
    """One month of a test: a sample of operations, and in how many of them each field was filled."""

    month: Month
    operations: int = Field(gt=0)
    filled: dict[Id, Count]

    @model_validator(mode="after")
    def _no_more_than_all(self) -> "Flow":
        over = [name for name, count in self.filled.items() if count > self.operations]
        if over:
            raise ValueError(f"{', '.join(over)}: filled more often than there were operations.")
        return self


class Settled(About):
    """How far one document has come."""

    document: Id
    state: Literal["drafted", "signed", "stopped", "not needed"]
    on: date
    owner: Owner


class Joined(About):
    """How far a provider has come with one step of joining an audit."""

    step: Id
    state: Literal["under way", "done", "stopped"]
    on: date


class Records(Record):
    """All that was written down."""

    synthetic: bool = False
    about: Words
    gathered: date
    providers: tuple[Provider, ...] = Field(min_length=1)
    activity: tuple[Activity, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    responses: tuple[Response, ...] = ()
    needs: tuple[Need, ...] = ()
    flows: tuple[Flow, ...] = ()
    documents: tuple[Settled, ...] = ()
    onboarding: tuple[Joined, ...] = ()

    @property
    def names(self) -> dict[str, str]:
        """Give the providers' names by id."""
        return {one.id: one.name for one in self.providers}

    def faults(self, pilot: Pilot, audits: Iterable[str]) -> list[str]:
        """Give every name that leads nowhere, every row that stands twice, and every unknown field."""
        known = set(audits)
        found = [f"provider {name}: stands twice" for name in _twice(one.id for one in self.providers)]
        for part in ("activity", "barriers", "flows", "documents", "onboarding", "responses", "needs"):
            for number, row in enumerate(getattr(self, part), start=1):
                if part != "needs" and row.provider not in self.names:
                    found.append(f"{part}, row {number}: no provider is {row.provider}")
                if part != "responses" and row.audit not in known:
                    found.append(f"{part}, row {number}: no audit is {row.audit}")
        return found + self._unknown(pilot) + self._fields() + self._repeated()

    def _unknown(self, pilot: Pilot) -> list[str]:
        papers, steps = [one.id for one in pilot.documents], [one.id for one in pilot.steps]
        named = [("documents", number, one.document, papers) for number, one in enumerate(self.documents, 1)]
        named += [("onboarding", number, one.step, steps) for number, one in enumerate(self.onboarding, 1)]
        return [
            f"{part}, row {number}: {name} is none of: {', '.join(known)}"
            for part, number, name, known in named
            if name not in known
        ]

    def _fields(self) -> list[str]:
        needed = {name: {one.field for one in self.needs if one.audit == name}
                  for name in {one.audit for one in self.flows}}  # fmt: skip
        found = []
        for number, flow in enumerate(self.flows, start=1):
            more, fewer = set(flow.filled) - needed[flow.audit], needed[flow.audit] - set(flow.filled)
            found += [f"flows, row {number}: {flow.audit} needs no field {name}" for name in sorted(more)]
            found += [f"flows, row {number}: the field {name} is missing" for name in sorted(fewer)]
        return found

    def _repeated(self) -> list[str]:
        keys: dict[str, list[tuple[str, ...]]] = {
            "activity": [(one.provider, one.audit, one.funding) for one in self.activity],
            "responses": [(one.provider,) for one in self.responses],
            "needs": [(one.audit, one.field) for one in self.needs],
            "flows": [(one.provider, one.audit, one.month) for one in self.flows],
            "documents": [(one.provider, one.audit, one.document) for one in self.documents],
            "onboarding": [(one.provider, one.audit, one.step) for one in self.onboarding],
        }
        return [
            f"{part}: {', '.join(key)} stands twice" for part, rows in keys.items() for key in _twice(rows)
        ]


def _twice(names: Iterable) -> list:
    return sorted(name for name, times in Counter(names).items() if times > 1)

"""An audit as a programme: who runs it, on what ground, from which data, against which standards."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from insight.definitions.audit import Id
from insight.definitions.strict import Link, Record

Outcome = Literal["mortality", "sepsis", "readmission"]
LEVERS = {
    "BPT": "Best Practice Tariff",
    "CQUIN": "Commissioning for Quality and Innovation",
    "CNST": "maternity incentive scheme of the Clinical Negligence Scheme for Trusts",
    "QOF": "Quality and Outcomes Framework",
    "contract": "NHS Standard Contract, service condition 26",
}


class Cited(Record):
    """Something known from a source that was read."""

    said: str
    source: str
    link: Link | None = None


class Governance(Record):
    """On what legal ground the audit holds patients' data. What is not known is left out."""

    controllers: Cited | None = None
    legal_basis: Cited | None = None
    opt_out: Cited | None = None  # whether the national data opt-out is applied


class Joined(Record):
    """One set of data on the way from the patient to the result, and how it comes to what went before."""

    name: str
    gives: str
    how: str | None = None  # such as: joined by NHS number
    routine: bool | None = None  # collected anyway, for care or by law; None when not known


class Standard(Record):
    """A guideline or quality statement, and the metrics that measure it."""

    name: str
    link: Link | None = None  # None where it is not on the web under an address of its own
    metrics: tuple[Id, ...]


class Lever(Record):
    """What pays for, or obliges, better results."""

    kind: Literal["BPT", "CQUIN", "CNST", "QOF", "contract"]
    metrics: tuple[Id, ...] = ()  # all of the audit when empty
    note: str
    source: str
    link: Link | None = None


class Goal(Record):
    """An improvement that is asked for: from where, to where, until when."""

    metric: Id
    baseline: float | None = None  # in the metric's own unit; the first period in the data when left out
    baseline_period: str | None = None
    target: float
    each: Literal["icb", "trust"] | None = None  # asked of every area of a kind, not of England
    by: date
    ours: bool = False  # an example of Insight's own, where nobody has published a goal
    source: str | None = None
    link: Link | None = None

    @model_validator(mode="after")
    def _from_somewhere(self) -> "Goal":
        if self.ours == bool(self.source):
            raise ValueError("write 'source' for a published goal, or 'ours: true' for an example, not both.")
        return self


class Model(Record):
    """The model by which outcomes are adjusted for who the patients are."""

    metrics: tuple[Id, ...]
    name: str
    version: str | None = None
    validated: bool | None = None  # None when that is not known
    source: str
    link: Link | None = None


class Stop(Record):
    """One audit on a patient's way through several, and what it adds."""

    audit: str  # as readers know it
    id: Id | None = None  # where Insight has a page of it
    gives: str


class Way(Record):
    """A patient's way through several audits, in order."""

    title: str
    source: str
    stops: tuple[Stop, ...] = Field(min_length=2)


class Reported(Record):
    """Whether patients report their outcomes or experience to the audit."""

    outcomes: bool | None = None
    experience: bool | None = None
    note: str | None = None
    source: str | None = None
    link: Link | None = None


class Burden(Record):
    """What it costs hospitals to take part, where somebody has published it."""

    items: int | None = None  # asked of each patient
    hours: float | None = None  # of staff, for each patient
    source: str


class CaseStudy(Record):
    """What somebody did to improve a metric, and where it can be read."""

    metric: Id
    unit: str
    said: str
    source: str
    link: Link


class Programme(Record):
    """One audit as a programme. What is not known is left out, and pages say so."""

    id: Id
    commissioner: str | None = None
    funders: tuple[str, ...] = ()
    status: Literal["running", "paused", "closed"] | None = None
    start: str | None = None  # a year or a day, as its source gives it
    end: str | None = None
    source: str | None = None
    link: Link | None = None
    checked: date | None = None  # when the standards were last mapped
    governance: Governance = Governance()
    main: Id | None = None  # the metric its page is first about; that of the first goal when left out
    data: tuple[Joined, ...] = ()
    data_source: str | None = None
    data_link: Link | None = None
    routine: tuple[Id, ...] = ()  # metrics made from data that are collected anyway
    collected: tuple[Id, ...] = ()  # metrics made from data that are collected for the audit
    standards: tuple[Standard, ...] = ()
    no_standard: tuple[Id, ...] = ()  # looked for, and none found
    levers: tuple[Lever, ...] = ()
    goals: tuple[Goal, ...] = ()
    reported: Reported = Reported()
    outcomes: dict[Outcome, tuple[Id, ...]] = Field(default_factory=dict)  # the metrics that measure each
    models: tuple[Model, ...] = ()
    ways: tuple[Way, ...] = ()
    participation: tuple[Id, ...] = ()  # metrics that say how complete the audit is
    burden: Burden | None = None
    cases: tuple[CaseStudy, ...] = ()

    @model_validator(mode="after")
    def _either_or(self) -> "Programme":
        mapped = {name for standard in self.standards for name in standard.metrics}
        pairs = {
            "has a standard and stands under 'no_standard'": mapped & {*self.no_standard},
            "is both 'routine' and 'collected'": {*self.routine} & {*self.collected},
        }
        for words, both in pairs.items():
            if both:
                raise ValueError(f"{', '.join(sorted(both))} {words}. Keep one.")
        return self

    def named(self) -> set[str]:
        """Give every metric that is named anywhere."""
        parts: tuple[Standard | Lever | Model, ...] = (*self.standards, *self.levers, *self.models)
        about: tuple[Goal | CaseStudy, ...] = (*self.goals, *self.cases)
        found = {*self.routine, *self.collected, *self.no_standard, *self.participation}
        found |= {name for part in parts for name in part.metrics}
        found |= {part.metric for part in about}
        found |= {self.main} if self.main else set()
        return found | {name for names in self.outcomes.values() for name in names}

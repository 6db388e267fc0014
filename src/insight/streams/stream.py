"""Information streams: who reports what, how it is reached, and whether results of ICBs are public."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from insight.definitions.audit import Id
from insight.definitions.strict import Link, Record, Words
from insight.periods import months_between

Kind = Literal["audit", "data set", "dashboard", "portal", "workspace", "meeting", "bulletin"]
Access = Literal["open", "login", "request"]
Public = Literal["yes", "no", "restricted"]
Fact = Literal["contact", "licence", "frequency"]
ROLES = (
    "audit",
    "support",
    "enquir",
    "info",
    "help",
    "team",
    "contact",
    "feedback",
    "data",
    "england",
    "desk",
)


def _of_a_role(address: str) -> str:
    """Refuse an address that looks like a person's: two names with a dot or a hyphen between.

    The address of a page to ask through is let pass.
    """
    if re.fullmatch(r"https?://\S+", address):
        return address
    name = address.partition("@")[0].lower()
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", address):
        raise ValueError("is no address. Write one such as audit@example.nhs.uk, or leave it out.")
    if re.fullmatch(r"[a-z]+[.-](?!uk$)[a-z]+\d*", name) and not any(role in name for role in ROLES):
        raise ValueError("looks like a person's address. Give the mailbox of a team, or leave it out.")
    return address


Contact = Annotated[str, AfterValidator(_of_a_role)]


class Example(Record):
    """One release, from which a lag can be counted: when its data ended, and when it came out."""

    what: Words
    data_to: date
    published: date
    source: Words
    link: Link | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Example":
        if self.published < self.data_to:
            raise ValueError("came out before its data ended. One of the two days is wrong.")
        return self

    @property
    def months(self) -> int:
        """Give the whole months from the end of the data to the day they came out."""
        return months_between(self.data_to, self.published)


class Cited(Record):
    """Where one fact of a stream is from, when it was seen on a page of its own."""

    source: Words
    link: Link | None = None  # None for a file of data, which came by hand


class Stream(Record):
    """One stream of information. What is left out is not known, and pages say so."""

    id: Id
    kind: Kind
    name: Words
    short: Words | None = None  # what people call it
    holder: Words | None = None
    holds: Words
    topic: Words
    specialty: Words | None = None
    units: tuple[Words, ...] = ()  # kinds of unit whose care it counts
    geography: tuple[Words, ...] = ()  # the widest first
    frequency: Words | None = None
    example: Example | None = None
    access: Access | None = None
    route: Words | None = None  # how it is reached, in a sentence
    licence: Words | None = None
    contact: Contact | None = None  # of a role, never of a person
    link: Link | None = None
    icb_level_public: Public | None = None
    icb_note: Words | None = None
    checked: date | None = None  # when the link and the flag were last looked at
    audiences: tuple[Id, ...] = ("clinicians", "analysts")
    audit: Id | None = None  # a file in params/audits
    source: Words | None = None  # where the facts are from
    cited: dict[Fact, Cited] = Field(default_factory=dict)  # facts from elsewhere than 'source'

    @model_validator(mode="after")
    def _cites_what_it_says(self) -> "Stream":
        for fact in self.cited:
            if getattr(self, fact) is None:
                raise ValueError(
                    f"cites where '{fact}' is from, and says no '{fact}'. Write it, or leave both out."
                )
        return self

    @model_validator(mode="after")
    def _flag_can_be_followed(self) -> "Stream":
        if self.icb_level_public is not None and (self.link is None or self.checked is None):
            raise ValueError("says whether ICB results are public, so it needs 'link' and 'checked' as well.")
        return self


class NetworkKind(Record):
    """A kind of clinical network, what it reports, and how many there are where that is known."""

    id: Id
    name: Words  # of one, such as Cancer Alliance
    many: Words
    reports: Words
    streams: tuple[Id, ...] = ()  # ids of streams that report by it
    number: int | None = None  # in England
    number_source: Words | None = None
    stands_on: Words  # what its edges are drawn by
    type: Id | None = None  # of area, where params/areas has its networks
    note: Words | None = None


class Work(Record):
    """Work that bears on how systems use audits, beside the audits themselves."""

    title: Words
    who: Words
    when: Words | None = None  # as its source gives it
    about: Words
    kind: Literal["national work", "local use"]
    source: Words
    link: Link | None = None


class Member(Record):
    """A row of params/streams/memberships.csv: a trust or an ICB that belongs to a network."""

    kind: Id
    network: Words
    name: Words
    level: Literal["trust", "icb"]
    member: Words
    source: Words


class Resident(Record):
    """A row of params/streams/residents.csv."""

    sub_icb: Words
    residents: int
    source: Words


class Unit(Record):
    """A row of params/streams/units.csv: a unit by the code its audit knows it by."""

    unit: Words
    site: Words  # its site's ODS code
    trust: Words
    kind: Words
    network: Words
    source: Words


class Hospital(Record):
    """A row of params/streams/hospitals.csv."""

    hospital: Words
    trust: Words
    source: Words


class MetricId(Record):
    """A row of params/streams/metric_ids.csv: one metric under the ids of several systems."""

    metric: Id
    ncab: str | None = None
    model_health_system: str | None = None
    source: Words | None = None

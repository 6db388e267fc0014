"""A source document and what it recommends, as written in params/recommendations, in words of our own."""

from datetime import date
from typing import Literal

from insight.definitions.audit import Id
from insight.definitions.strict import Record


class Ask(Record):
    """A recommendation said again for an ICB: who does what by when, and what measures it."""

    who: str
    what: str
    by_when: date | str | None = None  # None where the document gives no day
    metrics: tuple[Id, ...] = ()
    measured_otherwise: str | None = None  # where no metric of an audit measures it


class Recommendation(Record):
    """One recommendation: to whom, what it says in our words, and what it asks of an ICB."""

    number: str  # as printed; the place in the list where none is
    audience: tuple[str, ...]  # as the document names it
    summary: str
    result: str | None = None  # what the document found that led to it, in our words
    standard: str | None = None  # the guidance or standard the document sets beside it
    aimed_at_icbs: bool = False  # the document names ICBs; otherwise an ask is our own reading
    asks: tuple[Ask, ...] = ()


class Document(Record):
    """A document that recommends."""

    id: Id
    title: str
    body: str  # whose it is
    published: date | str
    kind: Literal["audit report", "programme report", "pilot"]
    synthetic: bool = False  # made up for the demonstration; no real edition shows it
    audits: tuple[Id, ...] = ()
    link: str | None = None
    note: str | None = None
    recommendations: tuple[Recommendation, ...]

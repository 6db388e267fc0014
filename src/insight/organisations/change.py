"""National bodies, and how their work passed from one to another."""

from datetime import date

from pydantic import Field

from insight.definitions.strict import Record, Words


class Body(Record):
    """A body that gathers, keeps or commissions national data, under the names it has been known by."""

    name: Words
    also: tuple[Words, ...] = ()


class Change(Record):
    """Work of one body that passed to others."""

    was: Words
    became: tuple[Words, ...] = Field(min_length=1)
    on: date | None = None  # the day, where a source gives one
    what: Words  # what passed to whom, in our words
    sources: tuple[Words, ...] = Field(min_length=1)


class File(Record):
    """Bodies and changes as one file has them."""

    bodies: tuple[Body, ...] = ()
    changes: tuple[Change, ...] = ()

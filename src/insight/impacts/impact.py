"""What an audit led to, and figures that are never shown without their caveat."""

from datetime import date
from typing import Literal, get_args

from insight.definitions.audit import Id
from insight.definitions.strict import Record, Words

Level = Literal["national", "system", "local", "public"]
Kind = Literal["interventional", "patient outcomes", "use of data", "process"]
LEVELS: tuple[str, ...] = get_args(Level)
KINDS: tuple[str, ...] = get_args(Kind)


class Impact(Record):
    """One thing that changed, at one level and of one kind."""

    id: Id
    title: Words
    said: Words  # what the source says, in our words
    programme: Words  # whose it is, as readers know it
    audit: Id | None = None  # a file in params/audits, where there is one
    level: Level
    kind: Kind
    judged: Literal["source", "here"]  # who gave the level and the kind
    note: str | None = None  # what the source leaves open


class Caveated(Record):
    """A figure with what must be said beside it."""

    id: Id
    figure: Words
    caveat: Words
    source: Words
    published: date

    def __str__(self) -> str:
        """Give the figure and its caveat as one text; there is no way to be given one without the other."""
        return f"{self.figure} {self.caveat}"


class File(Record):
    """One source, and the impacts and estimates read in it."""

    source: Words
    published: date
    link: str | None = None
    impacts: tuple[Impact, ...] = ()
    estimates: tuple[Caveated, ...] = ()

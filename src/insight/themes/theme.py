"""A theme of an inequality spotlight."""

from typing import Literal

from pydantic import Field, model_validator

from insight.definitions.audit import Id
from insight.definitions.strict import Record


class NotHeld(Record):
    """An audit that a theme's question needs, and of which no data are held."""

    short: str
    name: str
    about: str


class Example(Record):
    """Something that somebody did about a gap: a story, not evidence that it works."""

    title: str
    kind: Literal["community engagement", "digital inclusion", "access", "data"]
    where: str
    when: str
    said: str
    source: str


class Theme(Record):
    """What a spotlight is about: a question that several audits answer together."""

    id: Id
    title: str
    question: str = ""
    audits: tuple[Id, ...]  # those with data by the name of their file, and those in `not_held`
    not_held: dict[Id, NotHeld] = Field(default_factory=dict)
    audiences: tuple[Id, ...] = ("adults",)  # of Core20PLUS5
    examples: tuple[Example, ...] = ()

    @model_validator(mode="after")
    def _all_named(self) -> "Theme":
        stray = sorted(set(self.not_held) - set(self.audits))
        if stray:
            raise ValueError(f"{stray[0]} is in 'not_held' and not in 'audits'. Name it in both.")
        return self

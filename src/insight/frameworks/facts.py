"""Figures that others have reported, kept word for word and digit for digit, with who reported them."""

from typing import Literal

from pydantic import Field, model_validator

from insight.definitions.audit import Id
from insight.definitions.strict import Record


class Fact(Record):
    """One thing reported: figures by group, or only which groups lie higher, lower or apart."""

    id: Id
    themes: tuple[Id, ...]
    says: str
    by: str
    measure: str
    values: dict[str, str] = Field(default_factory=dict)  # as written by the source; never numbers
    direction: dict[str, Literal["higher", "lower", "differs"]] = Field(default_factory=dict)
    unit: Literal["%", "points", ""] = ""
    source: str  # a key of the file's sources

    @model_validator(mode="after")
    def _one_kind(self) -> "Fact":
        if bool(self.values) == bool(self.direction):
            raise ValueError("write 'values', or 'direction' where no figure was reported, and not both.")
        return self


class Facts(Record):
    """Every fact, and where they were reported."""

    id: Id
    sources: dict[str, str]
    facts: tuple[Fact, ...]

    @model_validator(mode="after")
    def _sourced(self) -> "Facts":
        unknown = sorted({fact.source for fact in self.facts} - set(self.sources))
        if unknown:
            raise ValueError(f"{unknown[0]!r} is no source of this file. Known: {', '.join(self.sources)}.")
        return self

"""A programme that looks into what went wrong, as written in params/enquiries/<programme>.yml."""

from typing import Literal

from pydantic import Field, model_validator

from insight.definitions.audit import Id
from insight.definitions.strict import Record, Words


class Finding(Record):
    """Something the programme found in the notes of the people it looked into, or that followed from it."""

    said: Words
    theme: Words | None = None
    report: str | None = None
    year: int | None = None
    source: str  # a key of the programme's sources
    note: str | None = None  # what the source leaves open


class Recommendation(Finding):
    """Something the programme asked for."""

    to: str | None = None  # whom, where the source says so


class Programme(Record):
    """A programme without figures for areas: its themes, findings, recommendations and what followed.

    There is no value, rank or area in it, so that no table of areas can be made of it.
    """

    id: Id
    name: Words
    short: Words
    form: Literal["confidential enquiry", "register of deaths"]
    provider: Words
    about: Words
    published_for: Words  # the lowest level, in words
    audits: tuple[Id, ...] = ()  # files in params/audits that give its figures
    themes: tuple[Words, ...] = ()
    findings: tuple[Finding, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    followed: tuple[Finding, ...] = ()
    note: str | None = None
    sources: dict[str, Words] = Field(min_length=1)

    @property
    def told(self) -> int:
        """Give how much is told of it: findings, recommendations and what followed."""
        return len(self.findings) + len(self.recommendations) + len(self.followed)

    @model_validator(mode="after")
    def _fits_together(self) -> "Programme":
        said = [*self.findings, *self.recommendations, *self.followed]
        lost = sorted({one.source for one in said} - set(self.sources))
        if lost:
            raise ValueError(f"{lost[0]} is no key of 'sources'. Known: {', '.join(self.sources)}.")
        unlisted = sorted({one.theme for one in said if one.theme} - set(self.themes))
        if unlisted:
            raise ValueError(f"{unlisted[0]!r} is none of 'themes': {', '.join(self.themes) or 'none'}.")
        return self

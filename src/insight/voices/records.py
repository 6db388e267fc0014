"""Who was involved in a report and who is quoted in it, as written in params/voices/<report>.yml."""

from datetime import date
from typing import Literal

from pydantic import Field, field_validator

from insight import paths
from insight.definitions.strict import Record, named
from insight.errors import UnknownName


class Involved(Record):
    """People who are not professionals and took part in making a report."""

    who: str = Field(min_length=1)  # as they wish to be called, such as two people who had a stroke
    stage: Literal["choosing what to look at", "design", "drafting", "review", "use"]
    changed: str = Field(min_length=1)  # what is different because of them
    when: date


class Quote(Record):
    """What somebody says, who that is as they wish to be called, and that they agree to its being here."""

    words: str = Field(min_length=1)
    by: str = Field(min_length=1)
    consent: bool
    when: date | None = None

    @field_validator("consent")
    @classmethod
    def _given(cls, consent: bool) -> bool:
        if not consent:
            raise ValueError(
                "words are quoted only with the speaker's consent. Ask for it and write 'consent: true', "
                "or take the quote out."
            )
        return consent


class Voices(Record):
    """What is written about one report."""

    id: str
    involved: tuple[Involved, ...] = ()
    quotes: tuple[Quote, ...] = ()


def voices(report: str) -> Voices:
    """Give what is written about a report; nothing where there is no file.

    Raises BadDefinition, naming each fault, for a quote without attribution or consent.
    """
    place = paths.params() / "voices" / f"{report}.yml"
    return named(Voices, place) if place.is_file() else Voices(id=report)


def every() -> dict[str, Voices]:
    """Give what is written about any report, by its name; refuse a file that belongs to none."""
    known = {path.stem for path in paths.notebooks().glob("*.ipynb")}
    found = sorted(path.stem for path in (paths.params() / "voices").glob("*.yml"))
    for name in found:
        if name not in known:
            raise UnknownName.among("report", name, known=known, where="params/voices")
    return {name: voices(name) for name in found}

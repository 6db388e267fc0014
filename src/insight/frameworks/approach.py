"""Core20PLUS5: whom to look at first, and the areas of care in which to look."""

from pydantic import model_validator

from insight.definitions.audit import Id
from insight.definitions.strict import Record


class ClinicalArea(Record):
    """An area of care that an approach names, and what it wants there."""

    id: Id
    title: str
    aim: str
    note: str | None = None


class Approach(Record):
    """An approach to inequalities: its people, and its areas of care."""

    id: Id
    title: str
    publisher: str
    link: str
    about: str
    core: str  # whom it looks at first
    plus: str  # whom each system adds
    areas: tuple[ClinicalArea, ...]
    across: tuple[ClinicalArea, ...] = ()  # what bears on all of the areas

    @model_validator(mode="after")
    def _five_apart(self) -> "Approach":
        ids = [area.id for area in (*self.areas, *self.across)]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if len(self.areas) != 5 or twice:
            raise ValueError("write five clinical areas, each with an id of its own.")
        return self

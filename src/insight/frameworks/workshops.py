"""The seven themes of the workshops of 2022, by which a spotlight is checked."""

from pydantic import model_validator

from insight.definitions.audit import Id
from insight.definitions.strict import Record


class WorkshopTheme(Record):
    """One thing that the workshops found, and how a page is checked for it."""

    id: Id
    title: str
    said: str
    check: Id  # a check in src/insight/spotlights/score.py


class Workshops(Record):
    """What the workshops found."""

    id: Id
    title: str
    publisher: str
    source: str
    themes: tuple[WorkshopTheme, ...]

    @model_validator(mode="after")
    def _seven(self) -> "Workshops":
        if len({theme.id for theme in self.themes}) != 7:
            raise ValueError("write seven themes, each with an id of its own.")
        return self

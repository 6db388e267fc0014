"""A statement of what good looks like, as written in params/assessment."""

from pydantic import model_validator

from insight.definitions.audit import Id
from insight.definitions.strict import Record

LEVELS = 4  # from nothing yet to part of how the system works


class Statement(Record):
    """Something a visitor could see or not see in an ICB that uses national audits well."""

    id: Id
    about: str  # what it belongs to, such as People
    says: str
    levels: tuple[str, ...]  # what is seen at each, from 0
    look_at: str  # where the evidence is found

    @model_validator(mode="after")
    def _all_levels(self) -> "Statement":
        if len(self.levels) != LEVELS:
            raise ValueError(
                f"has {len(self.levels)} levels, and {LEVELS} are needed, from 0 to {LEVELS - 1}."
            )
        return self


class Statements(Record):
    """The statements of one file, with where they come from."""

    id: Id
    title: str
    source: str
    statements: tuple[Statement, ...]

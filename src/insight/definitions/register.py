"""A register of areas on the web, as written in params/registers/<register>.yml."""

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from insight.definitions.audit import Id
from insight.definitions.strict import Record

Base = Annotated[str, StringConstraints(pattern=r"^https?://[^\s?#]+[^\s?#/]$")]  # without a slash at its end


class Register(Record):
    """Who keeps codes, names and dates of areas, and what of it is compared with params/areas."""

    id: Id
    title: str
    publisher: str
    licence: str
    link: str | None = None
    note: str | None = None
    kind: str  # the name of a file in insight/sources
    base: Base
    ask: dict[str, Any] = Field(default_factory=dict)  # the kind says what may be asked

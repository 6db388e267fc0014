"""A register of areas on the web, as written in params/registers/<register>.yml."""

from datetime import date
from typing import Any, Literal

from pydantic import Field, model_validator

from insight.definitions.published import Base, Published


class Register(Published):
    """Who keeps codes, names and dates of areas, and what of it is compared with params/areas."""

    kind: str  # the name of a file in insight/sources
    base: Base
    ask: dict[str, Any] = Field(default_factory=dict)  # the kind says what may be asked
    type: str | None = None  # of area that every row is about; with `columns`, for registers of codes
    on: date | None = None  # the day that its rows are about; any day of interest when not given
    columns: dict[Literal["code", "name"], str] = Field(default_factory=dict)  # where they stand

    @model_validator(mode="after")
    def _codes_are_of_something(self) -> "Register":
        if self.columns and not (self.type and self.on and len(self.columns) == 2):
            raise ValueError(
                "'columns' names those of 'code' and 'name', and needs 'type' and 'on' beside it."
            )
        return self

"""What learning from harm rests on, as written in params/enquiries/framework.yml."""

from typing import Literal, get_args

from pydantic import Field, model_validator

from insight.definitions.audit import Id
from insight.definitions.strict import Record, Words

Name = Literal["informed", "reporting", "just", "flexible", "learning"]
CULTURES: tuple[str, ...] = get_args(Name)
ROUTE = ("trust", "lmns", "icb", "region", "national")  # in which order word of a concern goes


class Culture(Record):
    """One of the five sub-cultures a safe culture depends on."""

    name: Name
    ask: Words  # a question for a board, ours


class Step(Record):
    """One level that word of a concern goes through."""

    level: Literal["trust", "lmns", "icb", "region", "national"]
    name: Words
    does: Words
    note: str | None = None


class Timeliness(Record):
    """How soon something must be done, and the metric that would measure it."""

    metric: Id
    standard: Words
    of: Words


class Cadence(Record):
    """How often data come out, with an example."""

    rhythm: Words
    example: Words
    why: Words


class Framework(Record):
    """Purpose, culture, route, timeliness and cadence, each from the sources named."""

    purpose: Words
    never_for: tuple[Words, ...]
    no_blame: Words
    no_league_tables: Words
    concern: Words
    cultures: tuple[Culture, ...]
    route: tuple[Step, ...]
    flagged: Words
    timeliness: tuple[Timeliness, ...] = Field(min_length=1)
    timeliness_of: Words  # whose standards they are
    cadences: tuple[Cadence, ...]
    sources: tuple[Words, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _whole(self) -> "Framework":
        if tuple(culture.name for culture in self.cultures) != CULTURES:
            raise ValueError(f"'cultures' must be these five, in this order: {', '.join(CULTURES)}.")
        if tuple(step.level for step in self.route) != ROUTE:
            raise ValueError(f"'route' must go through these levels, in this order: {', '.join(ROUTE)}.")
        return self

"""Who lives where: the tables that say which areas are alike, as written in params/populations/<name>.yml."""

from datetime import date
from typing import Literal

from insight.definitions.published import Published
from insight.definitions.strict import Record


class Residents(Record):
    """One table of residents: a row for each area and group."""

    path: str  # below --data
    sha256: str | None = None
    fact: Literal["deprivation", "ethnicity", "age"]
    level: Literal["icb", "sub_icb"]
    area: str  # the column of codes
    group: str  # the column that names the group
    people: str  # the column of counts
    on: date  # a day on which the areas are in force


class Population(Published):
    """The population facts of one census or estimate."""

    tables: tuple[Residents, ...]

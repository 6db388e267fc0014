"""What people differ by, the groups a system may choose, and what groups are counted against."""

from pydantic import Field

from insight.definitions.audit import Id
from insight.definitions.strict import Record


class Characteristic(Record):
    """Something people differ by."""

    id: Id
    title: str
    protected: bool  # by the Equality Act 2010
    breakdown: Id | None = None  # its word in the data; None where no audit publishes it
    groups: tuple[str, ...] = ()  # those to be expected


class PlusGroup(Record):
    """A group of people that a system may choose to look at."""

    id: Id
    title: str
    breakdown: Id | None = None
    groups: tuple[str, ...] = ()  # the groups in the data that show them


class Characteristics(Record):
    """What people differ by, and the groups to be thought of."""

    id: Id
    characteristics: tuple[Characteristic, ...]
    plus: tuple[PlusGroup, ...]


class Denominator(Record):
    """What the groups of a source are counted against."""

    population: str
    year: int | str
    index: str  # the edition of the Index of Multiple Deprivation
    groups: str  # the standard of its ethnic groups
    note: str | None = None


class Denominators(Record):
    """What each source's groups are counted against, by the source's id."""

    id: Id
    sources: dict[Id, Denominator] = Field(default_factory=dict)

"""One publication, as written in params/editions/<edition>.yml."""

from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from insight.definitions.audit import Policy
from insight.definitions.strict import Record


class Edition(Record):
    """Which reports, for which areas and audits, from which data, on which geography."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    title: str
    sources: tuple[str, ...]
    audits: Literal["all"] | tuple[str, ...]
    geography_date: date  # the day whose ICBs the pages are about
    as_at: date  # the day ages are counted from; never the clock
    reports: tuple[str, ...] = ("icb_insight", "audit_topic")
    disclosure: Policy = "hes"
    synthetic: bool = False
    seed: int = 0
    population: str | None = None  # a file in params/populations, to find similar ICBs; synthetic: its own
    time_limit: int = Field(default=600, gt=0)  # seconds a page
    areas: tuple[str, ...] = ()  # some ICBs only; all when empty
    note: str | None = None

    @property
    def clock(self) -> int:
        """Give the as-at day in seconds since 1970: the time that whatever is made believes it is."""
        return int(datetime(*self.as_at.timetuple()[:3], tzinfo=UTC).timestamp())

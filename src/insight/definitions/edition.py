"""One publication, as written in params/editions/<edition>.yml."""

from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from insight.definitions.audit import Policy
from insight.definitions.strict import Record


class Cluster(Record):
    """Machines that make an edition's pages, as Dask knows them."""

    kind: Annotated[str, StringConstraints(pattern=r"^(dask_\w+|distributed)\.[\w.]+$")]  # a class of Dask's
    workers: int = Field(gt=0)
    share: str  # a folder that every machine sees, or a URL: s3://, abfs://, gcs://
    options: dict[str, Any] = Field(default_factory=dict)  # the class's own, such as queue and memory


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
    memory_limit: int = Field(default=4096, gt=0)  # MiB a page's own data may take
    cluster: Cluster | None = None  # to make pages on other machines
    areas: tuple[str, ...] = ()  # some ICBs only; all when empty
    note: str | None = None
    next_update: date | None = None  # when the next edition is to come
    previous: str | None = None  # the edition before this one, to tell what has changed since

    @property
    def clock(self) -> int:
        """Give the as-at day in seconds since 1970: the time that whatever is made believes it is."""
        return int(datetime(*self.as_at.timetuple()[:3], tzinfo=UTC).timestamp())

"""One publication, as written in params/editions/<edition>.yml."""

from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, StringConstraints, model_validator

from insight.definitions.audit import Policy
from insight.definitions.strict import Record


class Cluster(Record):
    """Machines that make an edition's pages, as Dask knows them."""

    kind: Annotated[str, StringConstraints(pattern=r"^(dask_\w+|distributed)\.[\w.]+$")]  # a class of Dask's
    workers: int = Field(gt=0)
    share: str  # a folder that every machine sees, or a URL: s3://, abfs://, gcs://
    options: dict[str, Any] = Field(default_factory=dict)  # the class's own, such as queue and memory


Contact = Annotated[str, StringConstraints(pattern=r"^([^@\s]+@[^@\s]+\.[^@\s]+|https://\S+)$")]
Role = Literal["author", "clinical_lead", "patient_reviewer", "hqip"]  # who must sign before publication
ROLES: tuple[Role, ...] = get_args(Role)


class SignOff(Record):
    """Somebody's word that an edition may be published."""

    role: Role
    name: str = Field(min_length=1)
    date: date


Profile = Literal["analyst", "board", "quality_group", "clinical_network"]  # for whom a page is cut


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
    trusts: tuple[str, ...] = ()  # some NHS trusts only; all of those ICBs' when empty
    themes: Literal["all"] | tuple[str, ...] = "all"  # of inequality spotlights: files in params/themes
    profiles: tuple[Profile, ...] = ("analyst",)  # whom pages with profiles are made for; analysts see all
    note: str | None = None
    next_update: date | None = None  # when the next edition is to come
    previous: str | None = None  # the edition before this one, to tell what has changed since
    feedback_at_least: float | None = Field(default=None, ge=0, le=1)  # share of criteria each page must meet
    signed_off: tuple[SignOff, ...] = ()  # a draft until every role has signed
    contact: Contact | None = None  # where readers write: an email address, or the https address of a form

    @model_validator(mode="after")
    def _signed_once(self) -> "Edition":
        roles = [signed.role for signed in self.signed_off]
        twice = sorted({role for role in roles if roles.count(role) > 1})
        if twice:
            raise ValueError(f"'signed_off' names the role {twice[0]} twice. Leave the later one.")
        return self

    @property
    def unsigned(self) -> tuple[Role, ...]:
        """Give the roles that have not signed; while there are any, the edition is a draft."""
        signed = {sign_off.role for sign_off in self.signed_off}
        return tuple(role for role in ROLES if role not in signed)

    @property
    def clock(self) -> int:
        """Give the as-at day in seconds since 1970: the time that whatever is made believes it is."""
        return int(datetime(*self.as_at.timetuple()[:3], tzinfo=UTC).timestamp())

"""An audit and its metrics, as written in params/audits/<audit>.yml."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from insight import statistics
from insight.definitions.outliers import Outliers
from insight.definitions.strict import Record

HEADLINE_LIMIT = 10  # HQIP's rule: ten metrics, more only with a written reason

NOT_PEOPLE = {"hospitals", "services", "units", "departments", "organisations", "providers", "trusts"}

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]
Level = Literal[
    "England", "region", "icb", "sub_icb", "pcn", "practice", "trust", "hospital", "network",
    "cancer_alliance", "stroke_network", "neonatal_network",
]  # fmt: skip
Setting = Literal["treatment", "residence"]
Policy = Literal["hes", "nda", "as_published"]


class Break(Record):
    """A date from which a series no longer compares with what came before."""

    date: date
    note: str


class Target(Record):
    """What a metric is held against, and on whose authority."""

    kind: Literal["evidence", "ambition", "aspiration"]
    value: float | None = None  # in the metric's own unit: 0.8 rather than 80
    date: int | str | None = None
    source: str
    verified: bool
    note: str | None = None


class National(Record):
    """A national figure somebody published, with how far it has been checked."""

    value: float | None = None
    period: str
    source: str
    status: Literal["verified", "secondary", "seed", "unverified"]
    nations: str | None = None
    note: str | None = None

    @property
    def shown(self) -> bool:
        """Tell whether it may be shown as fact: it has a value and somebody read the source."""
        return self.value is not None and self.status != "unverified"


class Metric(Record):
    """One thing an audit measures."""

    id: Id
    title: str
    outcome: str | None = None  # completes "31% of people were ..."
    phrase: str | None = None  # names the number where no share of people is meant: "average wait ..."
    subject: str = "people"  # who the denominator counts
    why: str
    numerator: str
    denominator: str
    unit: str
    statistic: str  # the name of a file in insight/statistics
    per: float | None = None  # rates: events per this many
    better: Literal["higher", "lower", "neither"]
    target: Target | None = None
    type: Literal["process", "outcome", "structure", "prom", "prem"]
    dimension: Literal["effectiveness", "experience", "safety"]
    stage: str
    themes: tuple[Literal["access", "continuity", "inequalities", "outcomes"], ...] = ()
    case_mix: Literal["adjusted", "crude", "not_applicable"] = "not_applicable"
    adjusted_as: str | None = None  # crude outcomes: the metric that gives the same, adjusted for case mix
    stabilised: bool = False  # shrunken towards an average: never on a funnel, differenced or averaged
    outliers: Outliers | None = None  # where they differ from the audit's
    headline: bool = True
    levels: tuple[Level, ...] | None = None  # where published, if not as the audit
    setting: Setting | None = None
    breaks: tuple[Break, ...] = ()
    owner: str
    review: date
    prompt: str
    code: str | None = None  # the publisher's own
    national: tuple[National, ...] = ()

    @property
    def counts_people(self) -> bool:
        """Tell whether the denominator counts people, whom small numbers could give away."""
        return self.subject not in NOT_PEOPLE

    @property
    def places(self) -> int:
        """Give the decimals a number in this unit is shown with, if its publisher says nothing."""
        return 0 if self.unit in ("people", "operations") else 2 if self.unit.startswith("per 1,000 ") else 1

    @model_validator(mode="before")
    @classmethod
    def _known_statistic(cls, values: Any) -> Any:
        known = statistics.names()
        name = values.get("statistic") if isinstance(values, dict) else None
        if name is not None and name not in known:
            raise ValueError(f"No statistic is called {name!r}. Known: {', '.join(sorted(known))}.")
        return values

    @model_validator(mode="after")
    def _consistent(self) -> "Metric":
        if self.statistic == "proportion" and not self.outcome:
            raise ValueError("a proportion needs 'outcome', the words that complete '31% of people were …'.")
        if self.statistic != "proportion" and not self.phrase:
            raise ValueError(f"a {self.statistic} needs 'phrase', the words that name the number.")
        if self.statistic == "rate" and not self.per:
            raise ValueError("a rate needs 'per', such as 1000.")
        value = self.target.value if self.target else None
        if self.unit == "%" and value is not None and not 0 <= value <= 1:
            raise ValueError(
                f"the target is {value:g}, which is not a fraction. Write {value / 100:g} for {value:g}%."
            )
        return self


class Audit(Record):
    """A national clinical audit or programme."""

    id: Id
    name: str
    short: str
    topic: str  # the title of its page
    provider: str
    nations: tuple[str, ...] = ()
    about: str
    cadence: str
    levels: tuple[Level, ...]
    setting: Setting
    programme: bool = True  # False for sets that are not part of NCAPOP
    disclosure: Policy | None = None
    link: str | None = None
    icb_note: str | None = None
    headline_justification: str | None = None
    outliers: Outliers = Outliers()
    known_group_at_least: float = Field(default=0.8, gt=0, le=1)  # share of people; under it no gap is given
    breaks: tuple[Break, ...] = ()
    sources: dict[str, str] = Field(default_factory=dict)
    metrics: tuple[Metric, ...]

    @model_validator(mode="after")
    def _few_headlines(self) -> "Audit":
        headlines = sum(metric.headline for metric in self.metrics)
        if headlines > HEADLINE_LIMIT and not self.headline_justification:
            raise ValueError(
                f"{self.short} has {headlines} headline metrics, and {HEADLINE_LIMIT} is the limit. "
                "Write why in 'headline_justification', or mark the rest 'headline: false'."
            )
        ids = [metric.id for metric in self.metrics]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if twice:
            raise ValueError(f"two metrics share the id {', '.join(twice)}. Rename one.")
        return self

    @model_validator(mode="after")
    def _known_relations(self) -> "Audit":
        ids = {metric.id for metric in self.metrics}
        named = {f"adjusted_as of {metric.id}": metric.adjusted_as for metric in self.metrics}
        for policy in (self.outliers, *(metric.outliers for metric in self.metrics)):
            if policy and policy.ascertainment:
                named["ascertainment"] = policy.ascertainment.metric
        wrong = [f"{key}: {name}" for key, name in named.items() if name and name not in ids]
        if wrong:
            raise ValueError(f"{wrong[0]} is no metric of this audit. Known: {', '.join(sorted(ids))}.")
        return self

    def outlier_policy(self, metric: Metric) -> Outliers:
        """Give the policy that holds for a metric: its own, or else the audit's."""
        return metric.outliers or self.outliers

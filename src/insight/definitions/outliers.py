"""When a result is far enough from what was expected to be called an outlier, as an audit's file says."""

from typing import Annotated, Literal

from pydantic import Field

from insight.definitions.strict import Record

Share = Annotated[float, Field(gt=0, lt=1)]


class Ascertainment(Record):
    """The metric that says what share of its cases an audit holds, and how much is enough."""

    metric: str
    at_least: Share = 0.7


class Outliers(Record):
    """An outlier policy: of an audit, and where a metric has one of its own, of that metric.

    What is not written keeps to the national guidance for outliers: both sides, alert beyond
    2 and alarm beyond 3 standard deviations. Everything is printed beside each flag.
    """

    guidance: str = "HQIP outlier guidance, November 2025"
    levels: Literal["2 and 3 SD", "95% and 99.8%"] = "2 and 3 SD"
    sides: Literal["both", "better", "worse"] = "both"
    target: float | None = None  # fixed, in the metric's own unit; England's value when left out
    target_source: str | None = None
    false_discovery: Share = 0.05  # share of the flags that stand which may be chance
    at_least_areas: int = Field(default=10, ge=3)  # areas a funnel needs
    at_least_people: int = Field(default=20, ge=1)  # in the denominator of the area
    ascertainment: Ascertainment | None = None
    note: str | None = None

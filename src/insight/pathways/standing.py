"""Where an area stands among the others: their range and middle half, its own quarter, and its region."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

from insight.formats.numbers import is_missing

QUARTERS = ("lowest", "second lowest", "second highest", "highest")


class Standing(NamedTuple):
    """A metric's spread over the areas of a kind, and an area's place in it. Values are in its own unit."""

    areas: int
    low: float
    quarter: float  # a quarter of the areas lie below
    three_quarters: float
    high: float
    own: str  # which quarter the area lies in, from the lowest
    region: str | None
    in_region: int  # areas of the region, itself among them
    region_low: float
    region_high: float
    higher_in_region: int  # areas of the region with a higher value


def standings(rows: Sequence[Any], area: str) -> dict[str, Standing]:
    """Give an area's standing by metric, where it and at least three others have a value.

    rows : records of metric, area, region and value, the newest of every area of a kind, whole population.
    """
    by_metric: dict[str, list[Any]] = {}
    for row in rows:
        if not is_missing(row.value):
            by_metric.setdefault(row.metric, []).append(row)
    found = {}
    for metric, values in by_metric.items():
        own = next((row for row in values if row.area == area), None)
        if own is not None and len(values) > 3:
            found[metric] = _standing(values, own)
    return found


def _standing(values: list[Any], own: Any) -> Standing:
    every = sorted(float(row.value) for row in values)
    region = own.region if isinstance(own.region, str) else None
    near = [float(row.value) for row in values if region is not None and row.region == region] or [own.value]
    below = bisect_left(every, own.value) + bisect_right(every, own.value) - 1
    place = min(4 * below // (2 * len(every)), 3)
    return Standing(
        len(every), every[0], between(every, 0.25), between(every, 0.75), every[-1], QUARTERS[place], region,
        len(near), min(near), max(near), sum(value > own.value for value in near),
    )  # fmt: skip


def between(ordered: list[float], share: float) -> float:
    """Give the value below which a share of ordered values lies, on a straight line between two of them.

    >>> between([1.0, 2.0, 3.0, 4.0], 0.25)
    1.75
    """
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])

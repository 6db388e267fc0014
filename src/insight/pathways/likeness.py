"""Which of the areas most like one do better than it, and how firmly they are like it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from insight.formats.numbers import is_missing

SHOWN = ["metric", "area", "short_name", "value", "lower", "upper", "unit", "decimals", "better"]
METHOD = (
    "Similar ICBs are the ten nearest by what is known of their residents (deprivation, ethnic group, age, "
    "number), each in standard deviations between ICBs. The per cent behind a name says how many other "
    "choices, each without one of these, hold it too: the lower it is, the less sure the likeness. An "
    "ICB does better when its whole 95% interval lies on the better side of this one's."
)


class Better(NamedTuple):
    """A similar area that does better."""

    area: str
    name: str
    value: float
    lower: float
    upper: float
    firm: float  # share of other choices of facts that hold it too, from 0 to 1; missing where there are none


def doing_better(rows: Sequence[Any], own: dict[str, Any], peers: pd.DataFrame) -> dict[str, list[Better]]:
    """Give, by metric, the similar areas that do better than an area, the firmest likeness first.

    rows : records of SHOWN, the newest of every area of a kind. own : the area's rows by metric, those to
    be held against others. peers : as `findings.load_peers` gives them; a metric without a better direction
    has none.
    """
    like = peers[peers["rank"].notna()]
    firm = dict(zip(like["peer"], like["stability"].astype(float), strict=True))
    order = dict(zip(like["peer"], like["rank"], strict=True))
    found: dict[str, list[Better]] = {metric: [] for metric in own}
    for row in rows:
        if row.metric in own and row.area in firm and _beats(row, own[str(row.metric)]):
            one = Better(str(row.area), row.short_name, row.value, row.lower, row.upper, firm[row.area])
            found[str(row.metric)].append(one)
    for better in found.values():
        better.sort(key=lambda one: (0 if is_missing(one.firm) else -one.firm, order[one.area]))
    return found


def _beats(row: Any, own: Any) -> bool:
    if row.better == "higher":
        return bool(row.lower > own.upper)
    return bool(row.better == "lower" and row.upper < own.lower)

"""How short series move: a declared rule for those that have too few points for a control chart."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from insight.formats.numbers import is_missing
from insight.formats.signals import ENOUGH
from insight.statistics.comparison.recent_trend import recent_trend

FEWEST, MOST = 3, 5  # points that a trend needs, and uses at most
LEVEL = "no clear trend"
CHARTED = "held against its control chart"
TESTED = ["slope", "significant", "reason"]
LIMITS = ["value", "lower", "upper"]
COLUMNS = ["metric", "period_end", *LIMITS, "step", "status"]
RULE = (
    f"With {ENOUGH} points or more since the last break, a metric is held against its control chart. With "
    f"{FEWEST} to {ENOUGH - 1}, a straight line is laid through the last {MOST} at most, each weighted by "
    "its precision, and told only when chance would make one so steep less than once in 500 times and no "
    "single point makes it. With fewer, too few points are there to judge, and nothing is said."
)


class Course(NamedTuple):
    """What a series of few points does since its last break."""

    points: int
    way: str | None  # "rises", "falls" or "no clear trend"; None when it is not tested
    reason: str | None  # why it is not


def courses(history: Sequence[Any]) -> dict[str, Course]:
    """Give the course of each metric of an area, by metric; provisional points are left out.

    history : records of COLUMNS, of every period of one area, whole population.
    """
    series = _since_break(history)
    found = {name: _untested(len(rows)) for name, rows in series.items()}
    short = {name: rows for name, rows in series.items() if FEWEST <= len(rows) < ENOUGH}
    for points in range(FEWEST, MOST + 1):
        alike = {name: rows for name, rows in short.items() if min(len(rows), MOST) == points}
        found |= _tested(alike, points) if alike else {}
    return found


def _since_break(history: Sequence[Any]) -> dict[str, list[Any]]:
    """Give the assured points of each metric since its last break, by metric."""
    series: dict[str, dict[Any, Any]] = {}
    for row in history:
        if row.status != "provisional" and not is_missing(row.value):
            series.setdefault(row.metric, {})[row.period_end] = row
    return {str(name): _last_step(list(points.values())) for name, points in series.items()}


def _last_step(points: list[Any]) -> list[Any]:
    """Give the points of the last step."""
    if len({row.step for row in points}) == 1:
        return points
    steps = [0 if pd.isna(row.step) else row.step for row in points]
    last = max(steps)
    return [row for row, step in zip(points, steps, strict=True) if step == last]


def _untested(points: int) -> Course:
    few = f"{points} point{'' if points == 1 else 's'}, too few to judge"
    return Course(points, None, CHARTED if points >= ENOUGH else few)


def _tested(series: dict[str, list[Any]], points: int) -> dict[str, Course]:
    rows = [row for part in series.values() for row in part]
    value, lower, upper = (np.array([getattr(row, name) for row in rows], float) for name in LIMITS)
    names, ends = [str(row.metric) for row in rows], [row.period_end for row in rows]
    tested = recent_trend(value, lower, upper, names, ends, points=points)
    told = zip(tested.index.tolist(), *(tested[name].tolist() for name in TESTED), strict=True)
    return {str(name): _course(*found, points=len(series[str(name)])) for name, *found in told}


def _course(slope: float, significant: Any, reason: str | None, *, points: int) -> Course:
    """Give the course that a test of a straight line tells."""
    if pd.isna(significant):
        return Course(points, None, reason)
    return Course(points, ("rises" if slope > 0 else "falls") if significant else LEVEL, None)

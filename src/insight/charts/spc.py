"""Control charts: how a metric moves from period to period, and when it moves more than it usually does."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from insight.charts.chart import Chart, Charts
from insight.charts.drawing.key import Item
from insight.charts.drawing.panel import Panel, beside, curves, frame, widened
from insight.charts.drawing.paper import LINE, Mark, depth, draw, heading, wrapped
from insight.charts.drawing.places import apart
from insight.charts.drawing.series import along
from insight.charts.drawing.sheet import Sheet
from insight.formats import Lines, bare, interval, plural
from insight.formats.numbers import is_missing
from insight.formats.rows import ENGLAND, are_of, captioned, columns_where, is_word, records_where
from insight.formats.signals import ENOUGH, RULES, cited

HEIGHT, FOOT, SPACE = 66, LINE, 12
MOST = 6
PROVISIONAL = "provisional"
EMPTY = "No metric's last point is more than ordinary movement."
NO_LIMITS = f"none: fewer than {ENOUGH} points"
NONE = "No metric that was chosen has figures for three periods or more."
LIMITS = ["lower_limit", "upper_limit"]
GOOD = {"higher": "high", "lower": "low"}
SIDES = {"high": "higher", "low": "lower"}
WORDS = {"better": "improvement", "worse": "concern", "higher": "higher", "lower": "lower"}
PLACES = ["metric", "period_end", "decimals"]
SIGNALS = ["metric", "period_end", "status", "signal", "chance"]
COLUMNS = ["Metric", "Period", "Value", "Centre", "Limits", "More than usual", "Status"]


class Point(NamedTuple):
    """One point of a series, with what is written beside it. way : what a signal means, None without."""

    metric: str
    title: str
    short_name: str
    period: str
    period_end: pd.Timestamp
    value: float
    unit: str
    centre: float
    lower_limit: float
    upper_limit: float
    signal: Any
    side: Any
    status: str
    step: float
    better: str
    setting: Any
    decimals: int = 1
    way: str | None = None


READ = [name for name in Point._fields if name not in Point._field_defaults]
Series = list[Point]  # of one metric, oldest first


def spc(
    series: pd.DataFrame,
    findings: pd.DataFrame,
    area: str | None,
    most: int = MOST,
    metrics: Sequence[str] | None = None,
) -> Charts:
    """Draw an area's control charts whose last point is more than ordinary movement.

    series, findings : a page's slices. area : its code; England when None. most : how many
    at most, the rarest by chance first. metrics : those to draw instead, if there are any. A change of
    definition begins a new step with limits of its own; fewer than 13 points have no limits.
    """
    own = is_word(series, "area", area or ENGLAND)
    known = set(columns_where(series, own, ["metric"])[0])
    named = [name for name in metrics if name in known] if metrics is not None else None
    names = _signalling(series, own, most) if named is None else named
    if not names:
        return Charts([], empty=EMPTY if metrics is None else NONE)
    shown = own & series["metric"].isin(names).to_numpy(bool)
    parts = _points(records_where(series, shown, READ), _decimals(findings, area, names))
    sources = cited(findings, series, shown)
    kinds = apart([parts[name] for name in names], lambda points: points[0].setting)
    name = ["spc", area or "england"] if metrics is None else ["spc chosen", area or "england"]
    found = [_all(within, sources, " ".join([*name, *where.split()]), where) for where, within in kinds]
    return Charts(found, empty="")


def _decimals(findings: pd.DataFrame, area: str | None, names: list[str]) -> dict[str, int]:
    """Give the decimals of an area's newest figure of each metric named."""
    own = are_of(findings, area) & findings["metric"].isin(names).to_numpy(bool)
    last = sorted(records_where(findings, own, PLACES), key=lambda row: row.period_end)
    return {row.metric: 1 if is_missing(row.decimals) else int(row.decimals) for row in last}


def _signalling(series: pd.DataFrame, own: np.ndarray, most: int) -> list[str]:
    """Name the metrics whose last assured point signals, the rarest by chance first."""
    last: dict[str, Any] = {}
    final = [row for row in records_where(series, own, SIGNALS) if row.status != PROVISIONAL]
    for row in sorted(final, key=lambda row: row.period_end):
        last.pop(row.metric, None)  # of two signals as rare as each other, the earlier comes first
        last[row.metric] = row
    found = [row for row in last.values() if isinstance(row.signal, str)]
    found.sort(key=lambda row: (True, 0) if is_missing(row.chance) else (False, row.chance))
    return [row.metric for row in found[:most]]


def _points(rows: list[Any], places: dict[str, int]) -> dict[str, Series]:
    """Give the points of each metric, oldest first, with decimals and with what a signal means.

    Limits of a share stay within 0% and 100%.
    """
    found: dict[str, Series] = {}
    for row in sorted(rows, key=lambda row: row.period_end):
        point = Point(*row)._replace(decimals=places.get(row.metric, 1), way=_way(row))
        if row.unit == "%":
            ends = [_share(limit) for limit in (row.lower_limit, row.upper_limit)]
            point = point._replace(lower_limit=ends[0], upper_limit=ends[1])
        found.setdefault(row.metric, []).append(point)
    return found


def _share(limit: float) -> float:
    return limit if is_missing(limit) else min(max(limit, 0.0), 1.0)


def _way(row: Any) -> str | None:
    """Say what a signal means; None where there is none."""
    if not isinstance(row.signal, str):
        return None
    if row.better == "neither":
        return SIDES.get(row.side)
    return "better" if row.side == GOOD.get(row.better) else "worse"


def _all(parts: list[Series], sources: list[Any], called: str, where: str) -> Chart:
    shown = {points[0].metric for points in parts}
    sources = [row for row in sources if row.metric in shown]
    name = parts[0][0].short_name
    title = f"{name}, period by period" + (f": {where}" if where else "")
    keys = _keys(parts)
    down, tops = depth(title, keys), []
    for points in parts:
        tops.append(down + LINE * len(wrapped(points[0].title)) + 2)
        down = tops[-1] + HEIGHT + FOOT + SPACE
    page = Sheet(down)
    heading(page, title, keys)
    draw(page, [mark for points, top in zip(parts, tops, strict=True) for mark in _one(page, points, top)])
    caption = f"Control charts, {name}. Limits are where nearly all points lie while nothing changes."
    return Chart(
        page,
        alt=" ".join([f"{title}.", *map(_said, parts)]),
        caption=captioned(caption, sources),
        lines=Lines([cells for points in parts for cells in _table(points)], COLUMNS),
        name=called,
    )


def _keys(parts: list[Series]) -> list[Item]:
    every = [point for points in parts for point in points]
    ways = {point.way for point in every}
    keys = [("similar", "usual movement")]
    keys += [(way, f"more than usual, {WORDS[way]}") for way in WORDS if way in ways]
    keys += [("provisional", "provisional")] * any(point.status == PROVISIONAL for point in every)
    keys += [("centre", "centre")] * any(not is_missing(point.centre) for point in every)
    keys += [("limit", "control limits")] * any(not is_missing(point.lower_limit) for point in every)
    return keys + [("break", "definition changed")] * any(len(_steps(points)) > 1 for points in parts)


def _one(page: Sheet, points: Series, top: float) -> list[Mark]:
    """Draw one chart's lines and words; give its points."""
    first, x = points[0], np.array(along(point.period_end for point in points))
    values, *limits = (_numbers(points, name) for name in ("value", *LIMITS))
    known = np.concatenate([values, *limits])
    low, high = np.nanmin(known), np.nanmax(known)
    panel = Panel(top, HEIGHT, widened(x.min(), x.max()), widened(low, high))
    few = min(first.decimals, 1)
    ends = tuple(bare(end, first.unit, few) for end in (low, high))
    frame(page, panel, _title(first), ends, (first.period, points[-1].period))
    centre, starts = _numbers(points, "centre"), _steps(points)
    for start, end in pairwise([*starts, len(points)]):
        part = slice(start, end)
        curves(page, "series", panel, x[part], [values[part]])
        curves(page, "limit", panel, x[part], [limit[part] for limit in limits])
        curves(page, "centre", panel, x[part], [centre[part]])
    beside(page, panel, _words(points))
    spots = zip(points, panel.across(x).tolist(), panel.down(values).tolist(), strict=True)
    marks: list[Mark] = [(_kind(point), across, height, 0, 0) for point, across, height in spots]
    cuts = panel.across([(x[start] + x[start - 1]) / 2 for start in starts[1:]]).tolist()
    return marks + [("break", cut, top, cut, top + HEIGHT) for cut in cuts]


def _numbers(points: Series, name: str) -> np.ndarray:
    return np.array([getattr(point, name) for point in points], float)


def _steps(points: Series) -> list[int]:
    """Give where each step of a series begins: a change of definition begins a new one."""
    steps = [_step(point) for point in points]
    return [0, *(place for place in range(1, len(steps)) if steps[place] != steps[place - 1])]


def _step(point: Point) -> float:
    return 0 if is_missing(point.step) else point.step


def _title(first: Point) -> str:
    return first.title if first.unit == "%" else f"{first.title} ({first.unit})"


def _kind(point: Point) -> str:
    return "provisional" if point.status == PROVISIONAL else point.way or "similar"


def _words(points: Series) -> list[tuple[str, str]]:
    """Give the words beside a chart: its last assured value, what it means, or why there are no limits."""
    last = _last(points)
    said = [(_value(last), "bold")]
    if is_missing(last.lower_limit):
        return [*said, ("no limits:", "normal"), (f"{_assured(points)} of {ENOUGH} points", "normal")]
    word = WORDS[last.way] if last.way else "moves as usual"
    return [*said, (word, "normal"), (f"centre {bare(last.centre, last.unit, last.decimals)}", "normal")]


def _last(points: Series) -> Point:
    """Give the last point that is assured; the last of all where none is."""
    return next((point for point in reversed(points) if point.status != PROVISIONAL), points[-1])


def _assured(points: Series) -> int:
    """Count the assured points since the last break."""
    here = _step(points[-1])
    return sum(_step(point) == here and point.status != PROVISIONAL for point in points)


def _said(points: Series) -> str:
    """Say what one chart shows."""
    first, last = points[0], _last(points)
    said = f"{first.title}: {plural(len(points), 'point')} from {_value(first)} in {first.period} to "
    said += f"{_value(last)} in {last.period}"
    if is_missing(last.lower_limit):
        return f"{said}; {_assured(points)} points are too few for limits, which need {ENOUGH}."
    said += f"; centre {bare(last.centre, last.unit, last.decimals)}, limits {_limits(last)}."
    if not last.way:
        return f"{said} The last point is ordinary movement."
    return f"{said} The last point shows more than ordinary movement, {WORDS[last.way]}: {_rules(last)}."


def _value(row: Point) -> str:
    return bare(row.value, row.unit, row.decimals)


def _limits(row: Point) -> str:
    return interval(row.lower_limit, row.upper_limit, row.unit, row.decimals)


def _rules(row: Point) -> str:
    return "; ".join(RULES[name] for name in str(row.signal).split())


def _table(points: Series) -> list[tuple[str, ...]]:
    cells: list[tuple[str, ...]] = []
    for row in points:
        limits = _limits(row) if not is_missing(row.lower_limit) else NO_LIMITS
        centre = bare(row.centre, row.unit, row.decimals) if not is_missing(row.centre) else ""
        more = f"{WORDS[row.way]}: {_rules(row)}" if row.way else "no"
        cells.append((row.title, row.period, _value(row), centre, limits, more, str(row.status)))
    return cells

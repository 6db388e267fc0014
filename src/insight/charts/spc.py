"""Control charts: how a metric moves from period to period, and when it moves more than it usually does."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from insight.charts.chart import Chart, Charts
from insight.charts.drawing.key import Item
from insight.charts.drawing.panel import Panel, beside, curves, frame, widened
from insight.charts.drawing.paper import LINE, Mark, depth, draw, heading, wrapped
from insight.charts.drawing.places import apart
from insight.charts.drawing.series import break_days, days
from insight.charts.drawing.sheet import Sheet
from insight.formats import bare, grid, interval, plural
from insight.formats.rows import ENGLAND, as_records, by_metric, captioned, history
from insight.formats.signals import ENOUGH, RULES, cited

HEIGHT, FOOT, SPACE = 66, LINE, 12
MOST = 6
EMPTY = "No metric's last point is more than ordinary movement."
NONE = "No metric that was chosen has figures for three periods or more."
LIMITS = ["lower_limit", "upper_limit"]
GOOD = {"higher": "high", "lower": "low"}
WORDS = {"better": "improvement", "worse": "concern", "higher": "higher", "lower": "lower"}
NEEDED = [
    "title", "period", "value", "unit", "decimals", "centre", "lower_limit", "upper_limit", "signal", "side",
    "status", "step", "way",
]  # fmt: skip
PLACES = ["metric", "period_end", "decimals"]
COLUMNS = ["Metric", "Period", "Value", "Centre", "Limits", "More than usual", "Status"]


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
    rows = series[series["area"] == (area or ENGLAND)].sort_values("period_end", kind="stable")
    known = set(rows["metric"].astype(str))
    names = [name for name in metrics if name in known] if metrics is not None else _signalling(rows, most)
    if not names:
        return Charts([], empty=EMPTY if metrics is None else NONE)
    rows = rows[rows["metric"].isin(names)]
    parts, sources = dict(by_metric(rows)), cited(findings, rows)
    places = _decimals(findings, area)
    drawn = [_with_words(parts[name].reset_index(drop=True), places) for name in names]
    kinds = apart(drawn, lambda part: part["setting"].iloc[0])
    name = ["spc", area or "england"] if metrics is None else ["spc chosen", area or "england"]
    found = [_all(within, sources, " ".join([*name, *where.split()]), where) for where, within in kinds]
    return Charts(found, empty="")


def _decimals(findings: pd.DataFrame, area: str | None) -> dict[str, int]:
    """Give the decimals of an area's newest figure of each metric."""
    own = as_records(history(findings, area)[PLACES], PLACES)
    last = sorted(own, key=lambda row: row.period_end)
    return {str(row.metric): 1 if pd.isna(row.decimals) else int(row.decimals) for row in last}


def _signalling(rows: pd.DataFrame, most: int) -> list[str]:
    final = rows[rows["status"] != "provisional"]
    last = final.drop_duplicates("metric", keep="last")
    found = last[last["signal"].notna()].sort_values("chance", kind="stable")
    return [str(name) for name in found["metric"].head(most)]


def _with_words(rows: pd.DataFrame, places: dict[str, int]) -> pd.DataFrame:
    """Add the decimals, and what each signalling point means; limits of a share stay within 0% and 100%."""
    better = str(rows["better"].iloc[0])
    plain = rows["side"].map({"high": "higher", "low": "lower"})
    good = (rows["side"] == GOOD.get(better)).map({True: "better", False: "worse"})
    way = (plain if better == "neither" else good).where(rows["signal"].notna(), None)
    limits = {name: rows[name].clip(0, 1) for name in LIMITS} if rows["unit"].iloc[0] == "%" else {}
    return rows.assign(way=way, decimals=places.get(str(rows["metric"].iloc[0]), 1), **limits)


def _all(parts: list[pd.DataFrame], sources: list[Any], called: str, where: str) -> Chart:
    every = pd.concat(parts, ignore_index=True)
    shown = set(every["metric"].astype(str))
    sources = [row for row in sources if str(row.metric) in shown]
    name = str(every["short_name"].iloc[0])
    title = f"{name}, period by period" + (f": {where}" if where else "")
    keys = _keys(every, any(break_days(part) for part in parts))
    down, tops = depth(title, keys), []
    for part in parts:
        tops.append(down + LINE * len(wrapped(part["title"].iloc[0])) + 2)
        down = tops[-1] + HEIGHT + FOOT + SPACE
    page = Sheet(down)
    heading(page, title, keys)
    draw(page, [mark for part, top in zip(parts, tops, strict=True) for mark in _one(page, part, top)])
    caption = f"Control charts, {name}. Limits are where nearly all points lie while nothing changes."
    return Chart(
        page.paper,
        alt=" ".join([f"{title}.", *(_said(part) for part in parts)]),
        caption=captioned(caption, sources),
        table=grid([cells for part in parts for cells in _table(part)], COLUMNS),
        name=called,
    )


def _keys(every: pd.DataFrame, cut: bool) -> list[Item]:
    ways = set(every["way"].dropna())
    keys = [("similar", "usual movement")]
    keys += [(way, f"more than usual, {WORDS[way]}") for way in WORDS if way in ways]
    keys += [("provisional", "provisional")] * bool((every["status"] == "provisional").any())
    if every["centre"].notna().any():
        keys += [("centre", "centre")]
    if every["lower_limit"].notna().any():
        keys += [("limit", "control limits")]
    return keys + [("break", "definition changed")] * cut


def _one(page: Sheet, rows: pd.DataFrame, top: float) -> list[Mark]:
    """Draw one chart's lines and words; give its points."""
    first, x = rows.iloc[0], days(rows)
    known = pd.concat([rows["value"], *(rows[name] for name in LIMITS)]).dropna()
    panel = Panel(top, HEIGHT, widened(x.min(), x.max()), widened(known.min(), known.max()))
    few = min(int(first.decimals), 1)
    ends = tuple(bare(end, first.unit, few) for end in (known.min(), known.max()))
    frame(page, panel, _title(rows), ends, (first.period, rows["period"].iloc[-1]))
    for _, part in rows.groupby(rows["step"].fillna(0), sort=True):
        at = x[part.index]
        curves(page, "series", panel, at, [part["value"]])
        curves(page, "limit", panel, at, [part[name] for name in LIMITS])
        curves(page, "centre", panel, at, [part["centre"]])
    beside(page, panel, _words(rows))
    marks: list[Mark] = [
        (_kind(row), across, height, 0, 0)
        for row, across, height in zip(
            as_records(rows, NEEDED), panel.across(x), panel.down(rows["value"]), strict=True
        )
    ]
    cuts = panel.across(break_days(rows))
    return marks + [("break", cut, top, cut, top + HEIGHT) for cut in cuts]


def _title(rows: pd.DataFrame) -> str:
    first = rows.iloc[0]
    return first.title if first.unit == "%" else f"{first.title} ({first.unit})"


def _kind(row: Any) -> str:
    if row.status == "provisional":
        return "provisional"
    return row.way if isinstance(row.way, str) else "similar"


def _words(rows: pd.DataFrame) -> list[tuple[str, str]]:
    """Give the words beside a chart: its last assured value, what it means, or why there are no limits."""
    last = _last(rows)
    said = [(bare(last.value, last.unit, last.decimals), "bold")]
    if pd.isna(last.lower_limit):
        return [*said, ("no limits:", "normal"), (f"{_points(rows)} of {ENOUGH} points", "normal")]
    word = WORDS[last.way] if isinstance(last.way, str) else "moves as usual"
    return [*said, (word, "normal"), (f"centre {bare(last.centre, last.unit, last.decimals)}", "normal")]


def _last(rows: pd.DataFrame) -> Any:
    final = rows[rows["status"] != "provisional"]
    return as_records((final if len(final) else rows).iloc[[-1]], NEEDED)[0]


def _points(rows: pd.DataFrame) -> int:
    """Count the assured points since the last break."""
    return int(((rows["step"] == rows["step"].iloc[-1]) & (rows["status"] != "provisional")).sum())


def _said(rows: pd.DataFrame) -> str:
    """Say what one chart shows."""
    first, last = as_records(rows.iloc[[0]], NEEDED)[0], _last(rows)
    said = f"{first.title}: {plural(len(rows), 'point')} from {_value(first)} in {first.period} to "
    said += f"{_value(last)} in {last.period}"
    if pd.isna(last.lower_limit):
        return f"{said}; {_points(rows)} points are too few for limits, which need {ENOUGH}."
    said += f"; centre {bare(last.centre, last.unit, last.decimals)}, limits {_limits(last)}."
    if not isinstance(last.way, str):
        return f"{said} The last point is ordinary movement."
    return f"{said} The last point shows more than ordinary movement, {WORDS[last.way]}: {_rules(last)}."


def _value(row: Any) -> str:
    return bare(row.value, row.unit, row.decimals)


def _limits(row: Any) -> str:
    return interval(row.lower_limit, row.upper_limit, row.unit, row.decimals)


def _rules(row: Any) -> str:
    return "; ".join(RULES[name] for name in str(row.signal).split())


def _table(rows: pd.DataFrame) -> list[tuple[str, ...]]:
    cells: list[tuple[str, ...]] = []
    for row in as_records(rows, NEEDED):
        limits = _limits(row) if pd.notna(row.lower_limit) else f"none: fewer than {ENOUGH} points"
        centre = bare(row.centre, row.unit, row.decimals) if pd.notna(row.centre) else ""
        more = f"{WORDS[row.way]}: {_rules(row)}" if isinstance(row.way, str) else "no"
        cells.append((row.title, row.period, _value(row), centre, limits, more, str(row.status)))
    return cells

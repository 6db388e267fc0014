"""The metrics that stand out, each as a small line through time."""

from typing import Any

import pandas as pd

from insight.charts.chart import Chart, Charts
from insight.charts.drawing.key import Item
from insight.charts.drawing.palette import MUTED
from insight.charts.drawing.paper import LINE, Mark, depth, draw, heading, wrapped
from insight.charts.drawing.places import apart
from insight.charts.drawing.series import (
    Line,
    Places,
    Series,
    break_days,
    days,
    draw_lines,
    england_decimals_of,
    long_enough,
    runs,
    series_of,
    stretches,
    table_rows,
    told,
)
from insight.charts.drawing.sheet import Sheet
from insight.formats import Lines, bare, listed, number
from insight.formats.clear import OUTSTANDING, clearest
from insight.formats.numbers import is_missing
from insight.formats.rows import are_newest, are_of, captioned, place, records_where

SPAN = (50, 236)  # where a line begins and ends, in points
LINE_HEIGHT, SPACE = 30, 10  # of a small line, and below it
COLUMNS_OF = {"area": "value", "england": "england"}
STANDING = ["metric", "verdict", "lower", "upper", "england"]
COLUMNS = ["Period", "Value", "95% interval", "England", "Status"]


def trends(findings: pd.DataFrame, area: str | None, most: int = 12) -> Charts:
    """Draw, audit by audit, the metrics of an area that stand furthest from England.

    findings : a page's slice. area : its code, or None for England, of which the first
    metrics are drawn. most : how many at most. Those with fewer than three periods are left
    out. Every line has its own scale.
    """
    of_area = are_of(findings, area)
    names = _chosen(findings, area, set(long_enough(findings, of_area)), most)
    long, places = series_of(findings, of_area, names), england_decimals_of(findings, names)
    audits: dict[str, list[Series]] = {}
    for name in names:
        audits.setdefault(long[name][0].audit, []).append(long[name])
    name = place(findings, area)
    found = [
        _one(within, name, places, where)
        for parts in audits.values()
        for where, within in apart(parts, lambda rows: rows[0].setting)
    ]
    return Charts(found, empty="No metric that stands out has figures for three periods.")


def _chosen(findings: pd.DataFrame, area: str | None, long: set[str], most: int) -> list[str]:
    """Name the metrics to draw, in the order of their audits: those that stand furthest from England."""
    rows = [
        row for row in records_where(findings, are_newest(findings, area), STANDING) if row.metric in long
    ]
    if area is not None:
        rows = [row for row in rows if row.verdict in OUTSTANDING]
        furthest = {row.metric for row in clearest(rows)[:most]}
        rows = [row for row in rows if row.metric in furthest]
    return [row.metric for row in rows[:most]]


def _one(parts: list[Series], name: str, places: Places, where: str) -> Chart:
    shown = [row for part in parts for row in part]
    first, titles = shown[0], [part[0].title for part in parts]
    title = f"{first.topic} ({first.audit_short})" + (f": {where}" if where else "")
    keys = _keys(name, shown, any(break_days(part) for part in parts))
    down = depth(title, keys)
    tops = []
    for about in titles:
        tops.append(down + LINE * len(wrapped(about)))
        down = tops[-1] + LINE_HEIGHT + SPACE
    page = Sheet(down)
    heading(page, title, keys)
    drawn = []
    for part, top in zip(parts, tops, strict=True):
        _words(page, part, top, places)
        drawn.append(_small(part, top))
    for who in COLUMNS_OF:
        draw_lines(page, who, [piece for lines, _ in drawn for piece in lines[who]])
    draw(page, [mark for _, marks in drawn for mark in marks])
    cells = [
        (about, *row) for about, part in zip(titles, parts, strict=True) for row in table_rows(part, places)
    ]
    said = " ".join(f"{about}: {told(part)}" for about, part in zip(titles, parts, strict=True))
    return Chart(
        page,
        alt=f"{title}, {name}. {said}",
        caption=captioned(f"{listed(titles)}, {name}, {_span(shown)}. Each line has its own scale.", shown),
        lines=Lines(cells, ["Metric", *COLUMNS]),
        name=" ".join(["trends", first.audit, *where.split()]),
    )


def _keys(name: str, shown: list[Any], cut: bool) -> list[Item]:
    keys = [("area", name), ("england", "England")]
    keys += [("provisional", "provisional")] * any(row.status == "provisional" for row in shown)
    return keys + [("break", "definition changed")] * cut


def _span(shown: list[Any]) -> str:
    ordered = sorted(shown, key=lambda row: row.period_end)
    return f"{ordered[0].period} to {ordered[-1].period}"


def _small(rows: Series, top: float) -> tuple[dict[str, list[Line]], list[Mark]]:
    """Give the pieces of one metric's lines, and its marks."""
    values = {who: [getattr(row, column) for row in rows] for who, column in COLUMNS_OF.items()}
    known = [value for one in values.values() for value in one if not is_missing(value)]
    low, high = min(known), max(known)
    x = days(rows)

    def along(day: float) -> float:
        return SPAN[0] + (SPAN[1] - SPAN[0]) * (day - x[0]) / (x[-1] - x[0])

    def down(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0 * value + 0.5
        return top + 4 + (LINE_HEIGHT - 8) * (1 - share)

    across = [along(day) for day in x]
    heights = {who: [down(value) for value in one] for who, one in values.items()}
    lines = {who: stretches(across, heights[who], runs(rows, column)) for who, column in COLUMNS_OF.items()}
    marks: list[Mark] = []
    last = max(place for place, value in enumerate(values["area"]) if not is_missing(value))
    for position, (row, at, height) in enumerate(zip(rows, across, heights["area"], strict=True)):
        if row.status == "provisional" and not is_missing(row.value):
            marks.append(("provisional", at, height, 0, 0))
        elif position == last:
            marks.append(("dot", at, height, 0, 0))
    cuts = [along(cut) for cut in break_days(rows)]
    return lines, marks + [("break", at, top, at, top + LINE_HEIGHT) for at in cuts]


def _words(page: Sheet, rows: Series, top: float, places: Places) -> None:
    shown = [row for row in rows if not is_missing(row.value)]
    first, last = shown[0], shown[-1]
    for above, line in enumerate(reversed(wrapped(first.title))):
        page.write(2, top - 2 - LINE * above, line)
    start = bare(first.value, first.unit, first.decimals)
    page.write(SPAN[0] - 6, top + 18, start, color=MUTED, ha="right")
    page.write(SPAN[1] + 8, top + 12, bare(last.value, last.unit, last.decimals), weight="bold")
    if not is_missing(last.england):
        england = number(
            last.england,
            last.unit if last.unit == "%" else "",
            places.get((last.metric, last.period_end), last.decimals),
        )
        page.write(SPAN[1] + 8, top + 25, f"England {england.strip()}", color=MUTED)

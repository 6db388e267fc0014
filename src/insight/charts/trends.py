"""The metrics that stand out, each as a small line through time."""

from typing import Any

import numpy as np
import pandas as pd

from insight.charts.chart import Chart, Charts
from insight.charts.drawing.key import Item
from insight.charts.drawing.palette import MUTED
from insight.charts.drawing.paper import LINE, Mark, depth, draw, heading, wrapped
from insight.charts.drawing.places import apart
from insight.charts.drawing.series import (
    NEEDED,
    Places,
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
from insight.formats import bare, grid, listed, number
from insight.formats.rows import OUTSTANDING, as_records, captioned, clearness, newest, place

SPAN = (50, 236)  # where a line begins and ends, in points
LINE_HEIGHT, SPACE = 30, 10  # of a small line, and below it
COLUMNS_OF = {"area": "value", "england": "england"}
COLUMNS = ["Period", "Value", "95% interval", "England", "Status"]


def trends(findings: pd.DataFrame, area: str | None, most: int = 12) -> Charts:
    """Draw, audit by audit, the metrics of an area that stand furthest from England.

    findings : a page's slice. area : its code, or None for England, of which the first
    metrics are drawn. most : how many at most. Those with fewer than three periods are left
    out. Every line has its own scale.
    """
    rows = newest(findings, area)[["metric", "verdict", "lower", "upper", "england"]]
    rows = rows[rows["metric"].isin(long_enough(findings, area))]
    if area is not None:
        rows = rows[rows["verdict"].isin(OUTSTANDING)]
        clearest = clearness(rows, rows["england"]).nlargest(most).index
        rows = rows.loc[rows.index.isin(clearest)]
    names = rows["metric"].astype(str).tolist()[:most]
    long = dict(series_of(findings, area, names))
    places = england_decimals_of(findings)
    audits = dict.fromkeys(str(long[name]["audit"].iloc[0]) for name in names)
    parts = [[long[name] for name in names if long[name]["audit"].iloc[0] == audit] for audit in audits]
    name = place(findings, area)
    found = [
        _one(within, name, places, where)
        for part in parts
        for where, within in apart(part, lambda rows: rows["setting"].iloc[0])
    ]
    return Charts(found, empty="No metric that stands out has figures for three periods.")


def _one(parts: list[pd.DataFrame], name: str, places: Places, where: str) -> Chart:
    every = pd.concat(parts)
    shown = as_records(every, NEEDED)
    ends = np.cumsum([len(part) for part in parts]).tolist()
    records = [shown[end - len(part) : end] for part, end in zip(parts, ends, strict=True)]
    first, titles = records[0][0], [part[0].title for part in records]
    title = f"{first.topic} ({first.audit_short})" + (f": {where}" if where else "")
    keys = _keys(name, every, any(break_days(part) for part in parts))
    down = depth(title, keys)
    tops = []
    for about in titles:
        tops.append(down + LINE * len(wrapped(about)))
        down = tops[-1] + LINE_HEIGHT + SPACE
    page = Sheet(down)
    heading(page, title, keys)
    drawn = []
    for part, rows, top in zip(parts, records, tops, strict=True):
        _words(page, rows, top, places)
        drawn.append(_small(part, rows, top))
    for who in COLUMNS_OF:
        draw_lines(page, who, [piece for lines, _ in drawn for piece in lines[who]])
    draw(page, [mark for _, marks in drawn for mark in marks])
    cells = [
        (about, *row) for about, part in zip(titles, records, strict=True) for row in table_rows(part, places)
    ]
    said = " ".join(f"{about}: {told(part)}" for about, part in zip(titles, records, strict=True))
    return Chart(
        page,
        alt=f"{title}, {name}. {said}",
        caption=captioned(f"{listed(titles)}, {name}, {_span(every)}. Each line has its own scale.", shown),
        table=grid(cells, ["Metric", *COLUMNS]),
        name=" ".join(["trends", str(first.audit), *where.split()]),
    )


def _keys(name: str, every: pd.DataFrame, cut: bool) -> list[Item]:
    keys = [("area", name), ("england", "England")]
    keys += [("provisional", "provisional")] * bool((every["status"] == "provisional").any())
    return keys + [("break", "definition changed")] * cut


def _span(every: pd.DataFrame) -> str:
    ordered = every.sort_values("period_end")["period"]
    return f"{ordered.iloc[0]} to {ordered.iloc[-1]}"


def _small(
    rows: pd.DataFrame, records: list[Any], top: float
) -> tuple[dict[str, list[np.ndarray]], list[Mark]]:
    """Give the pieces of one metric's lines, and its marks; records : the same rows."""
    values = {who: rows[column].to_numpy(float) for who, column in COLUMNS_OF.items()}
    known = np.concatenate(list(values.values()))
    low, high = np.nanmin(known), np.nanmax(known)
    x = days(rows)
    along = SPAN[0] + (SPAN[1] - SPAN[0]) * (x - x[0]) / (x[-1] - x[0])

    def down(values):
        share = (values - low) / (high - low) if high > low else 0 * values + 0.5
        return top + 4 + (LINE_HEIGHT - 8) * (1 - share)

    lines = {
        who: stretches(along, down(values[who]), runs(rows, column)) for who, column in COLUMNS_OF.items()
    }
    heights = down(values["area"])
    marks: list[Mark] = []
    last = np.flatnonzero(~np.isnan(values["area"]))[-1]
    for position, row in enumerate(records):
        at, height = along[position], heights[position]
        if row.status == "provisional" and pd.notna(row.value):
            marks.append(("provisional", at, height, 0, 0))
        elif position == last:
            marks.append(("dot", at, height, 0, 0))
    for cut in break_days(rows):
        at = SPAN[0] + (SPAN[1] - SPAN[0]) * (cut - x[0]) / (x[-1] - x[0])
        marks.append(("break", at, top, at, top + LINE_HEIGHT))
    return lines, marks


def _words(page: Sheet, rows: list[Any], top: float, places: Places) -> None:
    shown = [row for row in rows if not pd.isna(row.value)]
    first, last = shown[0], shown[-1]
    for above, line in enumerate(reversed(wrapped(first.title))):
        page.write(2, top - 2 - LINE * above, line)
    start = bare(first.value, first.unit, first.decimals)
    page.write(SPAN[0] - 6, top + 18, start, color=MUTED, ha="right")
    page.write(SPAN[1] + 8, top + 12, bare(last.value, last.unit, last.decimals), weight="bold")
    if pd.notna(last.england):
        england = number(
            last.england,
            last.unit if last.unit == "%" else "",
            places.get((last.metric, last.period_end), last.decimals),
        )
        page.write(SPAN[1] + 8, top + 25, f"England {england.strip()}", color=MUTED)

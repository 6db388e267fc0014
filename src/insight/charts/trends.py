"""The metrics that stand out, each as a small line through time."""

import pandas as pd
from matplotlib.axes import Axes

from insight.charts.chart import Chart, Charts
from insight.charts.drawing.key import Item
from insight.charts.drawing.palette import MUTED
from insight.charts.drawing.paper import LINE, Mark, depth, draw, heading, sheet, wrapped, write
from insight.charts.drawing.series import (
    break_days,
    days,
    draw_lines,
    england_decimals_of,
    runs,
    series_of,
    table_rows,
    told,
)
from insight.formats import bare, grid, listed, number
from insight.formats.rows import OUTSTANDING, as_records, captioned, clearness, newest, place

SPAN = (50, 236)  # where a line begins and ends, in points
LINE_HEIGHT, SPACE = 30, 10  # of a small line, and below it
COLUMNS = ["Period", "Value", "95% interval", "England", "Status"]


def trends(findings: pd.DataFrame, area: str | None, most: int = 12) -> Charts:
    """Draw, audit by audit, the metrics of an area that stand furthest from England.

    findings : a page's slice. area : its code, or None for England, of which the first
    metrics are drawn. most : how many at most. Those with fewer than three periods are left
    out. Every line has its own scale.
    """
    long = dict(series_of(findings, area))
    rows = newest(findings, area)[["metric", "verdict", "lower", "upper", "england"]]
    rows = rows[rows["metric"].astype(str).isin(long)]
    if area is not None:
        rows = rows[rows["verdict"].isin(OUTSTANDING)]
        clearest = clearness(rows, rows["england"]).nlargest(most).index
        rows = rows.loc[rows.index.isin(clearest)]
    names = rows["metric"].astype(str).tolist()[:most]
    places = england_decimals_of(findings)
    audits = dict.fromkeys(str(long[name]["audit"].iloc[0]) for name in names)
    parts = [[long[name] for name in names if long[name]["audit"].iloc[0] == audit] for audit in audits]
    found = [_one(part, place(findings, area), places) for part in parts]
    return Charts(found, empty="No metric that stands out has figures for three periods.")


def _one(parts: list[pd.DataFrame], name: str, places: pd.Series) -> Chart:
    first, every = parts[0].iloc[0], pd.concat(parts)
    title = f"{first.topic} ({first.audit_short})"
    keys = _keys(name, every, any(break_days(part) for part in parts))
    down = depth(title, keys)
    tops = []
    for part in parts:
        tops.append(down + LINE * len(wrapped(part["title"].iloc[0])))
        down = tops[-1] + LINE_HEIGHT + SPACE
    figure, axes = sheet(down)
    heading(axes, title, keys)
    drawn = [_small(axes, part, top, places) for part, top in zip(parts, tops, strict=True)]
    lines = pd.concat([line for line, _ in drawn], ignore_index=True)
    draw_lines(axes, lines.assign(run=lines.groupby(["metric", "who", "run"]).ngroup()))
    draw(axes, [mark for _, marks in drawn for mark in marks])
    cells = [(row[0], part["title"].iloc[0], *row[1:]) for part in parts for row in table_rows(part, places)]
    table = grid(cells, ["Period", "Metric", *COLUMNS[1:]])[["Metric", *COLUMNS]]
    titles = listed(part["title"].iloc[0] for part in parts)
    return Chart(
        figure,
        alt=f"{title}, {name}. " + " ".join(f"{part['title'].iloc[0]}: {told(part)}" for part in parts),
        caption=captioned(f"{titles}, {name}, {_span(every)}. Each line has its own scale.", every),
        table=table,
        name=f"trends {first.audit}",
    )


def _keys(name: str, every: pd.DataFrame, cut: bool) -> list[Item]:
    keys = [("area", name), ("england", "England")]
    keys += [("provisional", "provisional")] * bool((every["status"] == "provisional").any())
    return keys + [("break", "definition changed")] * cut


def _span(every: pd.DataFrame) -> str:
    ordered = every.sort_values("period_end")["period"]
    return f"{ordered.iloc[0]} to {ordered.iloc[-1]}"


def _small(axes: Axes, rows: pd.DataFrame, top: float, places: pd.Series) -> tuple[pd.DataFrame, list[Mark]]:
    """Write one metric's words; give the points of its lines, and its marks."""
    known = pd.concat([rows["value"], rows["england"]]).dropna()
    low, high = known.min(), known.max()
    x = days(rows)
    along = SPAN[0] + (SPAN[1] - SPAN[0]) * (x - x.iloc[0]) / (x.iloc[-1] - x.iloc[0])

    def down(values):
        share = (values - low) / (high - low) if high > low else 0 * values + 0.5
        return top + 4 + (LINE_HEIGHT - 8) * (1 - share)

    lines = [
        pd.DataFrame({"x": along, "y": down(rows[column]), "who": who, "run": runs(rows, rows[column])})
        for who, column in (("area", "value"), ("england", "england"))
    ]
    _words(axes, rows, top, places)
    heights = down(rows["value"])
    marks: list[Mark] = []
    last = rows["value"].last_valid_index()  # rows are numbered from 0, oldest first
    for position, row in enumerate(as_records(rows, ["status", "value"])):
        at, height = along[position], heights[position]
        if row.status == "provisional" and pd.notna(row.value):
            marks.append(("provisional", at, height, 0, 0))
        elif position == last:
            marks.append(("dot", at, height, 0, 0))
    for cut in break_days(rows):
        at = SPAN[0] + (SPAN[1] - SPAN[0]) * (cut - x.iloc[0]) / (x.iloc[-1] - x.iloc[0])
        marks.append(("break", at, top, at, top + LINE_HEIGHT))
    return pd.concat(lines, ignore_index=True).assign(metric=str(rows["metric"].iloc[0])), marks


def _words(axes: Axes, rows: pd.DataFrame, top: float, places: pd.Series) -> None:
    shown = rows.dropna(subset="value")
    first, last = shown.iloc[0], shown.iloc[-1]
    for above, line in enumerate(reversed(wrapped(first.title))):
        write(axes, 2, top - 2 - LINE * above, line)
    start = bare(first.value, first.unit, first.decimals)
    write(axes, SPAN[0] - 6, top + 18, start, color=MUTED, ha="right")
    write(axes, SPAN[1] + 8, top + 12, bare(last.value, last.unit, last.decimals), weight="bold")
    if pd.notna(last.england):
        england = number(
            last.england,
            last.unit if last.unit == "%" else "",
            places.get((last.metric, last.period_end), last.decimals),
        )
        write(axes, SPAN[1] + 8, top + 25, f"England {england.strip()}", color=MUTED)

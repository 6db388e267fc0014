"""One metric through time, with its interval, England, and the marks of what does not compare."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from insight.charts.chart import Chart, Charts
from insight.charts.drawing.key import DOTS, LINES, Item
from insight.charts.drawing.palette import BAND, FOCUS, GRID, MUTED
from insight.charts.drawing.paper import graph, in_unit
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
from insight.formats import grid, number, short_period
from insight.formats.rows import ENGLAND, by_metric, captioned, place

HEIGHT = 120
MIDDLE = np.array([0.25, 0.75])
FEWEST = 10  # ICBs whose middle half means something
TICKS = 4  # periods named along the axis
COLUMNS = ["Period", "Value", "95% interval", "England", "Status"]


def trend(findings: pd.DataFrame, area: str | None) -> Charts:
    """Draw each headline metric of an area through time.

    findings : rows of one or more metrics, every period. area : its code; England when None,
    with the middle half of ICBs behind it. A metric with fewer than three periods is left out.
    """
    places = england_decimals_of(findings)
    name = place(findings, area)
    half = _middle_half(findings) if (area or ENGLAND) == ENGLAND else {}
    found = [
        _one(part, name, area, places, half.get(metric, pd.DataFrame()))
        for metric, part in series_of(findings[findings["headline"].astype(bool)], area)
    ]
    return Charts(found, empty="No metric here has figures for three periods, so no trend is drawn.")


def _one(rows: pd.DataFrame, name: str, area: str | None, places: pd.Series, half: pd.DataFrame) -> Chart:
    first = rows.iloc[0]
    alone = (area or ENGLAND) == ENGLAND
    cuts = break_days(rows)
    unit = "" if first.unit == "%" else f" ({first.unit})"
    figure, axes = graph(f"{first.title}{unit}", _keys(name, alone, rows, half, cuts), HEIGHT, bottom=36)
    _draw(axes, rows, half, alone, cuts)
    in_unit(axes, first.unit)
    said = f"{first.title}, {name}. {told(rows)}"
    if not alone and pd.notna(rows["england"].iloc[-1]):
        last = rows.iloc[-1]
        decimals = places.get((last.metric, last.period_end), last.decimals)
        said += f" England in {last.period}: {number(last.england, last.unit, decimals)}."
    caption = f"{first.title}, {name}, {first.period} to {rows['period'].iloc[-1]}, with 95% intervals."
    caption += " Results before and after a change of definition do not compare." if cuts else ""
    return Chart(
        figure,
        alt=said,
        caption=captioned(caption, rows),
        table=grid(table_rows(rows, places), COLUMNS).drop(columns="England" if alone else []),
        name=f"trend {first.metric} {area or 'england'}",
    )


def _keys(name: str, alone: bool, rows: pd.DataFrame, half: pd.DataFrame, cuts: list[float]) -> list[Item]:
    keys = [("area", name)]
    keys += [("band", "95% interval")] * bool(rows["lower"].notna().any())
    keys += [("england", "England")] * (not alone and bool(rows["england"].notna().any()))
    keys += [("grey", "middle half of ICBs")] * (not half.empty)
    keys += [("provisional", "provisional")] * bool((rows["status"] == "provisional").any())
    return keys + [("break", "definition changed")] * bool(cuts)


def _draw(axes: Axes, rows: pd.DataFrame, half: pd.DataFrame, alone: bool, cuts: list[float]) -> None:
    scale = 100 if rows["unit"].iloc[0] == "%" else 1
    x, y = days(rows), scale * rows["value"]
    if not half.empty:
        for _, part in half.groupby("step"):
            axes.fill_between(days(part), scale * part[0.25], scale * part[0.75], color=GRID, linewidth=0)
    for _, part in rows.groupby(runs(rows, y)):
        axes.fill_between(
            x[part.index], scale * part["lower"], scale * part["upper"], color=BAND, linewidth=0
        )
    lines = [pd.DataFrame({"x": x, "y": y, "who": "area", "run": runs(rows, y)})]
    if not alone:
        england = scale * rows["england"]
        lines.append(pd.DataFrame({"x": x, "y": england, "who": "england", "run": runs(rows, england) + 0.5}))
    draw_lines(axes, pd.concat(lines, ignore_index=True))
    for cut in cuts:
        axes.axvline(cut, **LINES["break"])
    early = rows["status"] == "provisional"
    axes.plot(x[~early], y[~early], "o", color=FOCUS, markersize=4.5)
    axes.plot(x[early], y[early], linestyle="none", markersize=5.5, zorder=5, **DOTS["provisional"])
    named = sorted({round(step * (len(rows) - 1) / (TICKS - 1)) for step in range(TICKS)})
    axes.set_xticks(x[named], [short_period(label) for label in rows.loc[named, "period"]], color=MUTED)
    span = x.iloc[-1] - x.iloc[0]
    axes.set_xlim(x.iloc[0] - 0.05 * span, x.iloc[-1] + 0.05 * span)


def _middle_half(findings: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Give, by metric, a quarter and three quarters of the ICBs' values in each period with ten or more."""
    rows = findings[(findings["area_type"] == "icb") & (findings["breakdown"] == "all")]
    rows = rows[["metric", "period_end", "step", "value"]].dropna(subset="value")
    found = {}
    for metric, part in by_metric(rows):
        keys = part.groupby(["period_end", "step"])["value"]
        half = keys.quantile(MIDDLE).unstack()[keys.count() >= FEWEST].reset_index()
        if len(half) > 1:
            found[metric] = half
    return found

"""One metric through time, with its interval, England, and the marks of what does not compare."""

from typing import Any

import numpy as np
import pandas as pd

from insight.charts.chart import Chart, Charts
from insight.charts.drawing.key import DOTS, LINES, Item
from insight.charts.drawing.palette import BAND, GRID, MUTED
from insight.charts.drawing.panel import Panel
from insight.charts.drawing.paper import depth, heading
from insight.charts.drawing.scale import across_sheet, foot, levels
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
from insight.charts.drawing.target import draw_target, target_alt, target_key, target_value
from insight.formats import grid, number, short_period
from insight.formats.rows import ENGLAND, as_records, by_metric, captioned, place

HEIGHT, BOTTOM = 120, 36
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
    name, headline = place(findings, area), findings[findings["headline"].astype(bool)]
    half = _middle_half(findings) if (area or ENGLAND) == ENGLAND else {}
    found = [
        _one(part, name, area, places, half.get(metric, pd.DataFrame()))
        for metric, part in series_of(headline, area, long_enough(headline, area))
    ]
    return Charts(found, empty="No metric here has figures for three periods, so no trend is drawn.")


def _one(rows: pd.DataFrame, name: str, area: str | None, places: Places, half: pd.DataFrame) -> Chart:
    records = as_records(rows, NEEDED)
    first, last = records[0], records[-1]
    alone = (area or ENGLAND) == ENGLAND
    cuts = break_days(rows)
    unit = "" if first.unit == "%" else f" ({first.unit})"
    title, keys = f"{first.title}{unit}", _keys(name, alone, rows, half, cuts)
    top = depth(title, keys)
    page = Sheet(top + HEIGHT + BOTTOM)
    heading(page, title, keys)
    _draw(page, top, rows, half, alone, cuts)
    said = " ".join([f"{first.title}, {name}.", told(records), *target_alt(last)])
    if not alone and pd.notna(last.england):
        decimals = places.get((last.metric, last.period_end), last.decimals)
        said += f" England in {last.period}: {number(last.england, last.unit, decimals)}."
    caption = f"{first.title}, {name}, {first.period} to {last.period}, with 95% intervals."
    caption += " Results before and after a change of definition do not compare." if cuts else ""
    return Chart(
        page,
        alt=said,
        caption=captioned(caption, records),
        table=grid(table_rows(records, places), COLUMNS).drop(columns="England" if alone else []),
        name=f"trend {first.metric} {area or 'england'}",
    )


def _keys(name: str, alone: bool, rows: pd.DataFrame, half: pd.DataFrame, cuts: list[float]) -> list[Item]:
    keys = [("area", name)]
    keys += [("band", "95% interval")] * bool(rows["lower"].notna().any())
    keys += [("england", "England")] * (not alone and bool(rows["england"].notna().any()))
    keys += target_key(_last(rows))
    keys += [("grey", "middle half of ICBs")] * (not half.empty)
    keys += [("provisional", "provisional")] * bool((rows["status"] == "provisional").any())
    return keys + [("break", "definition changed")] * bool(cuts)


def _draw(
    page: Sheet, top: float, rows: pd.DataFrame, half: pd.DataFrame, alone: bool, cuts: list[float]
) -> None:
    scale = 100 if rows["unit"].iloc[0] == "%" else 1
    x, run = days(rows), runs(rows, "value")
    y, low, high, england = scale * rows[["value", "lower", "upper", "england"]].to_numpy(float).T
    wide = scale * half[list(MIDDLE)].to_numpy(float) if len(half) else np.empty((0, 2))
    room = 0.05 * (x[-1] - x[0])
    last = _last(rows)
    ours = [[target_value(last)], *([] if alone else [england])]
    seen = np.concatenate([y, low, high, *ours, wide.ravel()])
    panel = across_sheet(top, HEIGHT, (x[0] - room, x[-1] + room), seen)
    levels(page, panel, rows["unit"].iloc[0])
    if len(half):
        _bands(page, panel, days(half), wide[:, 0], wide[:, 1], half["step"].to_numpy(), GRID)
    _bands(page, panel, x, low, high, run, BAND)
    draw_target(page, panel, last)
    at, height = panel.across(x), panel.down(y)
    draw_lines(page, "area", stretches(at, height, run))
    if not alone:
        draw_lines(page, "england", stretches(at, panel.down(england), runs(rows, "england")))
    where = panel.across(cuts).tolist()
    page.lines([[(cut, top), (cut, top + HEIGHT)] for cut in where], **LINES["break"])
    _ends(page, panel, rows, np.column_stack([at, height]))


def _last(rows: pd.DataFrame) -> Any:
    return as_records(rows.iloc[[-1]], NEEDED)[0]


def _bands(page: Sheet, panel: Panel, x, low, high, run, colour: str) -> None:
    """Fill between two lines, within each run alone."""
    both = zip(
        stretches(panel.across(x), panel.down(low), run),
        stretches(panel.across(x), panel.down(high), run),
        strict=True,
    )
    for under, over in both:
        page.area(np.concatenate([under, over[::-1]]), colour)


def _ends(page: Sheet, panel: Panel, rows: pd.DataFrame, spots: np.ndarray) -> None:
    """Draw the dots and the foot of a chart, and name some periods below it."""
    early = (rows["status"] == "provisional").to_numpy()
    page.dots(spots[~early], **(DOTS["dot"] | {"size": 4.5}))
    foot(page, panel)
    page.dots(spots[early], **DOTS["provisional"])
    named = sorted({round(step * (len(rows) - 1) / (TICKS - 1)) for step in range(TICKS)})
    for (x, _), label in zip(spots[named], rows["period"].iloc[named], strict=True):
        for down, words in enumerate(short_period(label).split("\n"), start=1):
            page.write(x, panel.top + HEIGHT + 12 * down + 0.6, words, color=MUTED, ha="center")


def _middle_half(findings: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Give, by metric, a quarter and three quarters of the ICBs' values in each period with ten or more."""
    of_icbs = (findings["area_type"] == "icb") & (findings["breakdown"] == "all")
    rows = findings.loc[of_icbs, ["metric", "period_end", "step", "value"]].dropna(subset="value")
    values = rows.groupby([rows["metric"].astype(object), "period_end", "step"], sort=True)["value"]
    half = values.quantile(MIDDLE).unstack()[values.count() >= FEWEST].reset_index()
    return {metric: part.reset_index(drop=True) for metric, part in by_metric(half) if len(part) > 1}

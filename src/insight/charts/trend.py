"""One metric through time, with its interval, England, and the marks of what does not compare."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from insight.charts.chart import Chart, Charts
from insight.charts.drawing.key import DOTS, LINES, Item
from insight.charts.drawing.palette import BAND, GRID, MUTED
from insight.charts.drawing.panel import Panel
from insight.charts.drawing.paper import depth, heading
from insight.charts.drawing.scale import across_sheet, foot, levels
from insight.charts.drawing.series import (
    Line,
    Places,
    Series,
    along,
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
from insight.formats import Lines, number, short_period
from insight.formats.numbers import is_missing
from insight.formats.rows import ENGLAND, are_of, captioned, place

HEIGHT, BOTTOM = 120, 36
MIDDLE = np.array([0.25, 0.75])
FEWEST = 10  # ICBs whose middle half means something
TICKS = 4  # periods named along the axis
COLUMNS = ["Period", "Value", "95% interval", "England", "Status"]


class Half(NamedTuple):
    """The middle half of the ICBs' values in a period."""

    period_end: pd.Timestamp
    step: int
    low: float
    high: float


def trend(findings: pd.DataFrame, area: str | None) -> Charts:
    """Draw each headline metric of an area through time.

    findings : rows of one or more metrics, every period. area : its code; England when None,
    with the middle half of ICBs behind it. A metric with fewer than three periods is left out.
    """
    chosen = are_of(findings, area) & findings["headline"].to_numpy(bool)
    found = series_of(findings, chosen, long_enough(findings, chosen))
    name, places = place(findings, area), england_decimals_of(findings, found)
    half = _middle_half(findings) if (area or ENGLAND) == ENGLAND else {}
    drawn = [_one(rows, name, area, places, half.get(metric, [])) for metric, rows in found.items()]
    return Charts(drawn, empty="No metric here has figures for three periods, so no trend is drawn.")


def _one(records: Series, name: str, area: str | None, places: Places, half: list[Half]) -> Chart:
    first, last = records[0], records[-1]
    alone = (area or ENGLAND) == ENGLAND
    cuts = break_days(records)
    unit = "" if first.unit == "%" else f" ({first.unit})"
    title, keys = f"{first.title}{unit}", _keys(name, alone, records, half, cuts)
    top = depth(title, keys)
    page = Sheet(top + HEIGHT + BOTTOM)
    heading(page, title, keys)
    _draw(page, top, records, half, alone, cuts)
    said = " ".join([f"{first.title}, {name}.", told(records), *target_alt(last)])
    if not alone and not is_missing(last.england):
        decimals = places.get((last.metric, last.period_end), last.decimals)
        said += f" England in {last.period}: {number(last.england, last.unit, decimals)}."
    caption = f"{first.title}, {name}, {first.period} to {last.period}, with 95% intervals."
    caption += " Results before and after a change of definition do not compare." if cuts else ""
    return Chart(
        page,
        alt=said,
        caption=captioned(caption, records),
        lines=_table(records, places, alone),
        name=f"trend {first.metric} {area or 'england'}",
    )


def _keys(name: str, alone: bool, rows: Series, half: list[Half], cuts: list[float]) -> list[Item]:
    keys = [("area", name)]
    keys += [("band", "95% interval")] * any(not is_missing(row.lower) for row in rows)
    keys += [("england", "England")] * (not alone and any(not is_missing(row.england) for row in rows))
    keys += target_key(rows[-1])
    keys += [("grey", "middle half of ICBs")] * bool(half)
    keys += [("provisional", "provisional")] * any(row.status == "provisional" for row in rows)
    return keys + [("break", "definition changed")] * bool(cuts)


def _table(records: Series, places: Places, alone: bool) -> Lines:
    kept = [place for place, name in enumerate(COLUMNS) if name != "England" or not alone]
    rows = table_rows(records, places)
    return Lines([[row[place] for place in kept] for row in rows], [COLUMNS[place] for place in kept])


def _draw(page: Sheet, top: float, rows: Series, half: list[Half], alone: bool, cuts: list[float]) -> None:
    last, scale = rows[-1], 100 if rows[0].unit == "%" else 1
    x, run = days(rows), runs(rows, "value")
    y, low, high, england = (
        [scale * getattr(row, name) for row in rows] for name in ("value", "lower", "upper", "england")
    )
    under, over = ([scale * getattr(one, name) for one in half] for name in ("low", "high"))
    room = 0.05 * (x[-1] - x[0])
    seen = np.array([*y, *low, *high, target_value(last), *([] if alone else england), *under, *over])
    panel = across_sheet(top, HEIGHT, (x[0] - room, x[-1] + room), seen)
    levels(page, panel, rows[0].unit)
    _bands(page, panel, along(one.period_end for one in half), under, over, [one.step for one in half], GRID)
    _bands(page, panel, x, low, high, run, BAND)
    draw_target(page, panel, last)
    at, height = panel.across(x).tolist(), panel.down(y).tolist()
    draw_lines(page, "area", stretches(at, height, run))
    if not alone:
        draw_lines(page, "england", stretches(at, panel.down(england).tolist(), runs(rows, "england")))
    where = panel.across(cuts).tolist()
    page.lines([[(cut, top), (cut, top + HEIGHT)] for cut in where], **LINES["break"])
    _ends(page, panel, rows, list(zip(at, height, strict=True)))


def _bands(page: Sheet, panel: Panel, x, low, high, run, colour: str) -> None:
    """Fill between two lines, within each run alone."""
    at = panel.across(x).tolist()
    both = (stretches(at, panel.down(edge).tolist(), run) for edge in (low, high))
    for under, over in zip(*both, strict=True):
        page.area(under + over[::-1], colour)


def _ends(page: Sheet, panel: Panel, rows: Series, spots: Line) -> None:
    """Draw the dots and the foot of a chart, and name some periods below it."""
    ends = list(zip(rows, spots, strict=True))
    page.dots([spot for row, spot in ends if row.status != "provisional"], **(DOTS["dot"] | {"size": 4.5}))
    foot(page, panel)
    page.dots([spot for row, spot in ends if row.status == "provisional"], **DOTS["provisional"])
    named = sorted({round(step * (len(rows) - 1) / (TICKS - 1)) for step in range(TICKS)})
    for row, (x, _) in (ends[number_of] for number_of in named):
        for down, words in enumerate(short_period(row.period).split("\n"), start=1):
            page.write(x, panel.top + HEIGHT + 12 * down + 0.6, words, color=MUTED, ha="center")


def _middle_half(findings: pd.DataFrame) -> dict[str, list[Half]]:
    """Give, by metric, a quarter and three quarters of the ICBs' values in each period with ten or more."""
    of_icbs = (findings["area_type"] == "icb") & (findings["breakdown"] == "all")
    rows = findings.loc[of_icbs, ["metric", "period_end", "step", "value"]].dropna(subset="value")
    values = rows.groupby([rows["metric"].astype(object), "period_end", "step"], sort=True)["value"]
    half = values.quantile(MIDDLE).unstack()[values.count() >= FEWEST]
    found: dict[str, list[Half]] = {}
    for (metric, end, step), edges in zip(half.index.tolist(), half.to_numpy().tolist(), strict=True):
        found.setdefault(metric, []).append(Half(end, step, *edges))
    return {metric: part for metric, part in found.items() if len(part) > 1}

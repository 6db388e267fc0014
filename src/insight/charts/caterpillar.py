"""Every area of a level from lowest to highest, with this one picked out."""

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from insight.charts.chart import Chart, Charts
from insight.charts.drawing.key import DOTS, LINES
from insight.charts.drawing.palette import FOCUS, MUTED
from insight.charts.drawing.paper import BOTTOM, depth, heading, verdict_marks
from insight.charts.drawing.scale import SPAN, across_sheet, foot, levels
from insight.charts.drawing.sheet import Sheet
from insight.charts.drawing.target import TARGET, draw_target, target_alt, target_key, target_value
from insight.formats import Lines, bare, capital, number, plural
from insight.formats.cells import ends, value
from insight.formats.rows import (
    CITED,
    LEVELS,
    as_records,
    by_metric,
    captioned,
    england_decimals,
    level_of,
    peers,
)
from insight.formats.verdicts import AGAINST, SIGNS, mark, tally, word

HEIGHT = 128
NEEDED = [
    "title", "area", "short_name", "period", "value", "lower", "upper", "unit", "decimals",
    "england", "verdict", "withheld", "status", *TARGET, *CITED,
]  # fmt: skip


def caterpillar(findings: pd.DataFrame, area: str | None, level: str | None = None) -> Charts:
    """Draw, for each metric, every area's value and interval in order of value.

    findings : rows of one or more metrics; only headline metrics and the newest period are
    drawn. area : the code of the one picked out, or None. level : icb, trust, … ; that of
    `area` unless given. A metric with fewer than two areas to show is left out.
    """
    level = level or level_of(findings, area)
    rows = peers(findings, level)
    places = england_decimals(findings)
    found = [
        _one(part, area, level, places.get(metric))
        for metric, part in by_metric(rows.loc[rows["headline"].astype(bool), NEEDED])
        if part["value"].notna().sum() > 1
    ]
    return Charts(found, empty=f"There are not two {LEVELS[level][1]} with figures to compare.")


def _one(rows: pd.DataFrame, area: str | None, level: str, places: int | None) -> Chart:
    """Draw one metric; places : the decimals England's value is shown with."""
    ordered = sorted(as_records(rows, NEEDED), key=_place)
    shown = [row for row in ordered if pd.notna(row.value)]
    first, here = shown[0], [row for row in shown if row.area == area]
    england = None if pd.isna(first.england) else number(first.england, first.unit, places)
    counts = Counter(word(row.verdict) for row in shown)
    keys = [(name, f"{counts[name]} {name}") for name in SIGNS if name in counts]
    keys += [("england", f"England {bare(first.england, first.unit, places)}")] if england else []
    keys += target_key(first)
    keys += [("area", f"{row.short_name}, {value(row)}") for row in here]
    early = any(row.status == "provisional" for row in shown)
    keys += [("provisional", "hollow: provisional, may change")] * early
    unit = "" if first.unit == "%" else f" ({first.unit})"
    top = depth(f"{first.title}{unit}", keys)
    page = Sheet(top + HEIGHT + BOTTOM)
    heading(page, f"{first.title}{unit}", keys)
    _draw(page, top, shown, area, level)
    period = first.period + ", provisional" * early
    caption = f"{first.title}, by {LEVELS[level][0]}, {period}, with 95% intervals."
    return Chart(
        page,
        alt=_alt(shown, here, level, england),
        caption=captioned(caption + _left_out(len(ordered) - len(shown), level), ordered),
        lines=_table(ordered, level),
        name=f"caterpillar {first.metric} {level}",
    )


def _place(row: Any) -> tuple:
    """Give what areas stand by: their values, those without one last."""
    return (True, 0, row.area) if pd.isna(row.value) else (False, row.value, row.area)


def _draw(page: Sheet, top: float, shown: list[Any], area: str | None, level: str) -> None:
    unit, england = shown[0].unit, shown[0].england
    scale = 100 if unit == "%" else 1
    seen = scale * np.array([(row.value, row.lower, row.upper) for row in shown], float)
    known = np.append(seen, [np.nan if pd.isna(england) else scale * england, target_value(shown[0])])
    panel = across_sheet(top, HEIGHT, (-1, len(shown)), known)
    levels(page, panel, unit)
    at, (high, low, up) = panel.across(np.arange(len(shown))), panel.down(seen.T)
    bars = [[(x, y), (x, to)] for x, y, to in zip(at, low, up, strict=True) if y == y and to == to]
    page.lines(bars, color=MUTED, linewidth=0.9)
    if pd.notna(england):
        y = float(panel.down(scale * england))
        page.lines([[(SPAN[0], y), (SPAN[1], y)]], **LINES["england"])
    draw_target(page, panel, shown[0])
    for early in (False, True):
        some = [place for place, row in enumerate(shown) if (row.status == "provisional") == early]
        spots = [(at[place], high[place], word(shown[place].verdict)) for place in some]
        verdict_marks(page, spots, size=20, hollow=early)
    for place in [place for place, row in enumerate(shown) if row.area == area]:
        page.lines([[(at[place], low[place]), (at[place], up[place])]], color=FOCUS, linewidth=2.4)
        page.dots([(at[place], high[place])], **(DOTS["dot"] | {"size": 7}))
    foot(page, panel)
    label = f"{plural(len(shown), *LEVELS[level])}, lowest to highest. Order alone is not evidence."
    page.write(sum(SPAN) / 2, top + HEIGHT + 11.6, label, ha="center")


def _alt(shown: list[Any], here: list[Any], level: str, england: str | None) -> str:
    low, high = shown[0], shown[-1]
    said = [
        f"{low.title}, {low.period}. {plural(len(shown), *LEVELS[level])} range from "
        f"{bare(low.value, low.unit, low.decimals)} to {number(high.value, high.unit, high.decimals)}"
        + (f"; England is {england}." if england else "."),
        f"By their 95% intervals, {tally(row.verdict for row in shown)}.",
        *target_alt(low),
        *(["The figures are provisional and may change."] if low.status == "provisional" else []),
    ]
    for row in here:
        against = AGAINST.get(word(row.verdict))
        said.append(
            f"{row.short_name} is {value(row)} (95% interval {ends(row)}), "
            + (f"{against} England." if against else f"{word(row.verdict)}.")
        )
    return " ".join(said)


def _left_out(gone: int, level: str) -> str:
    words = f" {capital(plural(gone, *LEVELS[level]))} without a figure left out; the table says why."
    return words if gone else ""


def _table(ordered: list[Any], level: str) -> Lines:
    cells = [(row.short_name, value(row), ends(row), mark(row.verdict)) for row in ordered]
    return Lines(cells, [capital(LEVELS[level][0]), "Value", "95% interval", "Against England"])

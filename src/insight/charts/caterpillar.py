"""Every area of a level from lowest to highest, with this one picked out."""

import pandas as pd
from matplotlib.axes import Axes

from insight.charts.chart import Chart, Charts
from insight.charts.drawing.key import LINES
from insight.charts.drawing.palette import FOCUS, MUTED
from insight.charts.drawing.paper import graph, in_unit, verdict_marks
from insight.formats import bare, capital, grid, number, plural
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
from insight.formats.verdicts import AGAINST, SIGNS, mark, tally, words

HEIGHT = 128
NEEDED = [
    "metric", "title", "area", "short_name", "period", "value", "lower", "upper", "unit", "decimals",
    "england", "verdict", "withheld", *CITED,
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
    ordered = rows.sort_values(["value", "area"], ignore_index=True)
    ordered["word"] = words(ordered["verdict"])
    shown = ordered.dropna(subset="value")
    first = shown.iloc[0]
    here = shown[shown["area"] == area]
    england = None if pd.isna(first.england) else number(first.england, first.unit, places)
    counts = shown["word"].value_counts()
    keys = [(word, f"{counts[word]} {word}") for word in SIGNS if word in counts]
    keys += [("england", f"England {bare(first.england, first.unit, places)}")] if england else []
    keys += [("area", f"{row.short_name}, {value(row)}") for row in as_records(here, NEEDED)]
    unit = "" if first.unit == "%" else f" ({first.unit})"
    figure, axes = graph(f"{first.title}{unit}", keys, HEIGHT)
    _draw(axes, shown, here, level)
    if england:
        scale = 100 if first.unit == "%" else 1
        axes.axhline(scale * first.england, zorder=3, **LINES["england"])
    caption = f"{first.title}, by {LEVELS[level][0]}, {first.period}, with 95% intervals."
    return Chart(
        figure,
        alt=_alt(ordered, here, level, england),
        caption=captioned(caption + _left_out(ordered, level), rows),
        table=_table(ordered, level),
        name=f"caterpillar {first.metric} {level}",
    )


def _draw(axes: Axes, shown: pd.DataFrame, here: pd.DataFrame, level: str) -> None:
    unit = shown["unit"].iloc[0]
    scale = 100 if unit == "%" else 1
    drawn = shown.assign(at=shown.index, high=scale * shown["value"])
    with_ends = drawn.dropna(subset=["lower", "upper"])
    axes.vlines(
        with_ends["at"], scale * with_ends["lower"], scale * with_ends["upper"], color=MUTED, linewidth=0.9
    )
    verdict_marks(axes, drawn, "at", "high", size=20)
    for row in as_records(drawn.loc[here.index], ["at", "high", "lower", "upper"]):
        axes.vlines(row.at, scale * row.lower, scale * row.upper, color=FOCUS, linewidth=2.4, zorder=5)
        axes.plot([row.at], [row.high], "o", color=FOCUS, markersize=7, zorder=6)
    axes.set(xticks=[], xlim=(-1, len(shown)))
    label = f"{plural(len(shown), *LEVELS[level])}, lowest to highest. Order alone is not evidence."
    axes.set_xlabel(label)
    in_unit(axes, unit)


def _alt(ordered: pd.DataFrame, here: pd.DataFrame, level: str, england: str | None) -> str:
    shown = ordered.dropna(subset="value")
    low, high = shown.iloc[0], shown.iloc[-1]
    said = [
        f"{low.title}, {low.period}. {plural(len(shown), *LEVELS[level])} range from "
        f"{bare(low.value, low.unit, low.decimals)} to {number(high.value, high.unit, high.decimals)}"
        + (f"; England is {england}." if england else "."),
        f"By their 95% intervals, {tally(shown['verdict'])}.",
    ]
    for row in as_records(here, [*NEEDED, "word"]):
        against = f"{AGAINST[row.word]} England" if row.word in AGAINST else row.word
        said.append(f"{row.short_name} is {value(row)} (95% interval {ends(row)}), {against}.")
    return " ".join(said)


def _left_out(ordered: pd.DataFrame, level: str) -> str:
    gone = ordered["value"].isna().sum()
    return (
        f" {capital(plural(gone, *LEVELS[level]))} without a figure left out; the table says why."
        if gone
        else ""
    )


def _table(ordered: pd.DataFrame, level: str) -> pd.DataFrame:
    cells = [
        (row.short_name, value(row), ends(row), mark(row.verdict)) for row in as_records(ordered, NEEDED)
    ]
    return grid(cells, [capital(LEVELS[level][0]), "Value", "95% interval", "Against England"])

"""Examples of change over time: trends, control charts, run charts, gaps that narrow."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from insight.charts.drawing.palette import BAD, BAND, FOCUS, INK, MUTED, OTHERS
from insight.formats import grid
from insight.methods.example import Example, labelled, limits, percent, points
from insight.statistics.comparison.recent_trend import CRITICAL, recent_trend
from insight.statistics.inequality.narrowing import narrowing
from insight.statistics.interruption.interrupted import Interrupted, interrupted
from insight.statistics.proportion import proportion
from insight.statistics.spc.icons import icons
from insight.statistics.spc.rules import signals
from insight.statistics.spc.run_chart import run_chart
from insight.statistics.spc.xmr import xmr

BEFORE = [58, 57, 60, 59, 61, 58, 60, 62, 60, 61, 63, 61]  # of a series that is interrupted, in per cent
AFTER = [66, 67, 65, 68, 66, 68]
QUARTERS = [62, 65, 61, 64, 66, 62, 60, 63, 65, 62, 64, 61, 63, 66, 67, 68, 67, 69, 68, 72]


def trend() -> Example:
    """Test five years for a straight trend."""
    years = np.arange(2020, 2025)
    found = proportion([590, 604, 628, 655, 671], [1000] * 5)
    one = recent_trend(found["value"], found["lower"], found["upper"], ["here"] * 5, years).iloc[0]

    def draw(axes: Axes) -> None:
        axes.vlines(years, 100 * found["lower"], 100 * found["upper"], color=FOCUS, linewidth=1.6)
        axes.plot(years, 100 * found["value"], "o-", color=FOCUS, markersize=5, linewidth=1)
        axes.set_xticks(years)
        labelled(axes, "Year", "%")

    verdict = "is" if one["significant"] else "is not"
    return Example(
        words=f"Five yearly shares rise by {points(one['slope'])} percentage points a year. χ² = "
        f"{one['chi_squared']:.1f}, to be held against {CRITICAL:.2f}, and the slope keeps its sign "
        f"whichever year is left out: there {verdict} a recent trend.",
        title="Five years with their 95% intervals (%)",
        alt=f"Five yearly points with intervals, rising from {percent(found['value'].iloc[0])} to "
        f"{percent(found['value'].iloc[-1])}.",
        table=limits(found.set_index(pd.Index(years)), "Year"),
        draw=draw,
    )


def control() -> Example:
    """Draw a control chart and read its last point."""
    rows = pd.Series(QUARTERS, dtype=float)
    lines = xmr(rows, baseline=13)
    marks = signals(rows, **lines)
    icon = icons(rows, lines, marks, better="higher", target=60).iloc[0]
    fired = marks[["outside", "shift", "trend", "near"]].any(axis=1)
    first = lines.iloc[0]

    def draw(axes: Axes) -> None:
        axes.plot(rows.index, lines["centre"], color=INK, linewidth=1)
        for name, dash in (("lower", (0, (4, 2))), ("upper", (0, (4, 2)))):
            axes.plot(rows.index, lines[name], color=MUTED, linewidth=1, linestyle=dash)
        axes.plot(rows.index, rows, color=OTHERS, linewidth=1)
        axes.plot(rows.index[~fired], rows[~fired], "o", color=FOCUS, markersize=5)
        axes.plot(
            rows.index[fired],
            rows[fired],
            "^",
            color=BAD,
            markeredgecolor=INK,
            markeredgewidth=0.5,
            markersize=7,
        )
        axes.set_xticks([0, 4, 8, 12, 16], ["1", "5", "9", "13", "17"])
        labelled(axes, "Quarter", "%")

    return Example(
        words=f"The first 13 of {len(rows)} quarters have a mean of {first['centre']:.1f}% and limits of "
        f"{first['lower']:.1f}% to {first['upper']:.1f}%. The last point says “{icon['variation']}” (rules: "
        f"{icon['rule']}), since quarter {icon['since'] + 1:.0f}. A target of 60%: “{icon['assurance']}”.",
        title="A control chart: points with a signal are triangles",
        alt=f"{len(rows)} quarters around a mean of {first['centre']:.1f}%; the last "
        f"{int(fired[::-1].cumprod().sum())} are marked as signals above it.",
        table=_charted(rows, lines, fired),
        draw=draw,
        keys=(),
        height=130,
    )


def run() -> Example:
    """Look at a series that is too short for limits."""
    rows = pd.Series([41, 44, 42, 45, 43, 44, 46, 47, 48, 47, 49, 48], dtype=float)
    one = run_chart(rows).iloc[0]

    def draw(axes: Axes) -> None:
        axes.axhline(one["centre"], color=INK, linewidth=1)
        axes.plot(rows.index + 1, rows, "o-", color=FOCUS, markersize=5, linewidth=1)
        labelled(axes, "Month", "%")

    word = "more than chance explains" if one["signal"] else "no more than chance explains"
    return Example(
        words=f"12 months have a median of {one['centre']:.1f}%. The longest run on one side has "
        f"{one['longest']:.0f} points, where chance makes up to {one['longest_max']:.0f}; the line crosses "
        f"the median {one['crossings']:.0f} time, where at least {one['crossings_min']:.0f} are expected: "
        f"{word}.",
        title="A run chart: twelve months and their median",
        alt=f"The line stays on one side of the median, {one['centre']:.1f}%, for {one['longest']:.0f} "
        f"months and then on the other.",
        table=grid(
            [(str(month), f"{value:.0f}%", f"{one['centre']:.1f}%") for month, value in enumerate(rows, 1)],
            ["Month", "Value", "Median"],
        ),
        draw=draw,
    )


def closing() -> Example:
    """Ask whether the gap between two groups narrows."""
    years = np.arange(2018, 2025)
    x = {
        "Most deprived": [480, 497, 508, 530, 546, 561, 572],
        "Least deprived": [610, 613, 618, 616, 622, 621, 626],
    }
    groups = {name: proportion(counts, [1000] * 7) for name, counts in x.items()}
    one = narrowing(groups["Most deprived"], groups["Least deprived"], years).iloc[0]

    def draw(axes: Axes) -> None:
        for (name, rows), looks in zip(groups.items(), ("o-", "s--"), strict=True):
            axes.fill_between(years, 100 * rows["lower"], 100 * rows["upper"], color=BAND, linewidth=0)
            axes.plot(years, 100 * rows["value"], looks, color=FOCUS, markersize=4.5, linewidth=1)
            axes.annotate(
                name, (years[0], 100 * rows["value"].iloc[0]), (2, 12), textcoords="offset points", color=INK
            )
        axes.set_ylim(43, 70)
        labelled(axes, "Year", "%")

    change, low, high = (points(one[name], 2) for name in ("change", "lower", "upper"))
    first, last = (points(one[name]) for name in ("gap_first", "gap_last"))
    return Example(
        words=f"The gap, most minus least deprived, was {first} points at first and is {last} points now, by "
        f"the two lines. It changes by {change} points a year (95% interval {low} to {high}): {one['word']}.",
        title="Two groups through time, with their 95% intervals (%)",
        alt=f"The line of the most deprived rises faster than that of the least deprived: the gap goes from "
        f"{first} to {last} points.",
        table=limits(
            pd.concat([rows.set_index(f"{name}, " + years.astype(str)) for name, rows in groups.items()]),
            "Group and year",
        ),
        draw=draw,
    )


def jumped() -> Example:
    """Ask whether a series changed its level or its slope when something was recommended."""
    rows = np.array(BEFORE + AFTER) / 100
    found = interrupted(rows.tolist(), range(len(rows)), len(BEFORE))
    quarter, split = np.arange(1, len(rows) + 1), len(BEFORE)

    def draw(axes: Axes) -> None:
        axes.plot(quarter, 100 * rows, "o", color=OTHERS, markersize=5)
        for part in (slice(None, split), slice(split, None)):
            axes.plot(quarter[part], 100 * np.array(found.fitted)[part], color=FOCUS, linewidth=1.6)
        axes.plot(quarter[split:], 100 * np.array(found.expected), "--", color=FOCUS, linewidth=1)
        axes.axvline(split + 0.5, color=INK, linewidth=1, linestyle=(0, (3, 2)))
        axes.set_xticks(quarter[::4])
        labelled(axes, "Quarter", "%")

    level, slope = (
        f"{points(part.value)} (95% interval {points(part.lower)} to {points(part.upper)})"
        for part in (found.level, found.slope)
    )
    word = "a change is called" if found.changed else "no change is detected"
    return Example(
        words=f"{split} quarters before a day and {found.after} after it. The first quarter after stands "
        f"{level} percentage points above the line before, gone on; the slope changes by {slope} points a "
        f"quarter. Errors allow for neighbours up to {found.lags} quarters apart; p = {found.p:.3f}: {word}.",
        title="A line before a day and another after it; dashed, the first gone on",
        alt=f"The line before reaches {percent(found.fitted[split - 1])}; the one after begins at "
        f"{percent(found.fitted[split])}, where the first would have stood at {percent(found.expected[0])}.",
        table=_two_lines(rows, found),
        draw=draw,
    )


def _two_lines(rows: np.ndarray, found: Interrupted) -> pd.DataFrame:
    """Give the points of an interrupted series as a table, with its lines."""
    gone_on = [*["before the day"] * found.before, *map(percent, found.expected)]
    cells = [
        (str(quarter), f"{100 * value:.0f}%", percent(fitted), on)
        for quarter, (value, fitted, on) in enumerate(zip(rows, found.fitted, gone_on, strict=True), 1)
    ]
    return grid(cells, ["Quarter", "Value", "Line fitted", "Line before, gone on"])


def _charted(rows: pd.Series, lines: pd.DataFrame, fired: pd.Series) -> pd.DataFrame:
    """Give the points of a control chart as a table, with its lines."""
    parts = zip(rows, lines["centre"], lines["lower"], lines["upper"], fired, strict=True)
    cells = [
        (str(quarter), *(f"{number:.1f}%" for number in numbers), "yes" if signal else "no")
        for quarter, (*numbers, signal) in enumerate(parts, 1)
    ]
    return grid(cells, ["Quarter", "Value", "Mean", "Lower limit", "Upper limit", "Signal"])

"""Examples of differences between groups of people."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from insight.charts.drawing.palette import BAND, FOCUS, INK, MUTED
from insight.formats import grid
from insight.methods.example import BARE, ROW, Example, between, intervals, labelled, limits, percent
from insight.statistics.inequality.attributable import attributable
from insight.statistics.inequality.between_group import between_group
from insight.statistics.inequality.completeness import known_share
from insight.statistics.inequality.concentration import concentration
from insight.statistics.inequality.gap import gap
from insight.statistics.inequality.slope_index import slope_index
from insight.statistics.proportion import proportion

X, N = np.array([460, 480, 505, 560, 590]), np.array([900, 860, 850, 870, 880])
FIFTHS = np.arange(1, 6)


def gaps() -> Example:
    """Give the gap between two groups both ways, after how many people's group is known."""
    groups = proportion(X, N).assign(numerator=X, denominator=N)
    most, least = (groups.iloc[[place]].reset_index(drop=True) for place in (0, 4))
    one = gap(most, least).iloc[0]
    known = known_share([*N, 240], [*"12345", "unknown"], limit=0.8).iloc[0]
    away = pd.Series(
        {
            name: one[f"absolute{end}"]
            for name, end in (("value", ""), ("lower", "_lower"), ("upper", "_upper"))
        }
    )
    times = pd.Series(
        {
            name: one[f"relative{end}"]
            for name, end in (("value", ""), ("lower", "_lower"), ("upper", "_upper"))
        }
    )
    names = ["Most deprived fifth", "Second", "Middle", "Fourth", "Least deprived fifth"]
    return Example(
        words=f"For {percent(known['value'])} of people it is known which fifth they live in, which is above "
        f"the limit of 80%, so a gap may be shown. Most minus least deprived is {between(away, sign='')} "
        f"percentage points; most over least deprived is {between(times, 2, scale=1, sign='')}.",
        title="Five fifths of deprivation (%)",
        alt=f"Five shares with their intervals, rising from {percent(groups['value'].iloc[0])} in the most "
        f"deprived fifth to {percent(groups['value'].iloc[-1])} in the least deprived.",
        table=limits(groups.set_index(pd.Index(names)), "Fifth"),
        draw=intervals(groups.set_index(pd.Index(names))),
        height=ROW * 5,
        bottom=BARE,
    )


def slope() -> Example:
    """Fit a line across the fifths."""
    groups = proportion(X, N)
    one = slope_index(groups["value"], groups["lower"], groups["upper"], N, FIFTHS).iloc[0]
    ranks = (np.cumsum(N) - N / 2) / N.sum()
    index = pd.Series({"value": one["sii"], "lower": one["sii_lower"], "upper": one["sii_upper"]})
    times = pd.Series(
        {"value": one["rii_ohid"], "lower": one["rii_ohid_lower"], "upper": one["rii_ohid_upper"]}
    )

    def draw(axes: Axes) -> None:
        axes.vlines(ranks, 100 * groups["lower"], 100 * groups["upper"], color=FOCUS, linewidth=1.6)
        axes.plot(ranks, 100 * groups["value"], "o", color=FOCUS, markersize=5)
        axes.plot([0, 1], [100 * one["y0"], 100 * one["y1"]], color=INK, linewidth=1)
        axes.set_xticks([0, 0.5, 1], ["0, most deprived", "0.5", "least deprived, 1"])
        axes.get_xticklabels()[-1].set_horizontalalignment("right")  # at the very edge of the picture
        labelled(axes, "Rank of people by deprivation", "%")

    return Example(
        words=f"The line rises from {percent(one['y0'])} at the most deprived end to {percent(one['y1'])} at "
        f"the least. The slope index is {between(index, sign='')} percentage points and the relative index "
        f"{between(times, 2, scale=1, sign='')}, which the other convention calls "
        f"{one['rii_kunst_mackenbach']:.2f}.",
        title="Five fifths at their ranks, and the line through them (%)",
        alt=f"A line through five points rises from {percent(one['y0'])} to {percent(one['y1'])}.",
        table=limits(groups.set_index(pd.Index([f"{rank:.3f}" for rank in ranks])), "Rank of people"),
        draw=draw,
        height=130,
    )


def gathering() -> Example:
    """Draw a concentration curve, and say how far groups without an order lie apart."""
    groups = proportion(X, N)
    one = concentration(groups["value"], N, FIFTHS, se=(groups["upper"] - groups["lower"]) / 3.92).iloc[0]
    apart = between_group(groups["value"], N).iloc[0]
    people, outcome = (np.append(0, np.cumsum(part) / part.sum()) for part in (N, X))

    def draw(axes: Axes) -> None:
        axes.plot([0, 100], [0, 100], color=INK, linewidth=1, linestyle=(0, (3, 2)))
        axes.fill_between(100 * people, 100 * people, 100 * outcome, color=BAND, linewidth=0)
        axes.plot(100 * people, 100 * outcome, "o-", color=FOCUS, markersize=4.5, linewidth=1.2)
        axes.annotate("equal shares", (30, 30), (-4, 10), textcoords="offset points", ha="right", color=MUTED)
        labelled(axes, "People, most deprived first (%)", "Outcome (%)")

    index = pd.Series(
        {"value": one["erreygers"], "lower": one["erreygers_lower"], "upper": one["erreygers_upper"]}
    )
    return Example(
        words=f"The concentration index is {one['relative']:.4f} and Erreygers' is "
        f"{between(index, 3, scale=1, sign='')}: above 0, the outcome gathers among the less deprived. Were "
        f"these groups without an order, they would lie {percent(apart['disparity'])} from their mean on "
        f"average.",
        title="The concentration curve, slightly below the line of equal shares",
        alt=f"A curve just below the diagonal: the most deprived {percent(people[1], 0)} of people have "
        f"{percent(outcome[1], 0)} of the outcome.",
        table=grid(
            [(percent(one), percent(other)) for one, other in zip(people, outcome, strict=True)],
            ["People, most deprived first", "Outcome"],
        ),
        draw=draw,
        height=130,
    )


def preventable() -> Example:
    """Give the attributable fraction, of an outcome nobody wants."""
    x, n = np.array([90, 72, 60, 52, 40]), np.array([900, 860, 850, 870, 880])
    one = attributable(x, n, FIFTHS == 5).iloc[0]
    share = pd.Series(
        {"value": one["fraction"], "lower": one["fraction_lower"], "upper": one["fraction_upper"]}
    )
    values = 100 * x / n

    def draw(axes: Axes) -> None:
        least = values[-1]
        axes.bar(FIFTHS, np.full(5, least), color=FOCUS, width=0.7)
        axes.bar(FIFTHS, values - least, bottom=least, color=BAND, width=0.7)
        axes.set_xticks(FIFTHS, ["most deprived", "2", "3", "4", "least deprived"])
        labelled(axes, "Fifth of deprivation", "Readmitted (%)")

    return Example(
        words=f"{x.sum()} people were readmitted. Had every fifth the rate of the least deprived, "
        f"{between(share)} of them would not have been: {one['number']:.0f} people "
        f"({one['number_lower']:.0f} to {one['number_upper']:.0f}).",
        title="Readmitted, by fifth; shaded is what exceeds the least deprived",
        alt=f"Bars that fall from {values[0]:.1f}% in the most deprived fifth to {values[-1]:.1f}% in the "
        f"least, the part above the last one shaded.",
        table=grid(
            [
                (str(fifth), f"{value:.1f}%", f"{value - values[-1]:.1f}")
                for fifth, value in zip(FIFTHS, values, strict=True)
            ],
            ["Fifth, 1 the most deprived", "Readmitted", "Points above the least deprived"],
        ),
        draw=draw,
    )

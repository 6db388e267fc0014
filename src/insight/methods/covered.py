"""How often the intervals hold the true value, as a picture and a table."""

import numpy as np
from matplotlib.axes import Axes

from insight.charts.drawing.palette import FOCUS, INK, MUTED
from insight.formats import Html, grid
from insight.formats import table as as_table
from insight.methods.coverage import SHARES, of_proportions, table, wilson
from insight.methods.example import Example, labelled, percent
from insight.statistics.intervals.clopper_pearson import clopper_pearson

PEOPLE = 50


def coverage() -> Example:
    """Draw how often two intervals of a share hold it, and list them all."""
    shares = {
        "Clopper–Pearson": of_proportions(clopper_pearson, PEOPLE, SHARES, 0.95).share,
        "Wilson": of_proportions(wilson, PEOPLE, SHARES, 0.95).share,
    }

    def draw(axes: Axes) -> None:
        axes.plot(
            100 * SHARES, 100 * shares["Clopper–Pearson"], color=MUTED, linewidth=1.2, linestyle=(0, (4, 2))
        )
        axes.plot(100 * SHARES, 100 * shares["Wilson"], color=FOCUS, linewidth=1.2)
        axes.axhline(95, color=INK, linewidth=0.8)
        axes.set_ylim(90, 100.2)
        labelled(axes, "True share (%)", "Held (%)")

    least, average = shares["Wilson"].min(), np.mean(shares["Wilson"])
    return Example(
        words=f"For a share of {PEOPLE} people, Wilson’s 95% interval holds the true share "
        f"{percent(average)} of the time on average, and never less than {percent(least)}; Clopper and "
        "Pearson’s (dashed) always holds it at least as often as it says, and mostly more often.",
        title=f"How often a 95% interval holds the true share of {PEOPLE} people",
        alt="Wilson's coverage swings around 95%, Clopper and Pearson's stays above it, over true shares of "
        "1% to 99%.",
        table=grid(
            [
                (percent(share, 0), *(percent(one) for one in held))
                for share, *held in zip(SHARES, *shares.values(), strict=True)
            ],
            ["True share", *shares],
        ),
        draw=draw,
        height=130,
        below=_listed(),
    )


def _listed() -> Html:
    """Give every interval's coverage as a table."""
    columns = [
        table()[name].tolist() for name in ("interval", "confidence", "least", "average", "error", "grid")
    ]
    rows = [
        (name, percent(meant), percent(least), percent(average), _error(error), over)
        for name, meant, least, average, error, over in zip(*columns, strict=True)
    ]
    names = ["Interval", "Meant to hold", "Least", "Average", "Simulation error", "Over"]
    return as_table(grid(rows, names), "How often each interval holds the true value")


def _error(error: float) -> str:
    return f"±{percent(error, 2)}" if error else "none"

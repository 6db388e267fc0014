"""One worked example: what it says, and a chart of the same numbers with the table beneath it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from insight.charts.chart import Chart
from insight.charts.drawing.key import Item
from insight.charts.drawing.palette import FOCUS, INK, MUTED, STYLE
from insight.charts.drawing.paper import graph
from insight.formats import Html, grid, render

ROW = 25  # points a row of a picture of intervals takes
NAME = 14  # points the name of the upright axis takes
BARE, NAMED = 24, 40  # points below axes without a name, and with one
MADE = "Worked out when this edition was built, from invented numbers."
SHOWN = """\
<div class="insight-example">
<p><strong>Example, with invented numbers.</strong> {{ words }}</p>
{{ chart }}{{ below }}
</div>
"""


@dataclass(frozen=True, kw_only=True)
class Example:
    """Invented numbers put through a statistic, in words and as a picture."""

    words: str
    title: str  # of the picture
    alt: str  # the picture's message, with its numbers
    table: pd.DataFrame  # what is drawn, as readers see it
    draw: Callable[[Axes], object]
    height: float = 120  # of the axes, in points
    bottom: float = NAMED  # what stands below the axes, in points
    below: Html = Html("")  # such as a table, after the picture
    keys: Sequence[Item] = ()  # marks explained below the title

    def chart(self, name: str) -> Chart:
        """Give the picture as a chart like those of any page; `name` begins its ids."""
        with mpl.rc_context(STYLE):
            figure, axes = graph(self.title, list(self.keys), self.height, bottom=self.bottom)
            self.draw(axes)
        caption = f"{self.title}. {MADE}"
        return Chart(figure, alt=self.alt, caption=caption, lines=self.table, name=f"method {name}")

    def html(self, name: str) -> Html:
        """Give the example as HTML without a blank line; `name` begins its ids."""
        chart = Html(self.chart(name)._repr_html_())
        return render(SHOWN, words=self.words, chart=chart, below=self.below)


def percent(value: Any, decimals: int = 1) -> str:
    """Give a fraction as readers see it.

    >>> percent(0.2189)
    '21.9%'
    """
    return f"{100 * value:.{decimals}f}%"


def points(value: Any, decimals: int = 1) -> str:
    """Give a difference of two fractions in percentage points.

    >>> points(-0.159)
    '−15.9'
    """
    return f"{100 * value:.{decimals}f}".replace("-", "\N{MINUS SIGN}")


def between(row, decimals: int = 1, *, scale: float = 100, sign: str = "%") -> str:
    """Give a value with its interval, from anything that has value, lower and upper."""
    value, lower, upper = (f"{scale * part:.{decimals}f}" for part in (row.value, row.lower, row.upper))
    return f"{value}{sign} (95% interval {lower}{sign} to {upper}{sign})".replace("-", "\N{MINUS SIGN}")


def limits(
    estimates: pd.DataFrame, head: str, *, scale: float = 100, decimals: int = 1, sign: str = "%"
) -> pd.DataFrame:
    """Give values with their 95% limits as a table for readers, a row for each row of `estimates`.

    head : the heading of the first column, which holds the labels of the rows.
    """

    def said(value: Any) -> str:
        return f"{scale * value:.{decimals}f}{sign}".replace("-", "\N{MINUS SIGN}")

    parts = [estimates[name] for name in ("value", "lower", "upper")]
    cells = [
        (str(name), *map(said, row))
        for name, row in zip(estimates.index, zip(*parts, strict=True), strict=True)
    ]
    return grid(cells, [head, "Value", "Lower 95% limit", "Upper 95% limit"])


def intervals(
    estimates: pd.DataFrame, *, line: float | None = None, scale: float = 100
) -> Callable[[Axes], None]:
    """Draw each row's value as a dot on its interval, its label above it, and a line to compare with."""

    def draw(axes: Axes) -> None:
        for place, (name, row) in enumerate(estimates.iterrows()):
            axes.plot(
                [scale * row["lower"], scale * row["upper"]], [place, place], color=FOCUS, linewidth=1.6
            )
            axes.plot([scale * row["value"]], [place], "o", color=FOCUS, markersize=5)
            axes.annotate(
                str(name), (0, place), (0, 5), xycoords=("axes fraction", "data"), textcoords="offset points",
                color=INK, size=10,
            )  # fmt: skip
        if line is not None:
            axes.axvline(scale * line, color=INK, linewidth=1, linestyle=(0, (3, 2)))
        axes.set(ylim=(len(estimates) - 0.5, -0.8), yticks=[])
        axes.grid(axis="x", color="#e6e6e6", linewidth=0.6)

    return draw


def labelled(axes: Axes, x: str, y: str) -> None:
    """Name both axes; the upright one's name stands level above it, for which the axes make room."""
    axes.set_xlabel(x, color=MUTED)
    if y:
        box = axes.get_position()
        room = NAME / (72 * cast(Figure, axes.get_figure()).get_figheight())
        axes.set_position((box.x0, box.y0, box.width, box.height - room))
        axes.annotate(y, (0, 1), (-30, 5), xycoords="axes fraction", textcoords="offset points", color=MUTED)

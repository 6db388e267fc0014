"""One worked example: what it says, and the picture of the same numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from insight.charts.drawing.key import Item
from insight.charts.drawing.palette import FOCUS, INK, MUTED, STYLE
from insight.charts.drawing.paper import graph
from insight.charts.drawing.svg import svg
from insight.formats import Html, render

ROW = 25  # points a row of a picture of intervals takes
NAME = 14  # points the name of the upright axis takes
BARE, NAMED = 24, 40  # points below axes without a name, and with one
SHOWN = """\
<div class="insight-example">
<p><strong>Example, with invented numbers.</strong> {{ words }}</p>
<figure class="insight-figure">
{{ drawing }}
<figcaption>{{ caption }}</figcaption>
</figure>{{ below }}
</div>
"""


@dataclass(frozen=True, kw_only=True)
class Example:
    """Invented numbers put through a statistic, in words and as a picture."""

    words: str
    title: str  # of the picture
    alt: str  # the picture's message
    draw: Callable[[Axes], object]
    height: float = 120  # of the axes, in points
    bottom: float = NAMED  # what stands below the axes, in points
    below: Html = Html("")  # such as a table, after the picture
    keys: Sequence[Item] = ()  # marks explained below the title
    caption: str = "Worked out when this edition was built, from the invented numbers above."

    def html(self, name: str) -> Html:
        """Give the example as HTML without a blank line; `name` begins its ids."""
        with mpl.rc_context(STYLE):
            figure, axes = graph(self.title, list(self.keys), self.height, bottom=self.bottom)
            self.draw(axes)
        drawing = Html(svg(figure, name=f"method {name}", title=self.title, alt=self.alt))
        return render(SHOWN, words=self.words, drawing=drawing, caption=self.caption, below=self.below)


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

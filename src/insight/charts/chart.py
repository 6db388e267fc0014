"""What a chart function gives: a figure with the words and the table that belong to it."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast, overload

import pandas as pd
from matplotlib.figure import Figure

from insight.charts.drawing.sheet import Sheet
from insight.charts.drawing.svg import slug, svg
from insight.formats import Html, Lines, compiled, grid, render, table

FIGURE = compiled("""\
<figure class="insight-figure insight-{{ kind }}" id="{{ name }}">
{{ drawing }}
<figcaption>{{ caption }}</figcaption>
<details>
<summary>Show the data as a table</summary>
{{ table }}
</details>
</figure>
""")
SYNTHETIC = "Synthetic data. "  # begins the captions of made-up numbers
SENTENCE = re.compile(r".*?(?=\.(?: [A-Z]|$))")
SHORT = 120  # letters of a title that can be taken in at once


@dataclass(frozen=True, repr=False, eq=False)
class Chart:
    """A figure, what it says, where it comes from, and its numbers, all from the same findings."""

    drawing: Sheet | Figure
    alt: str  # the message, for a reader who does not see the figure
    caption: str  # ends with source, publication date and age
    lines: Lines | pd.DataFrame  # the numbers as readers see them; the first column heads each row
    name: str  # such as "trend nhfd_surgery"; no other chart of a page has it

    @property
    def figure(self) -> Figure:
        """Give the drawing as a figure of matplotlib's."""
        return self.drawing.paper if isinstance(self.drawing, Sheet) else self.drawing

    @property
    def table(self) -> pd.DataFrame:
        """Give the numbers as readers see them, as a frame."""
        if isinstance(self.lines, pd.DataFrame):
            return self.lines
        return grid(cast(Sequence[Sequence[str]], self.lines.cells), self.lines.names)

    @property
    def title(self) -> str:
        """Give what the figure is: the first sentence of its caption, cut short where it is long."""
        caption = self.caption.removeprefix(SYNTHETIC)
        first = SENTENCE.match(caption)
        return textwrap.shorten(first[0] if first else caption, SHORT, placeholder=" …")

    def svg(self) -> Html:
        """Give the figure as one SVG element with its title and its alternative text."""
        mark = SYNTHETIC.strip(" .") if self.caption.startswith(SYNTHETIC) else ""
        return Html(svg(self.drawing, name=self.name, title=self.title, alt=self.alt, mark=mark))

    def _repr_html_(self) -> str:
        kind = re.split(r"[^a-z]", self.name)[0]
        words = {"caption": self.caption, "table": table(self.lines, self.caption)}
        return str(render(FIGURE, kind=kind, name=slug(self.name), drawing=self.svg(), **words))

    def __repr__(self) -> str:
        return self.alt


@dataclass(frozen=True, repr=False, eq=False, init=False)
class Charts(Sequence[Chart]):
    """Charts one below the other, or a sentence that says why there is none."""

    charts: tuple[Chart, ...]
    empty: str

    def __init__(self, charts: Iterable[Chart], *, empty: str):
        object.__setattr__(self, "charts", tuple(charts))
        object.__setattr__(self, "empty", empty)

    @overload
    def __getitem__(self, index: int) -> Chart: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Chart]: ...
    def __getitem__(self, index):
        return self.charts[index]

    def __len__(self) -> int:
        return len(self.charts)

    def __iter__(self) -> Iterator[Chart]:
        return iter(self.charts)

    def _repr_html_(self) -> str:
        if not self.charts:
            return str(render('<p class="insight-nothing">{{ words }}</p>', words=self.empty))
        return "\n".join(chart._repr_html_() for chart in self.charts)

    def __repr__(self) -> str:
        return "\n".join(repr(chart) for chart in self.charts) or self.empty

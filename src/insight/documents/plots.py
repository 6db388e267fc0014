"""The numbers of a figure's own table as charts that can be edited: nothing is read off the drawing."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from insight.documents.arranged import grouped
from insight.documents.cells import Number, number, pattern
from insight.pages import Figure, Row, Table

SHAPES = {"trend": "line", "trends": "line", "spc": "line", "funnel": "scatter"}  # all others are bars
BESIDE = {"line": ("England", "Centre"), "bar": ("England",)}  # columns drawn beside the value
LABELS = ("Period", "ICB", "Trust", "Area", "Region", "Sub-ICB", "Network", "Place")
MOST = 20  # bars of one chart
ENDS = re.compile(r"(.+?) to (.+)")


@dataclass(frozen=True)
class Line:
    """Numbers of one colour; None where there is no figure. `across` are those of a scatter's floor."""

    name: str
    numbers: tuple[Number | None, ...]
    across: tuple[Number | None, ...] = ()


@dataclass(frozen=True)
class Plot:
    """One chart: its shape, what it is about, its labels, its lines, and what it leaves out."""

    shape: str
    about: str  # the metric, where a figure has several
    labels: tuple[str, ...]
    lines: tuple[Line, ...]
    floor: str = ""  # what a scatter's floor measures
    unfigured: int = 0  # rows with no number
    other_units: int = 0  # rows in another unit
    not_shown: int = 0  # rows that would not fit

    @property
    def format(self) -> str:
        """Give the number format of its values."""
        return next((pattern(told) for told in self.lines[0].numbers if told and told.value >= 0), "General")


def plots(figure: Figure, here: str = "") -> list[Plot]:
    """Give the charts of a figure, one for each metric its table tells of; none where it has no numbers.

    here : the area that the page is about, if it is about one.
    """
    if figure.table is None or "Value" not in figure.table.head:
        return []
    shape = SHAPES.get(figure.kind, "bar")
    here = "" if figure.kind == "caterpillar" else here
    found = (_plot(shape, about, part, here) for about, part in _parts(figure.table))
    return [plot for plot in found if plot is not None]


def _parts(table: Table) -> Iterator[tuple[str, Table]]:
    """Give a table metric by metric, where its first column names metrics and its second what of them."""
    if len(table.head) < 2 or table.head[0] != "Metric" or table.head[1] not in LABELS or _once(table):
        yield "", table
        return
    named = [Row(row.cells[1:], row.cells[0]) for row in table.rows]
    for about, rows in grouped(named):
        yield about or "", replace(table, head=table.head[1:], rows=tuple(rows), numeric=table.numeric[1:])


def _once(table: Table) -> bool:
    """Tell whether each metric has one row, so that metrics are what is compared."""
    names = [row.cells[0] for row in table.rows]
    return len(set(names)) == len(names)


def _plot(shape: str, about: str, table: Table, here: str) -> Plot | None:
    values = [number(cell) for cell in _column(table, "Value")]
    unit = Counter(told.unit for told in values if told).most_common(1)
    if not unit:
        return None
    alike = [told is not None and told.unit == unit[0][0] for told in values]
    other = sum(told is not None for told in values) - sum(alike)
    missing = sum(told is None for told in values)
    if shape == "scatter":
        return _scatter(about, table, here, alike, missing, other)
    keep = [index for index, same in enumerate(alike) if same or (shape == "line" and values[index] is None)]
    shown = keep if shape == "line" or len(keep) <= MOST else keep[: MOST // 2] + keep[-MOST // 2 :]
    picked = replace(table, rows=tuple(table.rows[index] for index in shown))
    beside = [_line(picked, name) for name in BESIDE[shape] if name in table.head]
    limits = _limits(picked) if shape == "line" else []
    return Plot(
        shape, about, tuple(row.cells[0] for row in picked.rows),
        (_line(picked, "Value", here), *(line for line in (*beside, *limits) if any(line.numbers))),
        unfigured=missing, other_units=other, not_shown=len(keep) - len(shown),
    )  # fmt: skip


def _scatter(about: str, table: Table, here: str, alike: list[bool], missing: int, other: int) -> Plot | None:
    """Give a value for each number of people; outliers, and the area the page is about, stand apart."""
    if "People" not in table.head:
        return None
    values, people = ([number(cell) for cell in _column(table, name)] for name in ("Value", "People"))
    marks = _column(table, "Outlier") if "Outlier" in table.head else ["no"] * len(table.rows)
    chosen = [index for index, told in enumerate(people) if told and alike[index]]
    names = [row.cells[0] for row in table.rows]
    lines = []
    for name in ("Not an outlier", "Outlier", here):
        some = [index for index in chosen if name == _standing(names[index], marks[index], here)]
        if some:
            numbers = tuple(values[index] for index in some)
            lines.append(Line(name, numbers, tuple(people[index] for index in some)))
    labels = tuple(names[index] for index in chosen)
    gone = missing + sum(alike) - len(chosen)
    return Plot("scatter", about, labels, tuple(lines), "People", gone, other) if lines else None


def _standing(name: str, mark: str, here: str) -> str:
    if name == here:
        return here
    return "Not an outlier" if mark == "no" else "Outlier"


def _limits(table: Table) -> list[Line]:
    """Give the two ends of the limits as lines of their own."""
    if "Limits" not in table.head:
        return []
    ends = [ENDS.fullmatch(cell) for cell in _column(table, "Limits")]
    return [
        Line(name, tuple(number(found[side]) if found else None for found in ends))
        for side, name in ((1, "Lower limit"), (2, "Upper limit"))
    ]


def _line(table: Table, name: str, called: str = "") -> Line:
    return Line(called or name, tuple(number(cell) for cell in _column(table, name)))


def _column(table: Table, name: str) -> list[str]:
    place = table.head.index(name)
    return [row.cells[place] if place < len(row.cells) else "" for row in table.rows]

"""One gap in every place of a kind, with its interval, against England's."""

import textwrap
from typing import Any

import pandas as pd

from insight.charts.chart import Chart, Charts
from insight.charts.drawing.key import Item
from insight.charts.drawing.palette import MUTED
from insight.charts.drawing.paper import LINE, Mark, depth, draw, heading, verdict_marks
from insight.charts.drawing.sheet import Sheet
from insight.charts.dumbbell import BY
from insight.formats import Lines, bare, interval, listed, plural, points
from insight.formats.gaps import WAYS, pair, times, way
from insight.formats.rows import ENGLAND, LEVELS, as_records, captioned
from insight.formats.signals import cited
from insight.formats.verdicts import mark

LETTERS = 31  # of a place's name on one line
STRIP, SAID = (180, 312), 320  # where the strip begins and ends, in points; where the numbers begin
ROW = 15  # height of a place's line
FEWEST = 5  # places with a gap that make a picture
NEEDED = [
    "metric", "title", "group", "reference", "unit", "better", "period", "absolute", "absolute_lower",
    "absolute_upper", "relative", "relative_lower", "relative_upper", "clear", "withheld", "short_name",
    "audit_short",
]  # fmt: skip
COLUMNS = ["Place", "Difference", "95% interval", "Ratio", "Which way"]


def gap_places(
    gaps: pd.DataFrame, findings: pd.DataFrame, level: str = "icb", by: str = "deprivation", most: int = 2
) -> Charts:
    """Draw the gaps that are clear in England and told for the most places of a kind.

    gaps, findings : a page's, every area. level : the kind of place. by : a breakdown with one gap
    a metric. most : how many metrics at most. A place whose gap is withheld is named, never drawn;
    places are in the order of their gaps, which is no evidence that neighbours differ.
    """
    rows = gaps[(gaps["breakdown"] == by) & gaps["latest"].astype(bool)]
    england = rows[(rows["area"] == ENGLAND) & rows["withheld"].isna() & rows["clear"].astype(bool)]
    local = rows[(rows["area_type"] == level) & rows["metric"].isin(set(england["metric"].astype(str)))]
    chosen = _widest_told(england, local, most)
    whole = {str(row.metric): row for row in as_records(england, NEEDED)}
    parts = {name: as_records(local[local["metric"] == name], NEEDED) for name in chosen}
    sources = cited(findings[findings["metric"].isin(chosen)], local[local["metric"].isin(chosen)])
    found = [
        _one(part, whole[name], level, by, [row for row in sources if row.metric == name])
        for name, part in parts.items()
    ]
    kinds = LEVELS[level][1]
    empty = f"No gap by {BY[by]} that is clear in England can be told for {FEWEST} {kinds} or more."
    return Charts(found, empty=empty)


def _widest_told(england: pd.DataFrame, local: pd.DataFrame, most: int) -> list[str]:
    """Give the metrics told for the most places; of those told for as many, the clearest in England."""
    told = local[local["withheld"].isna()].groupby(local["metric"].astype(str)).size()
    width = england["absolute_upper"] - england["absolute_lower"]
    clear = dict(zip(england["metric"].astype(str), england["absolute"].abs() / width, strict=True))
    enough = [(n, clear[str(name)], str(name)) for name, n in told.items() if n >= FEWEST]
    return [name for *_, name in sorted(enough, reverse=True)[:most]]


def _one(rows: list[Any], england: Any, level: str, by: str, sources: list[Any]) -> Chart:
    told = sorted((row for row in rows if pd.isna(row.withheld)), key=lambda row: row.absolute)
    gone = sorted({row.short_name for row in rows if pd.notna(row.withheld)})
    title = f"{england.title}: {pair(england)}"
    found = {way(row) for row in told}
    keys: list[Item] = [("england", "England's gap"), ("break", "no gap")]
    keys += [(word, word) for word in WAYS if word in found]
    top = depth(title, keys)
    names = [textwrap.wrap(str(row.short_name), LETTERS) for row in told]
    heights = [ROW + LINE * (len(lines) - 1) for lines in names]
    page = Sheet(top + sum(heights) + LINE + 4)
    heading(page, title, keys)
    _draw(page, told, england, names, heights, top)
    kinds = LEVELS[level]
    caption = (
        f"{title}, {england.period}, {plural(len(told), *kinds)}, with 95% intervals. "
        f"The order of places is no evidence that neighbours differ."
    )
    caption += f" No gap can be told for {plural(len(gone), *kinds)}: {listed(gone)}." if gone else ""
    return Chart(
        page,
        alt=_alt(told, england, title, kinds),
        caption=captioned(caption, sources),
        lines=Lines([_cells(row) for row in told], COLUMNS),
        name=f"gap_places {england.metric} {by} {level}",
    )


def _draw(page: Sheet, rows: list[Any], england: Any, names: list, heights: list[int], top: float) -> None:
    values = [
        0.0,
        england.absolute,
        *(end for row in rows for end in (row.absolute_lower, row.absolute_upper)),
    ]
    low, high = min(values), max(values)

    def at(x: float) -> float:
        return STRIP[0] + (STRIP[1] - STRIP[0]) * ((x - low) / (high - low) if high > low else 0.5)

    foot = top + sum(heights)
    marks: list[Mark] = [
        ("break", at(0), top, at(0), foot),
        ("england", at(england.absolute), top, at(england.absolute), foot),
    ]
    dots = []
    y = top
    for row, lines, height in zip(rows, names, heights, strict=True):
        middle = y + height / 2
        for n, words in enumerate(lines):
            page.write(2, y + 11 + LINE * n, words)
        marks.append(("area", at(row.absolute_lower), middle, at(row.absolute_upper), middle))
        dots.append((at(row.absolute), middle, way(row)))
        page.write(SAID, middle + 3.5, _plain(row.absolute, row.unit), weight="bold")
        y += height
    draw(page, marks)
    verdict_marks(page, dots, size=34)
    for end, side in ((low, "left"), (high, "right")):
        page.write(at(end), foot + LINE, _plain(end, england.unit), color=MUTED, ha=side)


def _plain(gap: float, unit: str) -> str:
    return bare(100 * gap if unit == "%" else gap, "")


def _alt(rows: list[Any], england: Any, title: str, kinds: tuple[str, str]) -> str:
    worse = [row for row in rows if way(row) == "worse"]
    better = [row for row in rows if way(row) == "better"]
    said = (
        f"{title}. England: {points(england.absolute, england.unit)}. {plural(len(rows), *kinds)} with a gap"
    )
    said += f", from {points(rows[0].absolute, england.unit)} ({rows[0].short_name})"
    said += f" to {points(rows[-1].absolute, england.unit)} ({rows[-1].short_name})."
    return f"{said} Clearly worse for the first group in {len(worse)}, clearly better in {len(better)}."


def _cells(row: Any) -> tuple:
    scale = 100 if row.unit == "%" else 1
    return (
        str(row.short_name),
        points(row.absolute, row.unit),
        interval(scale * row.absolute_lower, scale * row.absolute_upper, ""),
        times(row),
        mark(way(row)),
    )

"""Where every metric of an audit stands: a strip for each, against England, the region and all areas."""

from typing import Any

import numpy as np
import pandas as pd

from insight.charts.chart import Chart, Charts
from insight.charts.drawing.key import Item
from insight.charts.drawing.palette import MUTED
from insight.charts.drawing.paper import (
    LINE,
    Mark,
    depth,
    draw,
    heading,
    wrapped,
)
from insight.charts.drawing.places import apart
from insight.charts.drawing.sheet import Sheet
from insight.formats import bare, grid, listed, number
from insight.formats.cells import basis, counts, ends, value
from insight.formats.rows import (
    CITED,
    LEVELS,
    captioned,
    england_decimals,
    level_of,
    newest,
    peers,
    place,
    records_by_audit,
)
from insight.formats.verdicts import mark, tally, words

PART = " (part of the area)"
STRIP = (42, 196)  # where a strip begins and ends, in points
SIDE, SAID = 5, 244  # the space beside a strip; where the words begin
STRIP_HEIGHT, SPACE = 20, 7  # of a strip, and below it
NEEDED = [
    *CITED, "title", "about", "period", "value", "lower", "upper", "unit", "decimals", "england",
    "region_value", "verdict", "word", "coverage", "withheld", "numerator", "denominator", "basis",
    "parts", "part_type", "error_bound", "topic", "audit", "audit_short", "setting",
]  # fmt: skip
Spread = dict[str, list[float]]
QUARTERS = np.array([0, 0.25, 0.75, 1])
DIRECTIONS = {"lower": " (lower is better)", "neither": " (no direction is better)"}
COLUMNS = [
    "Metric",
    "Period",
    "Value",
    "95% interval",
    "England",
    "Region",
    "Against England",
    "Counts",
    "Worked out",
]


def overview(findings: pd.DataFrame, area: str | None) -> Charts:
    """Draw, for each audit, a strip for every metric of an area.

    findings : a page's slice. area : its code; England's own rows are drawn when None. On a
    strip: the range and middle half of the areas of the same kind, the region, England, and
    the area with its 95% interval. Each strip has its own scale, written at its ends.
    """
    rows = newest(findings, area)
    about = rows["title"] + rows["better"].map(DIRECTIONS).fillna("")
    rows = rows.assign(word=words(rows["verdict"]), about=about)
    name, level = place(findings, area), level_of(findings, area) if area else "icb"
    spread, places = _spread(peers(findings, level)), england_decimals(findings)
    found = [
        _one(within, name, level, spread, places, where)
        for part in records_by_audit(rows, NEEDED).values()
        for where, within in apart(part, lambda row: row.setting)
    ]
    return Charts(found, empty=f"No audit has figures for {name}.")


def _spread(rows: pd.DataFrame) -> Spread:
    """Give the lowest, quarter, three-quarter and highest value of each metric."""
    values = rows.loc[rows["value"].notna(), ["metric", "value"]]
    quarters = values.groupby(values["metric"].astype(object))["value"].quantile(QUARTERS).unstack()
    return {
        str(metric): around for metric, around in zip(quarters.index, quarters.values.tolist(), strict=True)
    }


def _one(
    records: list[Any], name: str, level: str, spread: Spread, places: dict[str, int], where: str
) -> Chart:
    """Draw one audit, or those of its metrics that count people in one way."""
    title = f"{records[0].topic} ({records[0].audit_short})" + (f": {where}" if where else "")
    keys = _keys(name, level, records, spread)
    down = depth(title, keys)
    tops = []
    for row in records:
        tops.append(down + LINE * len(wrapped(row.about)))
        down = tops[-1] + STRIP_HEIGHT + SPACE
    page = Sheet(down)
    heading(page, title, keys)
    pairs = zip(records, tops, strict=True)
    draw(page, [spot for row, top in pairs for spot in _strip(page, row, top, spread)])
    caption = (
        f"{title}: every metric in {name}, newest period, with 95% intervals. Each strip has its own scale."
    )
    return Chart(
        page,
        alt=_alt(records, title, name),
        caption=captioned(caption, records),
        table=_table(records, places),
        name=" ".join(["overview", str(records[0].audit), *where.split()]),
    )


def _keys(name: str, level: str, records: list[Any], spread: Spread) -> list[Item]:
    keys = [("area", name), ("england", "England")]
    if any(pd.notna(row.region_value) for row in records):
        keys.append(("region", "region"))
    if any(row.metric in spread for row in records):
        keys += [("range", f"all {LEVELS[level][1]}"), ("half", "middle half of them")]
    return keys


def _strip(page: Sheet, row, top: float, spread: Spread) -> list[Mark]:
    """Write one metric's words; give the marks of its strip."""
    middle = top + STRIP_HEIGHT / 2
    for above, line in enumerate(reversed(wrapped(row.about))):
        page.write(2, top - 2 - LINE * above, line)
    said = bare(row.value, row.unit, row.decimals) if pd.notna(row.value) else _short_reason(row)
    page.write(SAID + 10, middle + 3.5, said, weight="bold" if pd.notna(row.value) else "normal")
    if pd.notna(row.value):
        page.write(SAID + 15 + 6.4 * len(said), middle + 3.5, row.word)
    around = spread.get(row.metric, [])
    own = [row.lower, row.upper, row.value, row.england, row.region_value]
    known = [x for x in (*own, *around) if pd.notna(x)]
    marks: list[Mark] = [(row.word, SAID + 3, middle, 0, 0)]
    if not known:
        return marks
    low, high = min(known), max(known)
    page.write(STRIP[0] - SIDE, middle + 3.5, bare(low, row.unit, _few(row)), color=MUTED, ha="right")
    if high > low:
        page.write(STRIP[1] + SIDE, middle + 3.5, bare(high, row.unit, _few(row)), color=MUTED)
    return marks + _marks(row, middle, around, low, high)


def _marks(row, y: float, around: list[float], low: float, high: float) -> list[Mark]:
    """Give the marks of a strip whose scale runs from low to high."""

    def at(x: float) -> float:
        share = (x - low) / (high - low) if high > low else 0.5
        return STRIP[0] + (STRIP[1] - STRIP[0]) * share

    marks: list[Mark] = []
    if around:
        marks += [("range", at(around[0]), y, at(around[3]), y), ("half", at(around[1]), y, at(around[2]), y)]
    if pd.notna(row.england):
        marks.append(("england", at(row.england), y - 8, at(row.england), y + 8))
    if pd.notna(row.region_value):
        marks.append(("region", at(row.region_value), y, 0, 0))
    if pd.notna(row.lower) and pd.notna(row.upper):
        marks.append(("area", at(row.lower), y, at(row.upper), y))
    if pd.notna(row.value):
        marks.append(("dot", at(row.value), y, 0, 0))
    return marks


def _few(row) -> int:
    """Give the decimals for the ends of a scale: no more than one."""
    return min(int(row.decimals), 1) if pd.notna(row.decimals) else 0


def _short_reason(row) -> str:
    return "cannot be made" if row.coverage == "none" else "no figure"


def _alt(records: list[Any], title: str, name: str) -> str:
    shown = [row for row in records if pd.notna(row.value)]
    metrics = "" if len(records) == 1 else f"{len(records)} metrics "
    said = [f"{title}, {metrics}in {name}: {tally(row.verdict for row in shown)}."]
    for verdict in ("better", "worse", "higher", "lower"):
        these = [row for row in shown if row.word == verdict]
        named = [f"{row.title} {number(row.value, row.unit, row.decimals)}" for row in these]
        said += [f"{verdict.capitalize()}: {'; '.join(named)}."] * bool(named)
    gone = [row.title for row in records if pd.isna(row.value)]
    return " ".join([*said, f"Without a figure: {listed(gone)}."] if gone else said)


def _table(records: list[Any], places: dict[str, int]) -> pd.DataFrame:
    cells = []
    for row in records:
        cells.append(
            (
                row.about,
                row.period,
                value(row) + PART * (row.coverage == "part"),
                ends(row),
                bare(row.england, row.unit, places.get(row.metric, 1)),
                bare(row.region_value, row.unit, row.decimals),
                mark(row.verdict),
                counts(row),
                basis(row),
            )
        )
    return grid(cells, COLUMNS)

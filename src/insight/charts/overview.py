"""Where every metric of an audit stands: a strip for each, against England, the region and all areas."""

from typing import Any

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
from insight.formats import Lines, bare, listed, number
from insight.formats.cells import basis, counts, ends, value
from insight.formats.numbers import is_missing
from insight.formats.rows import (
    CITED,
    LEVELS,
    are_newest,
    are_peers,
    captioned,
    columns_where,
    england_decimals,
    level_of,
    parted_by_audit,
    place,
    records_where,
)
from insight.formats.verdicts import mark, tally, word

PART = " (part of the area)"
STRIP = (42, 196)  # where a strip begins and ends, in points
SIDE, SAID = 5, 244  # the space beside a strip; where the words begin
STRIP_HEIGHT, SPACE = 20, 7  # of a strip, and below it
NEEDED = [
    *CITED, "title", "better", "period", "value", "lower", "upper", "unit", "decimals", "england",
    "region_value", "verdict", "coverage", "withheld", "numerator", "denominator", "basis",
    "parts", "part_type", "error_bound", "topic", "audit", "audit_short", "setting",
]  # fmt: skip
Spread = dict[str, list[float]]
QUARTERS = (0, 0.25, 0.75, 1)
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
    records = records_where(findings, are_newest(findings, area), NEEDED)
    name, level = place(findings, area), level_of(findings, area) if area else "icb"
    spread, places = _spread(findings, level), england_decimals(findings)
    found = [
        _one(within, name, level, spread, places, where)
        for part in parted_by_audit(records).values()
        for where, within in apart(part, lambda row: row.setting)
    ]
    return Charts(found, empty=f"No audit has figures for {name}.")


def _spread(findings: pd.DataFrame, level: str) -> Spread:
    """Give the lowest, quarter, three-quarter and highest value of each metric among a level's areas."""
    values: dict[str, list[float]] = {}
    known = are_peers(findings, level) & findings["value"].notna().to_numpy()
    for metric, one in zip(*columns_where(findings, known, ["metric", "value"]), strict=True):
        values.setdefault(metric, []).append(one)
    return {metric: _quarters(sorted(some)) for metric, some in values.items()}


def _quarters(values: list[float]) -> list[float]:
    """Give the lowest, quarter, three-quarter and highest of values in order, between two where need be.

    >>> _quarters([1, 2, 4])
    [1, 1.5, 3.0, 4]
    """
    found = []
    for share in QUARTERS:
        whole, rest = divmod(share * (len(values) - 1), 1)
        below, above = values[int(whole)], values[min(int(whole) + 1, len(values) - 1)]
        found.append(below + (above - below) * rest if rest else below)
    return found


def _about(row: Any) -> str:
    """Give a metric's title, with the direction that is good where that is not the usual one."""
    return row.title + DIRECTIONS.get(row.better, "")


def _one(
    records: list[Any], name: str, level: str, spread: Spread, places: dict[str, int], where: str
) -> Chart:
    """Draw one audit, or those of its metrics that count people in one way."""
    title = f"{records[0].topic} ({records[0].audit_short})" + (f": {where}" if where else "")
    keys = _keys(name, level, records, spread)
    down = depth(title, keys)
    tops = []
    for row in records:
        tops.append(down + LINE * len(wrapped(_about(row))))
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
        lines=_table(records, places),
        name=" ".join(["overview", str(records[0].audit), *where.split()]),
    )


def _keys(name: str, level: str, records: list[Any], spread: Spread) -> list[Item]:
    keys = [("area", name), ("england", "England")]
    if any(not is_missing(row.region_value) for row in records):
        keys.append(("region", "region"))
    if any(row.metric in spread for row in records):
        keys += [("range", f"all {LEVELS[level][1]}"), ("half", "middle half of them")]
    return keys


def _strip(page: Sheet, row, top: float, spread: Spread) -> list[Mark]:
    """Write one metric's words; give the marks of its strip."""
    middle = top + STRIP_HEIGHT / 2
    for above, line in enumerate(reversed(wrapped(_about(row)))):
        page.write(2, top - 2 - LINE * above, line)
    said = bare(row.value, row.unit, row.decimals) if not is_missing(row.value) else _short_reason(row)
    page.write(SAID + 10, middle + 3.5, said, weight="bold" if not is_missing(row.value) else "normal")
    if not is_missing(row.value):
        page.write(SAID + 15 + 6.4 * len(said), middle + 3.5, word(row.verdict))
    around = spread.get(row.metric, [])
    own = [row.lower, row.upper, row.value, row.england, row.region_value]
    known = [x for x in (*own, *around) if not is_missing(x)]
    marks: list[Mark] = [(word(row.verdict), SAID + 3, middle, 0, 0)]
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
    if not is_missing(row.england):
        marks.append(("england", at(row.england), y - 8, at(row.england), y + 8))
    if not is_missing(row.region_value):
        marks.append(("region", at(row.region_value), y, 0, 0))
    if not is_missing(row.lower) and not is_missing(row.upper):
        marks.append(("area", at(row.lower), y, at(row.upper), y))
    if not is_missing(row.value):
        marks.append(("dot", at(row.value), y, 0, 0))
    return marks


def _few(row) -> int:
    """Give the decimals for the ends of a scale: no more than one."""
    return min(int(row.decimals), 1) if not is_missing(row.decimals) else 0


def _short_reason(row) -> str:
    return "cannot be made" if row.coverage == "none" else "no figure"


def _alt(records: list[Any], title: str, name: str) -> str:
    shown = [row for row in records if not is_missing(row.value)]
    metrics = "" if len(records) == 1 else f"{len(records)} metrics "
    said = [f"{title}, {metrics}in {name}: {tally(row.verdict for row in shown)}."]
    for verdict in ("better", "worse", "higher", "lower"):
        these = [row for row in shown if word(row.verdict) == verdict]
        named = [f"{row.title} {number(row.value, row.unit, row.decimals)}" for row in these]
        said += [f"{verdict.capitalize()}: {'; '.join(named)}."] * bool(named)
    gone = [row.title for row in records if is_missing(row.value)]
    return " ".join([*said, f"Without a figure: {listed(gone)}."] if gone else said)


def _table(records: list[Any], places: dict[str, int]) -> Lines:
    cells = []
    for row in records:
        cells.append(
            (
                _about(row),
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
    return Lines(cells, COLUMNS)

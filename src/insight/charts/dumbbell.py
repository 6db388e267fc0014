"""Gaps between groups: from each reference group to the others, with the interval of the difference."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from insight.charts.chart import Chart, Charts
from insight.charts.drawing.key import Item
from insight.charts.drawing.paper import LINE, Mark, depth, draw, heading, verdict_marks, wrapped
from insight.charts.drawing.sheet import Sheet
from insight.formats import Html, Lines, bare, capital, group_in_words, number, plural
from insight.formats.gaps import WAYS, apart, pair, times, way
from insight.formats.rows import ENGLAND, as_records, by_audit, captioned, parted_by_audit, place
from insight.formats.signals import cited
from insight.formats.verdicts import mark

STRIP = (92, 252)  # where a strip begins and ends, in points
SAID, WORD = 260, 304  # where the difference and the word for it begin
ROW, SPACE = 17, 6  # height of a group's line, and the space below a metric
LEAST_SPAN = 0.04  # of a scale in per cent, so that a sliver does not look a gulf
BY = {"deprivation": "deprivation", "ethnicity": "ethnic group", "sex": "sex", "age": "age group"}
LABELS = {"1 most deprived": "Most deprived"}
NEEDED = [
    "metric", "title", "group", "reference", "value", "reference_value", "unit", "better", "period",
    "absolute", "absolute_lower", "absolute_upper", "relative", "relative_lower", "relative_upper", "clear",
    "topic", "audit_short",
]  # fmt: skip
COLUMNS = ["Metric and groups", "Group", "Reference", "Difference", "Ratio", "Which way"]


def dumbbell(
    gaps: pd.DataFrame, findings: pd.DataFrame, area: str | None, by: str = "deprivation", most: int = 6
) -> Charts:
    """Draw, for each audit, the gaps of an area that can be told: the clearest metrics of each.

    gaps, findings : a page's. area : its code; England when None. by : a breakdown. most : how
    many metrics of an audit at most. A gap that is withheld is not drawn. All strips of a chart
    whose figures have the same unit are equally long, so that lengths compare.
    """
    rows = gaps[(gaps["breakdown"] == by) & gaps["latest"].astype(bool) & gaps["withheld"].isna()]
    rows = rows[rows["area"] == (area or ENGLAND)]
    sources = parted_by_audit(cited(findings, rows)) if len(rows) else {}
    name = place(findings, area)
    found = []
    for audit, part in by_audit(rows):
        chosen, every = _clearest(part, most), part["metric"].nunique()
        found.append(_one(chosen, every, name, by, audit, sources.get(audit, [])))
    return Charts(found, empty=f"No gap by {BY[by]} can be told for {name}.")


def span(values: Sequence[float], unit: str) -> float:
    """Give how long a scale must be to hold some values: at least 4 percentage points."""
    return max(1.05 * (max(values) - min(values)), LEAST_SPAN if unit == "%" else 0) or 1.0


def _clearest(rows: pd.DataFrame, most: int) -> list[list[Any]]:
    """Give the metrics whose gaps are the most times their own interval, in the order of the audit."""
    width = rows["absolute_upper"] - rows["absolute_lower"]
    apart = (rows["absolute"].abs() / width.where(width > 0)).groupby(rows["metric"].astype(str)).max()
    chosen = set(apart.nlargest(most).index)
    parts: dict[str, list[Any]] = {}
    for row in as_records(rows[rows["metric"].isin(chosen)], NEEDED):
        parts.setdefault(str(row.metric), []).append(row)
    return list(parts.values())


def _one(parts: list[list[Any]], every: int, name: str, by: str, audit: str, sources: list[Any]) -> Chart:
    first = parts[0][0]
    reference = group_in_words(str(first.reference))
    title = f"{first.topic} ({first.audit_short})"
    found = {way(row) for part in parts for row in part}
    keys: list[Item] = [("england", reference)]
    keys += [(word, word) for word in WAYS if word in found]
    down, tops = depth(title, keys), []
    for part in parts:
        tops.append(down + LINE * len(wrapped(_about(part[0]))))
        down = tops[-1] + ROW * len(part) + SPACE
    page = Sheet(down)
    heading(page, title, keys)
    _draw(page, parts, tops)
    shown = (
        f"{plural(every, 'metric')}"
        if every == len(parts)
        else f"the clearest {len(parts)} of {every} metrics"
    )
    caption = (
        f"{title}: gaps by {BY[by]}, {name}, {shown}. Bars are 95% intervals of the difference from the "
        f"{'' if by == 'deprivation' else 'group '}{reference}; strips of one unit are equally long."
    )
    rows = [row for part in parts for row in part]
    return Chart(
        page,
        alt=_alt(rows, title, name, by),
        caption=captioned(caption, sources),
        lines=Lines([_cells(row) for row in rows], COLUMNS),
        name=f"dumbbell {audit} {by} {name}",
    )


def _about(row: Any) -> str:
    reference = capital(group_in_words(str(row.reference)))
    return f"{row.title}. {reference}: {number(row.reference_value, row.unit)}"


def _draw(page: Sheet, parts: list[list[Any]], tops: list[float]) -> None:
    """Write each group's words and draw its gap from the line of the reference group."""
    long: dict[str, float] = {}
    for part in parts:
        unit = part[0].unit
        long[unit] = max(long.get(unit, 0), span(_extent(part), unit))
    marks: list[Mark] = []
    dots = []
    for part, top in zip(parts, tops, strict=True):
        for above, line in enumerate(reversed(wrapped(_about(part[0])))):
            page.write(2, top - 2 - LINE * above, line)
        values = _extent(part)
        low = (min(values) + max(values) - long[part[0].unit]) / 2
        per = (STRIP[1] - STRIP[0]) / long[part[0].unit]
        home = STRIP[0] + per * (part[0].reference_value - low)
        marks.append(("england", home, top, home, top + ROW * len(part)))
        for n, row in enumerate(part):
            y = top + ROW * (n + 0.5)
            page.write(2, y + 3.5, LABELS.get(str(row.group), str(row.group)))
            ends = [home + per * end for end in (row.absolute_lower, row.absolute_upper)]
            at = STRIP[0] + per * (row.value - low)
            marks += [("range", home, y, at, y), ("area", ends[0], y, ends[1], y)]
            dots.append((at, y, way(row)))
            _say(page, row, y)
    draw(page, marks)
    verdict_marks(page, dots, size=34)


def _say(page: Sheet, row: Any, y: float) -> None:
    said = bare(100 * row.absolute if row.unit == "%" else row.absolute, "")
    page.write(SAID, y + 3.5, said, weight="bold")
    page.write(WORD, y + 3.5, way(row))


def _extent(part: list[Any]) -> list[float]:
    home = part[0].reference_value
    return [
        home,
        *(home + end for row in part for end in (row.absolute_lower, row.absolute_upper, row.absolute)),
    ]


def _alt(rows: list[Any], title: str, name: str, by: str) -> str:
    said = [f"{row.title}: {pair(row)} {apart(row)}, {way(row)}" for row in rows]
    return f"{title}: gaps by {BY[by]} in {name}. {'; '.join(said)}."


def _cells(row: Any) -> tuple[str | Html, ...]:
    return (
        f"{row.title}: {row.group} minus {row.reference}, {row.period}",
        number(row.value, row.unit),
        number(row.reference_value, row.unit),
        apart(row),
        times(row),
        mark(way(row)),
    )

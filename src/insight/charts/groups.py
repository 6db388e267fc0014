"""One metric by group of people: a dot and its interval for each, against everyone in the same area."""

from typing import Any

import pandas as pd

from insight.charts.chart import Chart, Charts
from insight.charts.drawing.key import Item
from insight.charts.drawing.palette import INK, MUTED
from insight.charts.drawing.paper import (
    LINE,
    Mark,
    depth,
    draw,
    heading,
    verdict_marks,
)
from insight.charts.drawing.sheet import Sheet
from insight.formats import Lines, bare, capital, group_in_words, interval, listed, number
from insight.formats.cells import ends, value
from insight.formats.clear import OUTSTANDING, widths_away
from insight.formats.known import Share, known_share
from insight.formats.numbers import is_missing
from insight.formats.rows import (
    CITED,
    NOT_KNOWN,
    are_groups,
    are_newest,
    captioned,
    columns_where,
    place,
    records_where,
)
from insight.formats.verdicts import mark, word

STRIP = (112, 262)  # where the scale begins and ends, in points
ROW = 17  # height of a group's line
NOBODY = float("nan")  # the value of everyone where it is not known
LEAST_SPAN = 0.04  # of a scale in per cent
BY = {"deprivation": "deprivation fifth", "ethnicity": "ethnic group", "sex": "sex", "age": "age group"}
STANDING = ["metric", "group", "verdict", "lower", "upper"]
NEEDED = [
    *CITED, "title", "group", "value", "lower", "upper", "unit", "decimals", "verdict", "withheld",
    "period",
]  # fmt: skip


def groups(findings: pd.DataFrame, area: str | None, by: str = "deprivation", most: int = 6) -> Charts:
    """Draw the metrics whose groups differ most clearly from everyone in the area.

    findings : a page's slice. area : its code; England when None. by : a breakdown, such as
    ethnicity. most : how many metrics at most. People whose group is not known are drawn
    last. A metric is left out when no known group's interval lies away from everyone's value.
    """
    shown, name = are_groups(findings, area, by), place(findings, area)
    everyone: dict[str, float] = dict(
        zip(*columns_where(findings, are_newest(findings, area), ["metric", "value"]), strict=True)
    )
    chosen = _clearest(records_where(findings, shown, STANDING), everyone)[:most]
    shares = {share.metric: share for share in known_share(findings, area, by)}
    parts: dict[str, list[Any]] = {}
    for row in records_where(findings, shown & findings["metric"].isin(chosen).to_numpy(bool), NEEDED):
        parts.setdefault(row.metric, []).append(row)
    found = [
        _one(part, name, by, everyone.get(metric, NOBODY), shares[metric]) for metric, part in parts.items()
    ]
    return Charts(found, empty=_nothing(bool(shown.any()), name, by))


def _clearest(rows: list[Any], everyone: dict[str, float]) -> list[str]:
    """Give the metrics of which a known group lies away from everyone, the clearest first."""
    away: dict[str, float] = {}
    for row in rows:
        if row.verdict in OUTSTANDING and row.group not in NOT_KNOWN:
            clear = widths_away(row.lower, row.upper, everyone.get(row.metric, NOBODY))
            away[row.metric] = max(clear, away.get(row.metric, clear))
    return sorted(sorted(away), key=lambda metric: away[metric], reverse=True)


def _nothing(published: bool, name: str, by: str) -> str:
    if not published:
        return f"No results by {BY[by]} are published for {name} in these data."
    return f"Nothing is drawn where no known {BY[by]} lies clearly away from everyone in {name}."


def _one(rows: list[Any], name: str, by: str, whole: float, share: Share) -> Chart:
    records = sorted(rows, key=lambda row: (row.group in NOT_KNOWN, row.group))
    first = records[0]
    verdicts = {word(row.verdict) for row in records}
    keys: list[Item] = [
        (each, each) for each in ("better", "similar", "worse", "lower", "higher") if each in verdicts
    ]
    keys += [("england", f"everyone, {bare(whole, first.unit, first.decimals)}")]
    top = depth(first.title, keys)
    page = Sheet(top + ROW * len(records) + LINE + 4)
    heading(page, first.title, keys)
    dots = _draw(page, records, top, whole)
    verdict_marks(page, dots, size=34)
    known = _known(share, by)
    caption = f"{first.title}, {name}, by {BY[by]}, {first.period}, with 95% intervals. {known}"
    return Chart(
        page,
        alt=_alt(records, name, by, whole, known),
        caption=captioned(caption, records),
        lines=_table(records, by),
        name=f"groups {first.metric} {by}",
    )


def _draw(page: Sheet, records: list[Any], top: float, whole: float) -> list[tuple[float, float, str]]:
    """Write each group's words and draw its interval; give where its dot stands, and its verdict."""
    known = [x for row in records for x in (row.lower, row.upper, row.value) if not is_missing(x)]
    known += [whole] if not is_missing(whole) else []
    low, high = _scale(known, records[0].unit)

    def at(x: float) -> float:
        return STRIP[0] + (STRIP[1] - STRIP[0]) * ((x - low) / (high - low) if high > low else 0.5)

    marks: list[Mark] = []
    dots = []
    for line, row in enumerate(records):
        y = top + ROW * (line + 0.5)
        page.write(2, y + 3.5, _label(row.group), color=MUTED if row.group in NOT_KNOWN else INK)
        if is_missing(row.value):
            page.write(STRIP[0], y + 3.5, "withheld" if row.withheld else "no figure", color=MUTED)
            continue
        if not is_missing(row.lower):
            marks.append(("area", at(row.lower), y, at(row.upper), y))
        dots.append((at(row.value), y, word(row.verdict)))
        said = bare(row.value, row.unit, row.decimals)
        page.write(STRIP[1] + 12, y + 3.5, said, weight="bold")
        page.write(STRIP[1] + 18 + 6.4 * len(said), y + 3.5, word(row.verdict))
    foot = top + ROW * len(records)
    if not is_missing(whole):
        marks.append(("england", at(whole), top, at(whole), foot))
    draw(page, marks)
    places = min(int(records[0].decimals), 1)
    for end, side in ((low, "left"), (high, "right")):
        page.write(at(end), foot + LINE, bare(end, records[0].unit, places), color=MUTED, ha=side)
    return dots


def _scale(values: list[float], unit: str) -> tuple[float, float]:
    """Give a scale's ends; at least 4 percentage points apart, so that a sliver does not look a gulf."""
    low, high = min(values), max(values)
    short = LEAST_SPAN - (high - low) if unit == "%" else 0
    if short <= 0:
        return low, high
    low = min(max(low - short / 2, 0), 1 - LEAST_SPAN)
    return low, low + LEAST_SPAN


def _label(group: str) -> str:
    return f"{group} (not known)" if group == "Missing" else str(group)


def _known(share: Share, by: str) -> str:
    if share.share is None:
        return f"How many people have a known {BY[by]} is not published."
    least = "at least " * share.at_least
    return f"The {BY[by]} of {least}{bare(share.share, '%', 0)} of people is known."


def _alt(records: list[Any], name: str, by: str, whole: float, known: str) -> str:
    first = records[0]
    shown = [row for row in records if not is_missing(row.value)]
    said = [
        f"{capital(group_in_words(str(row.group)))}: {number(row.value, row.unit, row.decimals)} "
        f"({interval(row.lower, row.upper, row.unit, row.decimals)}), {word(row.verdict)}"
        for row in shown
    ]
    gone = [group_in_words(str(row.group)) for row in records if is_missing(row.value)]
    everyone = number(whole, first.unit, first.decimals)
    text = f"{first.title} by {BY[by]} in {name}. {known} Everyone: {everyone}. {'; '.join(said)}."
    return f"{text} Without a figure: {listed(gone)}." if gone else text


def _table(records: list[Any], by: str) -> Lines:
    cells = [(str(row.group), value(row), ends(row), mark(row.verdict)) for row in records]
    return Lines(cells, [capital(BY[by]), "Value", "95% interval", "Against everyone in the area"])

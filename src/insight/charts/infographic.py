"""A few numbers of an area, each large, with the words that say what it is a number of."""

import textwrap
from typing import Any

import pandas as pd

from insight.charts.chart import Chart, Charts
from insight.charts.drawing.palette import BAND, FOCUS, MUTED
from insight.charts.drawing.sheet import WIDTH, Sheet
from insight.charts.drawing.target import TARGET
from insight.formats import Lines, bare, number, targets
from insight.formats.rows import CITED, as_records, captioned, newest, place

MOST, ACROSS = 4, 2  # numbers, and how many stand side by side
WIDE, LETTERS, LINE = 172, 29, 13  # points of a card; letters on a line, and its height
BIG, BAR, TOP = 26, 8, 20  # the size of a number, the height of its bar, and what stands above all
NEEDED = [
    "title", "outcome", "subject", "statistic", "unit", "decimals", "period", "value", "status", "audit",
    "audit_short", *TARGET, *CITED,
]  # fmt: skip


def infographic(findings: pd.DataFrame, area: str | None, first: str | None = None) -> Charts:
    """Draw up to four headline numbers of an area as large figures, shares with a bar.

    findings : of an audit. area : its code; England when None. first : the metric that comes
    first; the others follow in the audit's order.
    """
    rows = newest(findings, area)
    rows = rows[rows["headline"].astype(bool) & rows["value"].notna()]
    found = sorted(as_records(rows, NEEDED), key=lambda row: row.metric != first)[:MOST]
    name = place(findings, area)
    if not found:
        return Charts([], empty=f"There is no headline figure for {name}.")
    title = f"{name} at a glance ({found[0].audit_short})"
    chart = Chart(
        _drawn(title, found),
        alt=" ".join([f"{title}.", *(f"{_said(row)}." for row in found)]),
        caption=captioned(f"{title}: the newest headline figures.", found),
        lines=Lines([_cells(row) for row in found], ["Metric", "Period", "Value", "Target"]),
        name=f"infographic {found[0].audit} {area or 'england'}",
    )
    return Charts([chart], empty="")


def _words(row: Any) -> str:
    """Give what a number is a number of."""
    early = ", provisional" if row.status == "provisional" else ""
    if row.statistic == "proportion":
        return f"of {row.subject} were {row.outcome} ({row.period}{early})"
    unit = "" if row.unit == "%" else f"{row.unit}: "
    return f"{unit}{row.outcome} ({row.period}{early})"


def _said(row: Any) -> str:
    value = bare(row.value, row.unit, row.decimals)
    goal = f"; {targets.said(row)}" if targets.judged(row) else ""
    return f"{value} {_words(row)}{goal}"


def _cells(row: Any) -> tuple[str, ...]:
    early = ", provisional" if row.status == "provisional" else ""
    goal = targets.said(row) if targets.judged(row) else "none"
    return (row.title, f"{row.period}{early}", number(row.value, row.unit, row.decimals), goal)


def _drawn(title: str, found: list[Any]) -> Sheet:
    lines = [textwrap.wrap(_words(row), LETTERS) for row in found]
    goals = [textwrap.wrap(targets.said(row), LETTERS) if targets.judged(row) else [] for row in found]
    long = [len(some) + len(goal) for some, goal in zip(lines, goals, strict=True)]
    tall = [BIG + 2 * BAR + 14 + LINE * number_of for number_of in long]
    rows = [max(tall[at : at + ACROSS]) for at in range(0, len(tall), ACROSS)]
    page = Sheet(TOP + sum(rows) + 12 * (len(rows) - 1))
    page.write(2, LINE - 2, title, weight="bold")
    for at, row in enumerate(found):
        down, side = divmod(at, ACROSS)
        top = TOP + sum(rows[:down]) + 12 * down
        _card(page, row, 2 + side * (WIDTH - WIDE - 4), top, lines[at], goals[at])
    return page


def _card(page: Sheet, row: Any, left: float, top: float, lines: list[str], goal: list[str]) -> None:
    """Draw one number: the figure, a bar where it is a share, and its words."""
    page.write(left, top + BIG, bare(row.value, row.unit, row.decimals), color=FOCUS, weight="bold", size=BIG)
    y = top + BIG + BAR
    if row.unit == "%":
        page.area(_box(left, y, WIDE), BAND)
        page.area(_box(left, y, WIDE * min(max(row.value, 0), 1)), FOCUS)
    foot = y + BAR + LINE
    for number_of, words in enumerate(lines):
        page.write(left, foot + LINE * number_of, words)
    for number_of, words in enumerate(goal, start=len(lines)):
        page.write(left, foot + LINE * number_of, words, color=MUTED)


def _box(left: float, top: float, wide: float) -> list[tuple[float, float]]:
    return [(left, top), (left + wide, top), (left + wide, top + BAR), (left, top + BAR)]

"""Series in time: cut where they do not compare, and drawn as lines."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
import pandas as pd

from insight.charts.drawing.palette import FOCUS, INK
from insight.charts.drawing.sheet import Sheet
from insight.charts.drawing.target import TARGET
from insight.formats import cells, number
from insight.formats.numbers import is_missing
from insight.formats.rows import CITED, ENGLAND, are_of, columns_where, records_where

LEAST = 3  # periods that make a trend
NEEDED = [
    "title", "short_name", "period", "period_end", "value", "lower", "upper", "unit", "decimals",
    "england", "status", "step", "revised_from", "withheld", "audit", "topic", "audit_short", "setting",
    *TARGET,
    *CITED,
]  # fmt: skip
EPOCH = date(1970, 1, 1).toordinal()
Series = list[Any]  # records of NEEDED of one metric, oldest first
Line = list[tuple[float, float]]  # n of x and y
Places = dict[tuple[str, pd.Timestamp], int]  # by metric and last day of the period
LOOKS: dict[str, dict] = {
    "area": {"color": FOCUS, "linewidth": 1.6, "capstyle": "round"},
    "england": {"color": INK, "linewidth": 1.6, "linestyle": (0, (3, 2))},
}


def long_enough(findings: pd.DataFrame, chosen: np.ndarray) -> list[str]:
    """Name the metrics that have three periods or more with a value, of an area's rows that are chosen."""
    counts: Counter[str] = Counter()
    for metric, value in zip(*columns_where(findings, chosen, ["metric", "value"]), strict=True):
        counts[metric] += not is_missing(value)
    return [name for name, periods in counts.items() if periods >= LEAST]


def series_of(findings: pd.DataFrame, chosen: np.ndarray, names: Collection[str]) -> dict[str, Series]:
    """Give the series of the metrics named, oldest first, of an area's rows that are chosen."""
    named = findings["metric"].isin(names).to_numpy(bool)
    found: dict[str, Series] = {}
    for row in records_where(findings, chosen & named, NEEDED):
        found.setdefault(row.metric, []).append(row)
    return {name: sorted(rows, key=lambda row: row.period_end) for name, rows in found.items()}


def england_decimals_of(findings: pd.DataFrame, names: Collection[str]) -> Places:
    """Give the decimals of England's values of the metrics named, by metric and last day of the period."""
    chosen = are_of(findings, ENGLAND) & findings["metric"].isin(names).to_numpy(bool)
    metrics, ends, decimals = columns_where(findings, chosen, ["metric", "period_end", "decimals"])
    return dict(zip(zip(metrics, ends, strict=True), decimals, strict=True))


def along(ends: Iterable[date]) -> list[float]:
    """Give days as numbers to measure along an axis."""
    return [float(end.toordinal() - EPOCH) for end in ends]


def days(rows: Series) -> list[float]:
    """Give the last day of each period as a number to measure along an axis."""
    return along(row.period_end for row in rows)


def runs(rows: Series, column: str) -> list[int]:
    """Number the stretches that a line may join: a break in the series or a missing value ends one."""
    missing = accumulate(int(is_missing(getattr(row, column))) for row in rows)
    return [1000 * int(_step(row)) + before for row, before in zip(rows, missing, strict=True)]


def stretches(x: Sequence[float], y: Sequence[float], run: Sequence[int]) -> list[Line]:
    """Give a line through points in pieces of n of x and y, each within one run and without gaps."""
    pieces: list[Line] = []
    before = None
    for across, height, of_run in zip(x, y, run, strict=True):
        if is_missing(height):
            continue
        if of_run != before:
            pieces.append([])
            before = of_run
        pieces[-1].append((across, height))
    return [piece for piece in pieces if len(piece) > 1]


def draw_lines(page: Sheet, who: str, pieces: list[Line]) -> None:
    """Draw lines through time: those of an `area` or of `england`."""
    page.lines(pieces, **LOOKS[who])


def break_days(rows: Series) -> list[float]:
    """Give where along the axis each new step begins: half way from the period before it."""
    found = pairwise(zip(days(rows), map(_step, rows), strict=True))
    return [(before + day) / 2 for (before, earlier), (day, later) in found if later != earlier]


def _step(row: Any) -> float:
    return 0 if is_missing(row.step) else row.step


def told(rows: Series) -> str:
    """Say how a series ran, step by step, for a reader who does not see the line.

    rows : records of NEEDED, oldest first.
    """
    said = []
    shown = [row for row in rows if not is_missing(row.value)]
    steps: dict[float, list[Any]] = {}
    for row in shown:
        steps.setdefault(_step(row), []).append(row)
    for later, (_, part) in enumerate(sorted(steps.items())):
        spoken = [f"{cells.value(row)} in {row.period}" for row in (part[:1] + part[1:][-1:])]
        said.append(("After a change of definition, " if later else "") + ", ".join(spoken) + ".")
    if shown and shown[-1].status == "provisional":
        said.append("The newest figure is provisional.")
    return " ".join(said)


def table_rows(rows: Series, places: Places) -> list[tuple[str, ...]]:
    """Give a series as rows of text: period, value, interval, England, status.

    rows : records of NEEDED, oldest first.
    """
    found: list[tuple[str, ...]] = []
    before = None
    for row in rows:
        status = row.status
        if not is_missing(row.revised_from):
            status += f", revised from {number(row.revised_from, row.unit, row.decimals)}"
        if before is not None and row.step != before:
            status += "; first after a change of definition"
        before = row.step
        england = places.get((row.metric, row.period_end), row.decimals)
        found.append(
            (
                row.period,
                cells.value(row),
                cells.ends(row),
                number(row.england, row.unit, england),
                status,
            )
        )
    return found

"""Series in time: cut where they do not compare, and drawn as lines."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from insight.charts.drawing.palette import FOCUS, INK
from insight.charts.drawing.sheet import Sheet
from insight.charts.drawing.target import TARGET
from insight.formats import cells, number
from insight.formats.rows import CITED, ENGLAND, as_records, by_metric, history

LEAST = 3  # periods that make a trend
NEEDED = [
    "title", "short_name", "period", "period_end", "value", "lower", "upper", "unit", "decimals",
    "england", "status", "step", "revised_from", "withheld", "audit", "topic", "audit_short", "setting",
    *TARGET,
    *CITED,
]  # fmt: skip
Places = dict[tuple[str, pd.Timestamp], int]  # by metric and last day of the period
LOOKS: dict[str, dict] = {
    "area": {"color": FOCUS, "linewidth": 1.6, "capstyle": "round"},
    "england": {"color": INK, "linewidth": 1.6, "linestyle": (0, (3, 2))},
}


def long_enough(findings: pd.DataFrame, area: str | None) -> list[str]:
    """Name the metrics that have three periods or more with a value in an area."""
    rows = as_records(history(findings, area), ["metric", "value"])
    counts = Counter({str(row.metric): 0 for row in rows})
    counts.update(str(row.metric) for row in rows if not pd.isna(row.value))
    return [name for name, periods in counts.items() if periods >= LEAST]


def series_of(
    findings: pd.DataFrame, area: str | None, names: Collection[str]
) -> list[tuple[str, pd.DataFrame]]:
    """Give the series of the metrics named in an area, oldest first."""
    rows = history(findings, area)
    rows = rows.loc[rows["metric"].isin(names), NEEDED]
    parts = dict(by_metric(rows.sort_values("period_end", kind="stable")))
    order = dict.fromkeys(rows["metric"].astype(str))
    return [(name, parts[name].reset_index(drop=True)) for name in order]


def england_decimals_of(findings: pd.DataFrame) -> Places:
    """Give the decimals of England's values, by metric and last day of the period."""
    rows = as_records(history(findings, ENGLAND), ["metric", "period_end", "decimals"])
    return {(str(row.metric), row.period_end): row.decimals for row in rows}


def days(rows: pd.DataFrame) -> np.ndarray:
    """Give the last day of each period as a number to measure along an axis."""
    return along(rows["period_end"].to_numpy())


def along(ends: Sequence[date] | np.ndarray) -> np.ndarray:
    """Give days as numbers to measure along an axis."""
    return np.asarray(ends, "datetime64[D]").astype(float)


def runs(rows: pd.DataFrame, column: str) -> np.ndarray:
    """Number the stretches that a line may join: a break in the series or a missing value ends one."""
    return 1000 * _steps(rows).astype(int) + rows[column].isna().to_numpy().cumsum()


def stretches(x: np.ndarray, y: np.ndarray, run: np.ndarray) -> list[np.ndarray]:
    """Give a line through points in pieces of n of x and y, each within one run and without gaps."""
    kept = ~np.isnan(y)
    points, of_run = np.column_stack([x[kept], y[kept]]), run[kept]
    pieces = np.split(points, np.flatnonzero(of_run[1:] != of_run[:-1]) + 1)
    return [piece for piece in pieces if len(piece) > 1]


def draw_lines(page: Sheet, who: str, pieces: list[np.ndarray]) -> None:
    """Draw lines through time: those of an `area` or of `england`."""
    page.lines(pieces, **LOOKS[who])


def break_days(rows: pd.DataFrame) -> list[float]:
    """Give where along the axis each new step begins: half way from the period before it."""
    x, step = days(rows), _steps(rows)
    new = np.flatnonzero(step[1:] != step[:-1]) + 1
    return ((x[new] + x[new - 1]) / 2).tolist()


def _steps(rows: pd.DataFrame) -> np.ndarray:
    return np.nan_to_num(rows["step"].to_numpy(float, na_value=np.nan))


def told(rows: list[Any]) -> str:
    """Say how a series ran, step by step, for a reader who does not see the line.

    rows : records of NEEDED, oldest first.
    """
    said = []
    shown = [row for row in rows if not pd.isna(row.value)]
    steps: dict[float, list[Any]] = {}
    for row in shown:
        steps.setdefault(0 if pd.isna(row.step) else row.step, []).append(row)
    for later, (_, part) in enumerate(sorted(steps.items())):
        spoken = [f"{cells.value(row)} in {row.period}" for row in (part[:1] + part[1:][-1:])]
        said.append(("After a change of definition, " if later else "") + ", ".join(spoken) + ".")
    if shown and shown[-1].status == "provisional":
        said.append("The newest figure is provisional.")
    return " ".join(said)


def table_rows(rows: list[Any], places: Places) -> list[tuple[str, ...]]:
    """Give a series as rows of text: period, value, interval, England, status.

    rows : records of NEEDED, oldest first.
    """
    found: list[tuple[str, ...]] = []
    before = None
    for row in rows:
        status = row.status
        if pd.notna(row.revised_from):
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

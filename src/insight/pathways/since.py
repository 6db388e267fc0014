"""What has become of a metric since a baseline, with an interval."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from insight.formats.rows import are_of, records_where
from insight.statistics.comparison.difference import difference

COLUMNS = [
    "metric", "period", "period_start", "period_end", "value", "lower", "upper", "step", "status", "unit",
    "decimals", "better",
]  # fmt: skip
LIMITS = ["value", "lower", "upper"]
A_YEAR = pd.DateOffset(years=1)
NAN = float("nan")


class Change(NamedTuple):
    """One metric then and now: now minus then, in its own unit; or why the two cannot be compared."""

    before: Any  # a record of COLUMNS; None where there is none
    now: Any
    value: float
    lower: float
    upper: float
    reason: str | None


def changes(
    findings: pd.DataFrame, area: str, metrics: Iterable[str], baseline: date | None
) -> dict[str, Change]:
    """Give what has become of some metrics of an area, by metric.

    baseline : the last day of the baseline; of the year before the newest period when None. Then is the last
    assured period that had ended by that day, now the newest assured one. Periods that share days, and those
    on two sides of a change of definition, are not compared.
    """
    wanted = set(metrics)
    by_metric: dict[str, list[Any]] = {}
    for row in records_where(findings, are_of(findings, area), COLUMNS):
        if row.metric in wanted and row.status != "provisional" and not pd.isna(row.value):
            by_metric.setdefault(str(row.metric), []).append(row)
    for series in by_metric.values():
        series.sort(key=lambda row: row.period_end)
    pairs = {metric: _pair(series, baseline) for metric, series in by_metric.items()}
    told = {metric: pair for metric, pair in pairs.items() if _reason(*pair) is None}
    moved = _moved(told)
    return {metric: _one(*pair, moved.get(metric)) for metric, pair in pairs.items()}


def _pair(series: list[Any], baseline: date | None) -> tuple[Any, Any]:
    """Give the row of the baseline, None where there is none, and the newest."""
    now = series[-1]
    day = pd.Timestamp(baseline) if baseline is not None else now.period_end - A_YEAR + pd.offsets.MonthEnd(0)
    earlier = [row for row in series if row.period_end <= day]
    return (earlier[-1] if earlier else None), now


def _moved(pairs: dict[str, tuple[Any, Any]]) -> dict[str, tuple[float, float, float]]:
    """Give now minus then, with its interval, of each pair: all at once, as each frame has its price."""
    if not pairs:
        return {}
    before, now = (
        pd.DataFrame({name: np.array([getattr(row, name) for row in rows], float) for name in LIMITS})
        for rows in zip(*pairs.values(), strict=True)
    )
    moved = difference(now, before)
    return dict(zip(pairs, moved.itertuples(index=False, name=None), strict=True))


def _one(before: Any, now: Any, moved: tuple[float, float, float] | None) -> Change:
    if moved is None:
        return Change(before, now, NAN, NAN, NAN, _reason(before, now))
    if pd.isna(moved[1]):
        return Change(before, now, now.value - before.value, NAN, NAN, "no interval is published")
    return Change(before, now, *moved, None)


def _reason(before: Any, now: Any) -> str | None:
    """Say why two rows cannot be compared; None where they can."""
    if before is None:
        return "no earlier period is in these data"
    if before.period_end == now.period_end:
        return "there is no later round yet"
    if before.period_end >= now.period_start:
        return "the two periods share days"
    if before.step != now.step and not (pd.isna(before.step) and pd.isna(now.step)):
        return "the definition changed between the two"
    return None

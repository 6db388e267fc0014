"""Every test of an area, folded away by audit: against others on a funnel, and through time."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from insight.formats import Html, Lines, folded, plural, table
from insight.formats.cells import reason
from insight.formats.numbers import number
from insight.formats.rows import captioned, parted_by_audit, records_by_audit
from insight.formats.signals import (
    assurance,
    cited,
    detectable,
    deviations,
    one_in,
    pair,
    rules,
    rung,
    target,
    tests_of,
    variation,
)

NEEDED = [
    "title", "period", "value", "unit", "decimals", "withheld", "target", "target_source", "exact_z",
    "adjusted_z", "exact_tail", "adjusted_tail", "q", "detectable_lower", "detectable_upper", "rung",
    "reached", "stopped", "claim", "published_status", "variation", "conflict", "assurance", "points",
    "series_reason", "rule",
]  # fmt: skip
ABOUT = ["metric", "audit", "audit_short", "topic", "area", "short_name", "period_end"]
TESTS = [
    "Metric", "Value", "Target and its source", "z: exact | allowing for spread",
    "Chance: exact | allowing for spread", "False discovery (q)", "Would be flagged if", "Rung reached",
    "Why it stopped", "The audit's own status",
]  # fmt: skip
TIME = ["Metric", "Newest", "Points", "Variation", "Shown by", "Assurance", "Rung reached", "Why it stopped"]


def tests(signals: pd.DataFrame, findings: pd.DataFrame, area: str) -> Html:
    """Give each result against others: target, z and chance by both limits, q, and how high it climbed.

    signals, findings : a page's slices. z and chance stand side by side, by the exact limits
    and by those that allow for over-dispersion. "Would be flagged if" is the nearest value on
    each side that would be flagged four times in five.
    """
    rows = tests_of(signals, area, "others")
    about = "each result against others of its kind. Chance is of lying so far on that side."
    return _folded(rows, findings, TESTS, _test, about, "tested against others")


def control(signals: pd.DataFrame, findings: pd.DataFrame, area: str) -> Html:
    """Give what each metric's control chart says, in signs and words, and why where it says nothing."""
    rows = tests_of(signals, area, "time")
    about = "each metric against its own past, by its last assured point."
    return _folded(rows, findings, TIME, _control, about, "through time")


def _folded(
    rows: pd.DataFrame, findings: pd.DataFrame, names: list[str], cells: Callable, about: str, summary: str
) -> Html:
    sources = parted_by_audit(cited(findings, rows))
    parts = []
    for name, part in records_by_audit(rows, [*NEEDED, *ABOUT]).items():
        first = part[0]
        audit = f"{first.topic} ({first.audit_short})"
        unsaid = names[-1] == TESTS[-1] and all(pd.isna(row.published_status) for row in part)
        shown = len(names) - unsaid
        frame = Lines([cells(row)[:shown] for row in part], names[:shown])
        caption = captioned(f"{audit}, {first.short_name}: {about}", sources.get(name, []))
        said = f"{audit}: {plural(len(part), 'metric')} {summary}"
        parts.append({"summary": said, "table": table(frame, caption)})
    every = {"summary": f"Every metric {summary}, audit by audit", "table": folded(parts)}
    return folded([every] if parts else [])


def _test(row: Any) -> tuple:
    tested = pd.notna(row.exact_z)
    return (
        f"{row.title}, {row.period}",
        _value(row),
        target(row) if pd.notna(row.target) else "",
        pair(row.exact_z, row.adjusted_z, deviations),
        pair(row.exact_tail, row.adjusted_tail, one_in),
        f"{row.q:.2g}" if pd.notna(row.q) else "",
        detectable(row) if tested else "",
        rung(row),
        _stopped(row, "called an outlier"),
        row.published_status if pd.notna(row.published_status) else "not published",
    )


def _control(row: Any) -> tuple:
    return (
        f"{row.title}, {row.period}",
        _value(row),
        f"{int(row.points)}" if pd.notna(row.points) else "",
        variation(row),
        rules(row),
        assurance(row),
        rung(row),
        _stopped(row, "called a change"),
    )


def _value(row: Any) -> str:
    shown = pd.notna(row.value)
    return number(row.value, row.unit, row.decimals) if shown else f"No figure: {reason(row)}"


def _stopped(row: Any, called: str) -> str:
    return str(row.stopped) if isinstance(row.stopped, str) else f"reached the top: {called}"

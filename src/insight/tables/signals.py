"""Every test of an area, folded away by audit: against others on a funnel, and through time."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from insight.formats import Html, Lines, folded, plural, table
from insight.formats.cells import value
from insight.formats.numbers import is_missing
from insight.formats.rows import captioned, parted_by_audit, records_where
from insight.formats.signals import (
    are_tests,
    assurance,
    cited,
    detectable,
    deviations,
    one_in,
    pair,
    rules,
    rung,
    target,
    variation,
)

NEEDED = [
    "title", "period", "value", "unit", "decimals", "withheld", "target", "target_source", "exact_z",
    "adjusted_z", "exact_tail", "adjusted_tail", "q", "detectable_lower", "detectable_upper", "rung",
    "reached", "stopped", "claim", "published_status", "variation", "conflict", "assurance", "points",
    "series_reason", "rule",
]  # fmt: skip
ABOUT = ["audit", "audit_short", "topic", "short_name"]
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
    own = are_tests(signals, area, "others")
    about = "each result against others of its kind. Chance is of lying so far on that side."
    return _folded(signals, own, findings, TESTS, _test, about, "tested against others")


def control(signals: pd.DataFrame, findings: pd.DataFrame, area: str) -> Html:
    """Give what each metric's control chart says, in signs and words, and why where it says nothing."""
    own = are_tests(signals, area, "time")
    about = "each metric against its own past, by its last assured point."
    return _folded(signals, own, findings, TIME, _control, about, "through time")


def _folded(
    signals: pd.DataFrame,
    own: np.ndarray,
    findings: pd.DataFrame,
    names: list[str],
    cells: Callable,
    about: str,
    summary: str,
) -> Html:
    """Give the tests that are an area's own, audit by audit."""
    sources = parted_by_audit(cited(findings, signals, own))
    parts = []
    for name, part in parted_by_audit(records_where(signals, own, [*NEEDED, *ABOUT])).items():
        first = part[0]
        audit = f"{first.topic} ({first.audit_short})"
        unsaid = names[-1] == TESTS[-1] and all(is_missing(row.published_status) for row in part)
        shown = len(names) - unsaid
        frame = Lines([cells(row)[:shown] for row in part], names[:shown])
        caption = captioned(f"{audit}, {first.short_name}: {about}", sources.get(name, []))
        said = f"{audit}: {plural(len(part), 'metric')} {summary}"
        parts.append({"summary": said, "table": table(frame, caption)})
    every = {"summary": f"Every metric {summary}, audit by audit", "table": folded(parts)}
    return folded([every] if parts else [])


def _test(row: Any) -> tuple:
    return (
        f"{row.title}, {row.period}",
        value(row),
        "" if is_missing(row.target) else target(row),
        pair(row.exact_z, row.adjusted_z, deviations),
        pair(row.exact_tail, row.adjusted_tail, one_in),
        "" if is_missing(row.q) else f"{row.q:.2g}",
        "" if is_missing(row.exact_z) else detectable(row),
        rung(row),
        _stopped(row, "called an outlier"),
        "not published" if is_missing(row.published_status) else row.published_status,
    )


def _control(row: Any) -> tuple:
    return (
        f"{row.title}, {row.period}",
        value(row),
        "" if is_missing(row.points) else f"{int(row.points)}",
        variation(row),
        rules(row),
        assurance(row),
        rung(row),
        _stopped(row, "called a change"),
    )


def _stopped(row: Any, called: str) -> str:
    return str(row.stopped) if isinstance(row.stopped, str) else f"reached the top: {called}"

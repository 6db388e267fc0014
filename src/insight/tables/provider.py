"""Which audits a trust takes part in, with how many results and cases; then those that are not for it."""

from typing import Any

import pandas as pd

from insight.formats import Html, Lines, bare, compiled, folded, plural, render, table
from insight.formats.rows import as_records, captioned, newest

NAMES = ["Audit", "Participation", "Metrics shown", "Newest period", "Cases held", "Why"]
LINK = compiled('<a href="insight:audit={{ code }}">{{ words }}</a>')
AWAY = "not applicable"
SHOWN = [
    "audit", "topic", "audit_short", "status", "why", "metrics", "shown", "period", "cases", "cases_period",
    "cases_unit", "cases_decimals",
]  # fmt: skip


def took_part(rows: pd.DataFrame, findings: pd.DataFrame, trust: Any) -> Html:
    """Give a line for each audit: whether a trust takes part, how many results are shown, its share of cases.

    rows : as `providers.participation` gives them. findings : the trust page's slice. trust : as
    `providers.trust` gives it. Audits that are not applicable are folded away.
    """
    records = as_records(rows, SHOWN)
    open_to = [row for row in records if row.status != AWAY]
    away = [row for row in records if row.status == AWAY]
    caption = f"Audits and {trust.name}: participation."
    lines = [_line(row) for row in open_to]
    shown = NAMES if any(row.why for row in open_to) else NAMES[:-1]
    made = render("")
    if lines:
        frame = Lines([line[: len(shown)] for line in lines], shown)
        made = table(frame, captioned(caption, newest(findings, trust.code)))
    rest = Lines([(f"{row.topic} ({row.audit_short})", row.why) for row in away], ["Audit", "Why"])
    summary = f"{plural(len(away), 'audit')} not applicable"
    parts = [{"summary": summary, "table": table(rest, f"Audits not applicable to {trust.name}.")}] * bool(
        away
    )
    return made + folded(parts)


def _line(row: Any) -> tuple[object, ...]:
    taken = row.metrics > 0
    return (
        render(LINK, code=row.audit, words=f"{row.topic} ({row.audit_short})"),
        row.status,
        f"{row.shown} of {row.metrics}" if taken else "none",
        row.period if isinstance(row.period, str) else "none",
        _held(row, taken),
        row.why,
    )


def _held(row: Any, taken: bool) -> str:
    if not isinstance(row.cases_period, str):
        return "not published" if taken else ""
    return "withheld" if pd.isna(row.cases) else bare(row.cases, row.cases_unit, row.cases_decimals)

"""What has come of actions since they were agreed: in a sentence, and line by line."""

from collections import Counter
from datetime import date
from typing import Any

import pandas as pd

from insight import definitions
from insight.actions.action import STATES, Action
from insight.actions.log import Log
from insight.formats import (
    Html,
    Lines,
    bare,
    capital,
    compiled,
    day,
    listed,
    plural,
    render,
    sentences,
    table,
)
from insight.formats.html import small
from insight.formats.rows import as_records, history
from insight.formats.written import written

NAMES = ["Action", "Owner", "Start and due", "How it stands", "Measure", "The measure, then and now"]
SIGNS = {"overdue": "▼", "due within three months": "◆", "not due yet": "○", "done": "✓", "stopped": "–"}
STATE = compiled('<span aria-hidden="true">{{ sign }}</span> {{ words }}')
NEEDED = ["metric", "title", "period", "period_end", "value", "unit", "decimals", "withheld"]


def since(log: Log | None, edition: str) -> Html:
    """Say how many actions there are, how each kind stands, and which is longest overdue."""
    if log is None:
        return sentences(["No action has been written down yet. The form below is where to begin."])
    when = definitions.edition(edition).as_at
    count = Counter(one.state(when) for one in log.actions)
    parts = [f"{count[state]} {state}" for state in STATES if count[state]]
    said = [f"Of {plural(len(log.actions), 'action')}, on {day(when)}: {listed(parts)}."]
    overdue = [one for one in log.actions if one.state(when) == "overdue"]
    if overdue:
        late = max(overdue, key=lambda one: one.late(when))
        said.append(f"Longest overdue, by {plural(late.late(when), 'day')}: {late.action} ({late.owner}).")
    return sentences(said)


def told(log: Log | None, findings: pd.DataFrame, edition: str) -> Html:
    """Give every action on a line, what is overdue first, with its measure when it began and now.

    findings : of the ICB. That a measure moved after an action does not show that the action moved it.
    """
    if log is None:
        return render("")
    when = definitions.edition(edition).as_at
    rows: dict[str, list[Any]] = {}
    for row in as_records(history(findings, log.icb).sort_values("period_end"), NEEDED):
        rows.setdefault(str(row.metric), []).append(row)
    ordered = sorted(log.actions, key=lambda one: (STATES.index(one.state(when)), one.due, one.action))
    cells = [
        (
            small(one.action, one.note) if one.note and not log.synthetic else one.action,
            small(one.owner, one.organisation),
            small(f"{day(one.start)} to", day(one.due)),
            _standing(one, when),
            _measure(one, rows.get(one.measure, [])),
            _moved(one, rows.get(one.measure, [])),
        )
        for one in ordered
    ]
    caption = f"What was agreed, and how it stands on {day(when)}. {written(log)}"
    return table(Lines(cells, NAMES), caption)


def _measure(one: Action, rows: list[Any]) -> Html | str:
    name = rows[-1].title if rows else one.measure
    return small(name, f"aim: {one.aim}") if one.aim else name


def _standing(one: Action, when: date) -> Html:
    state = one.state(when)
    words = capital(state)
    if state == "overdue":
        words += f" by {plural(one.late(when), 'day')}; {_status(one)}"
    elif state == "done" and one.done_on:
        words += f" on {day(one.done_on)}" + (
            f", {plural(one.late(when), 'day')} late" if one.late(when) else ""
        )
    elif state != "stopped":
        words += f"; {_status(one)}"
    return render(STATE, sign=SIGNS[state], words=words)


def _status(one: Action) -> str:
    """Give what the log says of an action that is not done on the day the page is of."""
    return f"done later, on {day(one.done_on)}" if one.done_on else one.status


def _moved(one: Action, rows: list[Any]) -> str:
    """Give a measure's last value before an action began, and its newest since."""
    shown = [row for row in rows if pd.notna(row.value)]
    before = [row for row in shown if row.period_end.date() <= one.start]
    after = [row for row in shown if row.period_end.date() > one.start]
    if not rows:
        return "not one of this report's metrics"
    if not before or not after:
        return "no figure yet from after the start" if before else "no figure from before the start"
    parts = [
        f"{bare(row.value, row.unit, int(row.decimals))} ({row.period})" for row in (before[-1], after[-1])
    ]
    return " → ".join(parts)

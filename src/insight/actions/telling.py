"""What has come of actions since they were agreed: in a sentence, and line by line."""

from collections import Counter
from datetime import date
from typing import Any

import pandas as pd

from insight import definitions
from insight.actions.action import STATES, Action, State
from insight.actions.log import Log
from insight.formats import Html, Lines, bare, compiled, day, listed, plural, render, sentences, table
from insight.formats.rows import as_records, history
from insight.formats.written import HEAD
from insight.formats.written import MADE_UP as MADE_UP_WORDS

NAMES = ["Action", "Owner", "Start and due", "How it stands", "Measure", "The measure, then and now"]
SIGNS = {"overdue": "▼", "due within three months": "◆", "not due yet": "○", "done": "✓", "stopped": "–"}
STATE = compiled('<span aria-hidden="true">{{ sign }}</span> {{ words }}')
BELOW = compiled("{{ first }}<br><small>{{ second }}</small>")
NEEDED = ["metric", "title", "period", "period_end", "value", "unit", "decimals", "withheld"]


def as_at(edition: str) -> date:
    """Give the day from which an edition counts what is due."""
    return definitions.edition(edition).as_at


def states(log: Log | None, edition: str) -> dict[State, list[Action]]:
    """Give the actions of a log by how they stand at the edition's date; {} where there is no log."""
    day = as_at(edition)
    found: dict[State, list[Action]] = {state: [] for state in STATES}
    for one in log.actions if log else ():
        found[one.state(day)].append(one)
    return found if log else {}


def since(log: Log | None, edition: str) -> Html:
    """Say how many actions there are, how each kind stands, and which is longest overdue."""
    if log is None or not log.actions:
        return sentences(["No action has been written down yet. The form below is where to begin."])
    when = as_at(edition)
    count = Counter(one.state(when) for one in log.actions)
    parts = [f"{count[state]} {_are(state)}" for state in STATES if count[state]]
    said = [f"Of {plural(len(log.actions), 'action')}, on {day(when)}: {listed(parts)}."]
    late = max(log.actions, key=lambda one: one.late(when) * (one.state(when) == "overdue"))
    if late.state(when) == "overdue":
        said.append(f"Longest overdue, by {plural(late.late(when), 'day')}: {late.action} ({late.owner}).")
    return sentences(said)


def told(log: Log | None, findings: pd.DataFrame, edition: str) -> Html:
    """Give every action on a line, what is overdue first, with its measure when it began and now.

    findings : of the ICB. That a measure moved after an action does not show that the action moved it.
    """
    if log is None or not log.actions:
        return render("")
    when = as_at(edition)
    rows: dict[str, list[Any]] = {}
    for row in as_records(history(findings, log.icb).sort_values("period_end"), NEEDED):
        rows.setdefault(str(row.metric), []).append(row)
    ordered = sorted(log.actions, key=lambda one: (STATES.index(one.state(when)), one.due, one.action))
    cells = [
        (
            one.action,
            render(BELOW, first=one.owner, second=one.organisation),
            render(BELOW, first=f"{day(one.start)} to", second=day(one.due)),
            _standing(one, when),
            rows[one.measure][-1].title if one.measure in rows else one.measure,
            _moved(one, rows.get(one.measure, [])),
        )
        for one in ordered
    ]
    head = f"{HEAD} {MADE_UP_WORDS}" if log.made_up else HEAD
    caption = f"What was agreed, and how it stands on {day(when)}. {head}"
    return table(Lines(cells, NAMES), caption)


def _are(state: State) -> str:
    return f"{state}" if state in ("overdue", "done", "stopped") else state


def _standing(one: Action, when: date) -> Html:
    state = one.state(when)
    words = state[:1].upper() + state[1:]
    if state == "overdue":
        words += f" by {plural(one.late(when), 'day')}; {one.status}"
    elif state == "done" and one.done_on:
        words += f" on {day(one.done_on)}" + (
            f", {plural(one.late(when), 'day')} late" if one.late(when) else ""
        )
    elif state != "stopped":
        words += f"; {one.status}"
    return render(STATE, sign=SIGNS[state], words=words)


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

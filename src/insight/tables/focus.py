"""The focus: each metric with its target, comparator and action, and what has become of it since."""

from typing import Any

import pandas as pd

from insight.formats import Html, Lines, bare, day, interval, points, render, sentences, table
from insight.formats import cards as cell
from insight.formats.html import filled, small
from insight.formats.metrics import NO_STANDARD, standard
from insight.formats.rows import captioned
from insight.formats.verdicts import mark
from insight.formats.written import written

TO_AGREE = "to be agreed"
MEASURES = [
    "Metric and its part",
    "What it counts",
    "Here now",
    "Target",
    "Comparators",
    "In time",
    "Since the baseline",
]
ACTIONS = ["Metric", "Aim", "Who", "Does what", "By when", "How far"]
LINKS = ["What is done", "What should come of it", "What must not suffer", "Why"]


def focus(focus: Any) -> Html:
    """Give the metrics of the focus: part, definition, target, comparators, and change since the baseline."""
    if not focus.measures:
        return render("")
    cells = [_measure(one) for one in focus.measures]
    caption = captioned(f"The focus: {focus.title}.", [one.card.row for one in focus.measures])
    return table(Lines(cells, MEASURES), caption)


def actions(focus: Any, log: Any) -> Html:
    """Give who does what by when for each metric of the focus; a line to fill where nothing was agreed.

    log : the area's actions (see actions.Log), or None.
    """
    if not focus.measures:
        return render("")
    agreed = {} if log is None else _by_measure(log)
    cells = []
    for one in focus.measures:
        name, said = str(one.card.row.metric), _aim(one.card)
        if one.role == "balancing" and name not in agreed:
            continue
        for action in agreed.get(name, [None]):
            cells.append((one.card.row.title, *_action(action, said)))
    whose = f" {written(log)}" if agreed else ""
    return table(Lines(cells, ACTIONS), f"Who does what by when for the focus.{whose}")


def links(focus: Any) -> Html:
    """Give what should lead to what among the metrics of the focus."""
    if not focus.drivers:
        return sentences(["No link from what is done to what comes of it is recorded here."])
    titles = {str(one.card.row.metric): one.card.row.title for one in focus.measures}
    cells = [
        (
            titles.get(link.process, link.process),
            titles.get(link.outcome, link.outcome),
            titles.get(link.balancing, "none recorded") if link.balancing else "none recorded",
            link.because,
        )
        for link in focus.drivers
    ]
    return table(
        Lines(cells, LINKS), "What should lead to what. That two things move together does not show it."
    )


def _measure(one: Any) -> tuple:
    card = one.card
    row = card.row
    about = small(row.title, f"{one.role} measure; {row.audit_short}")
    counts = f"{row.numerator_words}, of: {row.denominator_words}"
    target = standard(row)
    return (
        about,
        counts,
        cell.here(card),
        target if target != NO_STANDARD else _aim(card),
        _comparators(card),
        cell.in_time(card),
        _change(one.change),
    )


def _aim(card: Any) -> str:
    """Give what to aim for: the standard, or else the median of similar areas."""
    row, gap = card.row, card.gap
    if pd.notna(row.target):
        return standard(row)
    if gap is not None and pd.notna(gap.peer_median):
        return f"{bare(gap.peer_median, row.unit, row.decimals)}, the median of similar ICBs"
    england = row.england if card.own else row.value
    return f"{bare(england, row.unit, row.decimals)}, England's value" if pd.notna(england) else TO_AGREE


def _comparators(card: Any) -> Html | str:
    gap, said = card.gap, cell.around(card)
    if gap is None or pd.isna(gap.peer_median):
        return said
    median = f"similar ICBs, median {bare(gap.peer_median, card.row.unit, card.row.decimals)}"
    return small(said, median)


def _change(change: Any) -> Html | str:
    """Give what has become of a metric since the baseline, with its interval; or why that cannot be said."""
    if change is None:
        return "no figure for this area"
    if change.reason is not None and pd.isna(change.value):
        return f"Not compared: {change.reason}"
    now = change.now
    scale = 100 if now.unit == "%" else 1
    moved = points(change.value, now.unit, now.decimals)
    ends = interval(scale * change.lower, scale * change.upper, "", now.decimals)
    said = f"{moved} (95% interval {ends})" if pd.notna(change.lower) else f"{moved} ({change.reason})"
    then = f"from {bare(change.before.value, now.unit, now.decimals)} in {change.before.period}"
    return small(said, filled("{} {}", _way(change), then))


def _way(change: Any) -> Html | str:
    """Say whether a change is clear, and for better or worse."""
    better = change.now.better
    if pd.isna(change.lower) or change.lower <= 0 <= change.upper:
        return "no clear change"
    up = change.value > 0
    if better == "neither":
        return mark("higher" if up else "lower")
    return mark("better" if up == (better == "higher") else "worse")


def _action(action: Any, aim: str) -> tuple[Any, ...]:
    if action is None:
        return (aim, TO_AGREE, TO_AGREE, TO_AGREE, "not begun")
    who = small(action.owner, action.organisation)
    return (action.aim or aim, who, action.action, day(action.due), action.status)


def _by_measure(log: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for action in log.actions:
        found.setdefault(action.measure, []).append(action)
    return found

"""Improvement goals: from where, to where, until when, and how much of the way has been gone."""

from typing import Any

import pandas as pd

from insight.formats import Html, Lines, bare, day, linked, number, plural, table, targets
from insight.formats.rows import LEVELS, as_records, captioned, history, is_synthetic, is_word
from insight.programmes.cells import paragraph
from insight.programmes.loading import Described
from insight.programmes.programme import Goal

NEEDED = [
    "metric", "period", "period_end", "value", "lower", "upper", "unit", "decimals", "status", "step",
    "withheld", "source_title", "published", "age_months", "synthetic",
]  # fmt: skip
OURS = "an example by Insight, not a national goal"
REACHED, AWAY, UNCLEAR = "reached", "moved away from the goal", "no clear change"


def goals(described: Described, findings: pd.DataFrame) -> Html:
    """Give each improvement goal with its baseline, England's newest assured value, and the progress made.

    findings : of the audit. A baseline that nobody published is the first assured value since the
    last change of definition, so that like is compared with like. Progress is the share of the
    way from the baseline to the target that has been gone; where the newest value's 95% interval
    holds the baseline, no change is clear. Goals of our own show what can be shown, in editions of
    made-up data alone.
    """
    asked = [goal for goal in described.programme.goals if not goal.ours or is_synthetic(findings)]
    if not asked:
        return paragraph("No improvement goal is written down for this audit.")
    rows = history(findings, None)
    rows = rows[rows["value"].notna() & (rows["status"] != "provisional")]
    rows = rows.sort_values("period_end", kind="stable")
    wanted = [goal.metric for goal in asked]
    known: dict[str, list[Any]] = {}
    for row in as_records(rows[rows["metric"].isin(wanted)], NEEDED):
        known.setdefault(str(row.metric), []).append(row)
    cells = [
        _each(goal, described, findings) if goal.each else _one(goal, described, known.get(goal.metric, []))
        for goal in asked
    ]
    names = ["Goal", "From", "Newest", "To", "By", "Progress", "Whose goal"]
    shown = [row for found in known.values() for row in found]
    caption = captioned(f"Improvement goals of {described.audit.short}, for England.", shown)
    return table(Lines(cells, names), caption)


def progress(baseline: float, now: float, target: float) -> str:
    """Say how much of the way from a baseline to a target has been gone.

    >>> progress(0.5, 0.6, 0.9), progress(15, 12, 4), progress(0.5, 0.45, 0.9), progress(0.5, 0.95, 0.9)
    ('25% of the way', '27% of the way', 'moved away from the goal', 'reached')
    """
    way = target - baseline
    if (now >= target) if way >= 0 else (now <= target):
        return REACHED
    gone = (now - baseline) / way
    return AWAY if gone < 0 else f"{bare(gone, '%', 0)} of the way"


def _one(goal: Goal, described: Described, rows: list[Any]) -> tuple:
    metric = described.metric(goal.metric)
    target = bare(goal.target, metric.unit, targets.places(goal.target, metric.unit))
    whose = OURS if goal.ours else linked(str(goal.source), goal.link)
    ends = (target, day(goal.by))
    if not rows:
        published = "" if goal.baseline is None else number(goal.baseline, metric.unit, metric.places)
        return (metric.title, published or "no figure", "no figure", *ends, "cannot be told", whose)
    last = rows[-1]
    first = next(row for row in rows if _step(row) == _step(last))
    now = f"{bare(last.value, last.unit, last.decimals)}, {last.period}"
    start = (first.value, first.period) if goal.baseline is None else (goal.baseline, goal.baseline_period)
    said = bare(start[0], metric.unit, first.decimals) + (f", {start[1]}" if start[1] else "")
    if goal.baseline is None and first is last:
        return (metric.title, said, now, *ends, "nothing to compare with yet", whose)
    gone = progress(float(start[0]), float(last.value), goal.target)
    same = gone != REACHED and last.lower <= start[0] <= last.upper
    return (metric.title, said, now, *ends, UNCLEAR if same else gone, whose)


def _each(goal: Goal, described: Described, findings: pd.DataFrame) -> tuple:
    """Give a goal that every area of a kind is asked to reach: how many do, by their newest assured value."""
    metric = described.metric(goal.metric)
    rows = findings[is_word(findings, "area_type", str(goal.each)) & is_word(findings, "breakdown", "all")]
    rows = rows[(rows["metric"] == goal.metric) & rows["value"].notna() & (rows["status"] != "provisional")]
    newest = rows.sort_values("period_end", kind="stable").drop_duplicates("area", keep="last")
    value = newest["value"]
    reached = int((value <= goal.target if metric.better == "lower" else value >= goal.target).sum())
    one, many = LEVELS[str(goal.each)]
    target = f"every {one} {bare(goal.target, metric.unit, targets.places(goal.target, metric.unit))}"
    whose = OURS if goal.ours else linked(str(goal.source), goal.link)
    gone = f"reached by {reached} of {plural(len(newest), one, many)}" if len(newest) else "cannot be told"
    period = f"{newest['period'].iloc[-1]}" if len(newest) else "no figure"
    return (metric.title, "", period, target, day(goal.by), gone, whose)


def _step(row: Any) -> float:
    return 0 if pd.isna(row.step) else row.step

"""What has changed in an area: signals in time, and what improved most."""

from typing import Any

import pandas as pd

from insight.formats import Html, bare, capital, difference, interval, plural, sentences
from insight.formats.numbers import is_missing
from insight.formats.rows import ENGLAND, LEVELS, place, records_where
from insight.formats.signals import ENOUGH, TOP, are_tests, rules, way
from insight.formats.words import MONTHS
from insight.narrative.lists import Item, Part, asked, lists
from insight.narrative.sentences import measured

BECAME = {
    "better": "has improved",
    "worse": "has become worse",
    "higher": "has risen",
    "lower": "has fallen",
}
USUAL = "common cause"  # how a series that moves as usual is called
NEEDED = [
    "metric", "audit_short", "title", "outcome", "subject", "statistic", "unit", "decimals", "short_name",
    "area_type", "period", "value", "direction", "rule", "since", "rung", "reached", "stopped", "prompt",
    "variation", "conflict", "caveat", "claim", "points",
]  # fmt: skip
IMPROVED = [
    "area", "title", "short_name", "area_type", "unit", "decimals", "before", "before_period", "value",
    "period", "change", "change_lower", "change_upper", "areas", "audit_short",
]  # fmt: skip


def changes(signals: pd.DataFrame, area: str | None) -> Html:
    """Tell which metrics of an area have changed, and count those that move as usual or cannot be judged.

    signals : a page's tests. area : its code; England when None. Only a result at the top of the ladder is
    said to have changed.
    """
    rows = records_where(signals, are_tests(signals, area or ENGLAND, "time"), NEEDED)
    judged = [row for row in rows if not is_missing(row.variation)]
    moving = [row for row in judged if row.variation != USUAL]
    claims = [row for row in judged if not is_missing(row.claim)]
    rest = [row for row in moving if is_missing(row.claim)]
    name = place(signals, area or ENGLAND)
    said = [f"{name}: {plural(len(claims), 'metric')} of {len(judged)} with enough points has changed."]
    if len(claims) != 1:
        said = [f"{name}: {len(claims) or 'none'} of {plural(len(judged), 'metric')} with enough points "]
        said[0] += "have changed." if len(claims) else "has changed."
    if not judged:
        said = [f"{name}: no metric has points enough to tell whether it has changed."]
    else:
        said[0] += f" {capital(plural(len(judged) - len(moving), 'moves', 'move'))} as usual."
    said += _too_few(rows)
    parts = [Part("", [_changed(row) for row in claims])]
    more = [_not_called(row) for row in rest]
    summary = (
        f"{plural(len(rest), 'metric moves', 'metrics move')} more than usual and is not called a change"
    )
    parts.append(Part("", more, 0, summary if len(rest) == 1 else summary.replace(" is ", " are ")))
    return sentences(said) + lists(parts)


def improved(improved: pd.DataFrame, area: str) -> Html:
    """Tell what improved most: from the worst fifth a year before to the better half.

    improved : the changes of a year, of an area and the NHS trusts based there.
    """
    if improved.empty:
        return sentences(["Nothing can be compared with a year before."])
    rows = records_where(improved, improved["improved"].to_numpy(bool), IMPROVED)
    rows.sort(key=lambda row: row.area != area)
    if not rows:
        return sentences(["Nothing went from the worst fifth a year ago to the better half."])
    lead = (
        f"{plural(len(rows), 'result')} went from the worst fifth a year before to the better half, by more "
        "than chance does. Some of the worst come nearer to the others by chance alone."
    )
    items = [_improved(row) for row in rows]
    return sentences([lead]) + lists([Part("", items)])


def _changed(row: Any) -> Item:
    said = f"{measured(row)}: it {BECAME[row.direction]}{_since(row)}, by {rules(row)}."
    notes = [_both()] if row.conflict else []
    notes += [f"Left open: {row.caveat}."] if isinstance(row.caveat, str) else []
    return Item(
        row.title, said, way(row), f"{row.audit_short}, {row.period}", notes, asked(row, row.direction)
    )


def _not_called(row: Any) -> Item:
    said = f"{measured(row)}. Shown by {rules(row)}{_since(row)}. "
    said += f"Reached rung {row.rung} of {TOP}, {row.reached}" if row.rung else "Reached no rung"
    said += f"; stopped as {row.stopped}."
    notes = [_both()] if row.conflict else []
    return Item(row.title, said, "", f"{row.audit_short}, {row.period}", notes)


def _both() -> str:
    return "Improvement and concern show at once; neither is left out."


def _since(row: Any) -> str:
    if is_missing(row.since):
        return ""
    return f" since the period that ended in {MONTHS[row.since.month - 1]} {row.since.year}"


def _too_few(rows: list[Any]) -> list[str]:
    few = len([row for row in rows if is_missing(row.variation) and 0 < row.points < ENOUGH])
    if not few:
        return []
    has = plural(few, "metric has", "metrics have")
    return [f"{has} fewer than {ENOUGH} points since the last break, too few to judge."]


def _improved(row: Any) -> Item:
    size = difference(row.change, row.unit, row.decimals)
    low, high = sorted((abs(row.change_lower), abs(row.change_upper)))
    scale = 100 if row.unit == "%" else 1
    ends = interval(scale * low, scale * high, "", row.decimals)
    place = f"{'At' if row.area_type == 'trust' else 'In'} {row.short_name}"
    said = (
        f"{place}, from {bare(row.before, row.unit, row.decimals)} in {row.before_period}, in the worst "
        f"fifth of {plural(int(row.areas), *LEVELS[row.area_type])}, to "
        f"{bare(row.value, row.unit, row.decimals)} in {row.period}, in the better half: a change of {size} "
        f"(95% interval {ends})."
    )
    return Item(row.title, said, "", row.audit_short)

"""What has changed in an area: signals in time, and what improved most."""

from typing import Any

import pandas as pd

from insight.formats import Html, bare, capital, difference, interval, plural
from insight.formats.rows import ENGLAND, LEVELS, as_records, place
from insight.formats.signals import ENOUGH, TOP, rules, tests_of, way
from insight.formats.words import MONTHS
from insight.narrative.lists import Item, Part, asked, lists, sentences
from insight.narrative.sentences import measured

BECAME = {
    "better": "has improved",
    "worse": "has become worse",
    "higher": "has risen",
    "lower": "has fallen",
}
NEEDED = [
    "metric", "audit_short", "title", "outcome", "subject", "statistic", "unit", "decimals", "short_name",
    "area_type", "period", "value", "direction", "rule", "since", "rung", "reached", "stopped", "prompt",
    "variation", "conflict", "caveat",
]  # fmt: skip
IMPROVED = [
    "title", "short_name", "area_type", "unit", "decimals", "before", "before_period", "value", "period",
    "change", "change_lower", "change_upper", "areas", "audit_short",
]  # fmt: skip


def changes(signals: pd.DataFrame, area: str | None) -> Html:
    """Tell which metrics of an area have changed, and count those that move as usual or cannot be judged.

    signals : a page's tests. area : its code; England when None. Only a result at the top of the ladder is
    said to have changed.
    """
    rows = tests_of(signals, area or ENGLAND, "time")
    judged = rows[rows["variation"].notna()]
    usual = judged["variation"] == "common cause"
    claims, rest = judged[judged["claim"].notna()], judged[judged["claim"].isna() & ~usual]
    name = place(signals, area or ENGLAND)
    said = [f"{name}: {plural(len(claims), 'metric')} of {len(judged)} with enough points has changed."]
    if len(claims) != 1:
        said = [f"{name}: {len(claims) or 'none'} of {plural(len(judged), 'metric')} with enough points "]
        said[0] += "have changed." if len(claims) else "has changed."
    if judged.empty:
        said = [f"{name}: no metric has points enough to tell whether it has changed."]
    else:
        said[0] += f" {capital(plural(int(usual.sum()), 'moves', 'move'))} as usual."
    said += _too_few(rows)
    parts = [Part("", [_changed(row) for row in as_records(claims, NEEDED)])]
    more = [_not_called(row) for row in as_records(rest, NEEDED)]
    summary = (
        f"{plural(len(rest), 'metric moves', 'metrics move')} more than usual and is not called a change"
    )
    parts.append(Part("", more, 0, summary if len(rest) == 1 else summary.replace(" is ", " are ")))
    return sentences(said) + lists(parts)


def improved(improved: pd.DataFrame, area: str) -> Html:
    """Tell what improved most: from the worst fifth a year before to the better half.

    improved : the changes of a year, of an area and the NHS trusts based there.
    """
    rows = improved[improved["improved"].astype(bool)]
    rows = rows.assign(own=rows["area"] == area).sort_values("own", ascending=False, kind="stable")
    if improved.empty:
        return sentences(["Nothing can be compared with a year before."])
    if rows.empty:
        return sentences(["Nothing went from the worst fifth a year ago to the better half."])
    lead = (
        f"{plural(len(rows), 'result')} went from the worst fifth a year before to the better half, by more "
        "than chance does. Some of the worst come nearer to the others by chance alone."
    )
    items = [_improved(row) for row in as_records(rows, IMPROVED)]
    return sentences([lead]) + lists([Part("", items)])


def _changed(row: Any) -> Item:
    said = f"{measured(row)}: it {BECAME[row.direction]}{_since(row)}, by {rules(row)}."
    notes = [_both()] if row.conflict else []
    notes += [f"Left open: {row.caveat}."] if isinstance(row.caveat, str) else []
    return Item(row.title, said, way(row), f"{row.audit_short}, {row.period}", notes, asked(row))


def _not_called(row: Any) -> Item:
    said = f"{measured(row)}. Shown by {rules(row)}{_since(row)}. "
    said += f"Reached rung {row.rung} of {TOP}, {row.reached}" if row.rung else "Reached no rung"
    said += f"; stopped as {row.stopped}."
    notes = [_both()] if row.conflict else []
    return Item(row.title, said, "", f"{row.audit_short}, {row.period}", notes)


def _both() -> str:
    return "Improvement and concern show at once; neither is left out."


def _since(row: Any) -> str:
    if pd.isna(row.since):
        return ""
    return f" since the period that ended in {MONTHS[row.since.month - 1]} {row.since.year}"


def _too_few(rows: pd.DataFrame) -> list[str]:
    few = int((rows["variation"].isna() & (rows["points"] < ENOUGH) & (rows["points"] > 0)).sum())
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

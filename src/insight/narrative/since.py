"""What the figures did after a recommendation was made: each clause from a field."""

from collections.abc import Sequence
from typing import Any

from insight.formats import Html, capital, difference, listed, plural, sentences
from insight.formats.numbers import ends, finer
from insight.formats.signals import RULES
from insight.formats.verdicts import SIGNS, mark
from insight.narrative.lists import Item, Part, lists
from insight.narrative.sentences import SYNTHETIC

ALPHA = 0.05  # of series in which nothing changed, the share called changed
ASSOCIATION = (
    "Association is not cause: that figures moved after a recommendation does not show that it moved them. "
    "Nor is a change that was not detected a change that did not happen: with few periods only a large one "
    "can be told from chance."
)
METHOD = (
    "One straight line is fitted to the periods that ended before the recommendation and another to "
    "those that began after it, with errors that allow for neighbouring periods being alike. A change is "
    "called only if the jump or the change of slope is further from nothing than in 95 of 100 series in "
    "which nothing happens; where neighbouring periods are very alike, about 10 of 100 such series are "
    "called changed and not 5. Eight periods before and four after are needed, of one definition and final. "
    "Beside it stands whether a later period lies beyond control limits set by the periods before; "
    "limits from so few are crossed in about one series in five by chance."
)
WAYS = {
    "better": "for the better",
    "worse": "for the worse",
    "higher": "upwards",
    "lower": "downwards",
    "mixed": "one way at once and the other way since",
}


def since(measured: Sequence[Any]) -> Html:
    """Tell what each metric that a recommendation names did after it was made.

    measured : as recommendations.since gives it.
    """
    if not measured:
        return sentences(["No recommendation here names a metric."])
    changed = [one for one in measured if one.way is not None]
    still = [one for one in measured if one.why is None and one.way is None]
    untold = [one for one in measured if one.why is not None]
    made_up = [SYNTHETIC] if any(_synthetic(one) for one in measured) else []
    parts = [
        Part("", [_item(one) for one in changed]),
        Part("", [_item(one) for one in still], 0, f"No change was detected in {_series(len(still))}"),
        Part(
            "",
            [_item(one) for one in untold],
            0,
            f"{capital(_series(len(untold)))} cannot be judged, and why",
        ),
    ]
    said = [*made_up, _summary(changed, len(still), len(untold))]
    return sentences(said) + lists(parts) + sentences([ASSOCIATION])


def how_changed() -> Html:
    """Say how a change since a recommendation is told from chance."""
    return sentences([METHOD])


def measured(one: Any) -> str:
    """Say what a metric did in an area after a recommendation, or why that cannot be told."""
    where = f"{'At' if one.rows and one.rows[-1].area_type == 'trust' else 'In'} {one.place}"
    if one.why is not None:
        return f"{where} it cannot be told whether this changed after {_made(one)}: {one.why}."
    found = one.found
    counted = f"{plural(found.before, 'period')} before and {found.after} after, to {one.rows[-1].period}"
    head = f"changed {WAYS[one.way]}" if one.way else "did not detectably change"
    return f"{where} this {head} after {_made(one)} ({counted}). {_moved(one)} {_beside(one)}"


def _summary(changed: Sequence[Any], still: int, untold: int) -> str:
    told = len(changed) + still
    if not told:
        return f"Recommendations name metrics here in {_series(untold)}; none can be judged."
    ways: dict[str, int] = {}
    for one in changed:
        ways[WAYS[one.way]] = ways.get(WAYS[one.way], 0) + 1
    how = f": {listed(f'{count} {way}' for way, count in ways.items())}" if ways else ""
    chance = f"{ALPHA * told:.1f}".removesuffix(".0")
    rest = f" {untold} more cannot be judged." if untold else ""
    return (
        f"Of {_series(told)} that can be judged, {len(changed) or 'none'} changed after a recommendation "
        f"that names the metric{how}. About {chance} would be called changed by chance.{rest}"
    )


def _item(one: Any) -> Item:
    document = one.asked.document
    dated = f"{document.title}, {one.asked.recommendation.number}" + (
        ", made up" if document.synthetic else ""
    )
    return Item(one.title, measured(one), mark(one.way) if one.way in SIGNS else "", dated)


def _synthetic(one: Any) -> bool:
    return bool(one.asked.document.synthetic) or any(row.synthetic is True for row in one.rows[-1:])


def _series(many: int) -> str:
    return plural(many, "series", "series")


def _made(one: Any) -> str:
    return "it was recommended" if one.made.latest is None else str(one.made.text)


def _moved(one: Any) -> str:
    """Say how far the level and the slope moved, with the interval of each."""
    row, found = one.rows[-1], one.found
    level, slope = _far(found.level, row, "above", "below"), _far(found.slope, row, "higher", "lower")
    return (
        f"The first period after stands {level[0]} the line before, gone on ({level[1]}); the slope from "
        f"each {one.step} to the next is {slope[0]} than before ({slope[1]})."
    )


def _far(part: Any, row: Any, over: str, under: str) -> tuple[str, str]:
    places = finer(row.decimals)
    size = difference(part.value, row.unit, places)
    around = ends(part.lower, part.upper, row.unit, places)
    return f"{size} {over if part.value >= 0 else under}", f"95% interval {around}"


def _beside(one: Any) -> str:
    if not one.limits:
        return "There are too few periods for control limits."
    before = plural(one.found.before, "period")
    if one.signal is None:
        return f"Control limits set by the {before} before pick out no later period."
    said = (
        f"Control limits set by the {before} before pick out {one.signal.period}, which is {one.signal.side}"
    )
    return f"{said}: {RULES[one.signal.rule]}."

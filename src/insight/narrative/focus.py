"""What the focus is, whether anybody agreed it, and what its numbers cannot show."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from insight.formats import Html, day, listed, plural, sentences

ATTRIBUTION = (
    "Association is not attribution: that a result moved after a change here does not show that the change "
    "moved it. The charts and the comparators say whether it moved more than usual, and more than elsewhere."
)


def focus(focus: Any) -> Html:
    """Say what the focus is and how it was come by, count its kinds of measure, and what has clearly changed.

    focus : as pathways.focus gives it.
    """
    if not focus.measures:
        return sentences(
            ["No focus was agreed, and nothing in these data speaks for one topic before another."]
        )
    how = "as agreed" if focus.agreed else "proposed by the ranking, and not agreed by anybody"
    said = [f"The focus is {focus.title}: {how}. {_kinds(focus.measures)}", *_changes(focus)]
    if focus.missing:
        said.append(f"No figure of {plural(len(focus.missing), 'agreed metric')} is in these data.")
    return sentences([*said, ATTRIBUTION])


def _kinds(measures: Sequence[Any]) -> str:
    """Count measures by their part, and say which part is not there."""
    counts: dict[str, int] = {}
    for one in measures:
        counts[one.role] = counts.get(one.role, 0) + 1
    kinds = listed(f"{count} {role}" for role, count in counts.items())
    said = f"Its {plural(len(measures), 'measure')}: {kinds}."
    none = [role for role in ("process", "outcome", "balancing") if role not in counts]
    return f"{said} None here is a measure of {listed(none)}." if none else said


def _changes(focus: Any) -> list[str]:
    """Count what has clearly changed since the baseline."""
    told = [one.change for one in focus.measures if one.change is not None and pd.notna(one.change.lower)]
    if not told:
        return ["None of them can be compared with a baseline."]
    clear = [one for one in told if one.lower > 0 or one.upper < 0]
    judged = [one for one in clear if one.now.better != "neither"]
    better = sum((one.value > 0) == (one.now.better == "higher") for one in judged)
    since = f"the period to {day(focus.baseline)}" if focus.baseline else "a year before"
    return [
        f"Since {since}, {better or 'none'} of {plural(len(told), 'measure')} that can be compared clearly "
        f"improved and {(len(judged) - better) or 'none'} clearly became worse, each by its 95% interval."
    ]

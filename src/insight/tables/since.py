"""What each metric that a recommendation names did after it was made, area by area."""

from collections.abc import Sequence
from typing import Any

from insight.formats import Html, Lines, number, points, render, table
from insight.formats.html import small
from insight.formats.numbers import ends, finer
from insight.formats.rows import captioned
from insight.formats.verdicts import mark

NAMES = [
    "Metric, and who asked", "Where", "Recommended", "Periods before and after", "Jump (95% interval)",
    "Change of slope (95% interval)", "What can be said", "Control limits from before",
]  # fmt: skip
NONE, MIXED = "no change detected", "changed both ways"
CAPTION = (
    "Metrics before and after a recommendation that names them. The jump is at the first period after, from "
    "where the line before would have been. Association, not cause."
)


def since(measured: Sequence[Any]) -> Html:
    """Give each metric with the jump and the change of slope after a recommendation, or why neither is told.

    measured : as recommendations.since gives it.
    """
    if not measured:
        return render("<p>{{ words }}</p>", words="No recommendation here names a metric.")
    caption = captioned(CAPTION, [row for one in measured for row in one.rows[-1:]])
    return table(Lines([_cells(one) for one in measured], NAMES), caption)


def _cells(one: Any) -> tuple[object, ...]:
    found = one.found
    head = (
        small(one.title, f"{one.asked.document.title}, {one.asked.recommendation.number}"),
        one.place,
        one.made.text,
    )
    many = f"{found.before} and {found.after}" if found else ""
    if one.why is not None:
        return (*head, many, "", "", f"cannot tell: {one.why}", "")
    last = one.rows[-1]
    said = NONE if one.way is None else MIXED if one.way == "mixed" else mark(one.way)
    slope = f"{_part(found.slope, last)} a {one.step}"
    return (*head, many, _part(found.level, last), slope, said, _signal(one))


def _part(part: Any, row: Any) -> str:
    places = finer(row.decimals)
    size = points(part.value, row.unit, places) if row.unit == "%" else number(part.value, row.unit, places)
    return f"{size} ({ends(part.lower, part.upper, row.unit, places)})"


def _signal(one: Any) -> str:
    if not one.limits:
        return "too few periods"
    return f"{one.signal.period} is {one.signal.side}" if one.signal else "nothing beyond them"

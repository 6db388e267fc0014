"""What audits ask of ICBs now, as they set it out: recommendation, audience, result, standard, by when."""

from collections.abc import Sequence
from typing import Any

from insight.formats import Html, Lines, capital, day, render, table
from insight.formats.html import small

NAMES = ["Asked", "Of whom", "What was found", "Guidance or standard", "By when", "Measured by"]
NO_DAY, NOT_SAID = "no day given; to be agreed", "not said"


def asks(current: Sequence[Any], as_at: Any) -> Html:
    """Give asks in the order in which they fall due, in groups by whether that is past.

    current : as recommendations.current gives it. as_at : the day.
    """
    if not current:
        return render("<p>{{ words }}</p>", words="No recommendation asks anything of ICBs.")
    caption = f"What is asked of ICBs, as at {day(as_at)}. Whether it has been done is not told here."
    made_up = any(one.asked.document.synthetic for one in current)
    return table(
        Lines([_cells(one) for one in current], NAMES),
        f"{'Synthetic data. ' if made_up else ''}{caption}",
        groups=[capital(one.due.state) for one in current],
    )


def _cells(one: Any) -> tuple[object, ...]:
    ask, recommendation, document = one.asked.ask, one.asked.recommendation, one.asked.document
    made_up = ", made up" if document.synthetic else ""
    said = small(ask.what, f"{recommendation.summary} {document.title}, {recommendation.number}{made_up}")
    measures = "; ".join([*one.measures, *([ask.measured_otherwise] if ask.measured_otherwise else [])])
    when = NO_DAY if ask.by_when is None else capital(one.due.words)
    return (
        said, small(ask.who, f"The document says: {'; '.join(recommendation.audience)}"),
        recommendation.result or NOT_SAID, recommendation.standard or NOT_SAID, when, measures,
    )  # fmt: skip

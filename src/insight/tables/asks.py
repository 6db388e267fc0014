"""What ICBs are asked as audits set it out: recommendation, audience, result, standard, by when, measure."""

from collections.abc import Sequence
from typing import Any

from insight.formats import Html, Lines, capital, render, table
from insight.formats.html import small

NAMES = ["Asked", "Of whom", "What was found", "Guidance or standard", "By when", "Measured by"]
NO_DAY, NOT_SAID = "no day given; to be agreed", "not said"


def asks(current: Sequence[Any]) -> Html:
    """Give what led to each ask and what would show it done, in the order in which they fall due.

    current : as recommendations.current gives it.
    """
    if not current:
        return render("<p>{{ words }}</p>", words="No recommendation asks anything of ICBs.")
    made_up = "Synthetic data. " * any(one.asked.document.synthetic for one in current)
    caption = f"{made_up}What led to what is asked of ICBs, and what would show it done."
    return table(Lines([_cells(one) for one in current], NAMES), caption)


def _cells(one: Any) -> tuple[object, ...]:
    ask, recommendation, document = one.asked
    made_up = ", made up" if document.synthetic else ""
    said = small(ask.what, f"{recommendation.summary} {document.title}, {recommendation.number}{made_up}")
    when = NO_DAY if one.by is None else capital(one.by.text)
    return (
        said, small(ask.who, f"The document says: {'; '.join(recommendation.audience) or 'nobody named'}"),
        recommendation.result or NOT_SAID, recommendation.standard or NOT_SAID, when,
        "; ".join(one.measures) or NOT_SAID,
    )  # fmt: skip

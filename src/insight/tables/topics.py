"""Topics that data put forward for an area's focus."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from insight.formats import Html, Lines, render, table
from insight.formats.numbers import rounded
from insight.formats.rows import is_synthetic

NAMES = [
    "Topic", "Outliers for the worse", "Metrics clearly behind similar ICBs", "Most people in one of them",
    "Metrics with a clear gap between groups", "Metrics here",
]  # fmt: skip


def topics(topics: Sequence[Any], found: pd.DataFrame) -> Html:
    """Give each topic with what speaks for it, in the order in which they stand.

    found : the findings that the topics were put in order by.
    """
    if not topics:
        return render("")
    cells = [
        (
            one.title,
            str(one.outliers),
            str(len(one.behind)),
            _most(one),
            str(one.unequal),
            str(one.metrics),
        )
        for one in topics
    ]
    caption = (
        "Topics in the order of the rule above. A topic with more metrics has more chances to stand high."
    )
    return table(Lines(cells, NAMES), f"Synthetic data. {caption}" if is_synthetic(found) else caption)


def _most(one: Any) -> str:
    if pd.isna(one.most):
        return "none"
    people = f"{rounded(one.most)} ({rounded(one.most_lower)} to {rounded(one.most_upper)})"
    return f"{people} a year: {one.most_title}"

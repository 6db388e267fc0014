"""How soon a death must be notified, and how often data about harm come out."""

from collections.abc import Mapping
from typing import Any

from insight.formats import Html, Lines, number, render, table

STANDARDS = ["What is measured", "Standard", "Which share", "What it counts", "To ask"]
CADENCES = ["How often", "For example", "Why"]


def timeliness(framework: Any, metrics: Mapping[str, Any]) -> Html:
    """Give the standards of timeliness, each with the metric that measures it.

    framework : as `enquiries.framework` gives it. metrics : definitions by id.
    """
    cells = []
    for one in framework.timeliness:
        metric = metrics[one.metric]
        share = number(metric.target.value, metric.unit, 0)
        cells.append((metric.title, one.standard, f"{share}: {one.of}", metric.numerator, metric.prompt))
    caption = f"Standards of timeliness. Source: {framework.timeliness_of}."
    return table(Lines(cells, STANDARDS), caption)


def cadences(framework: Any) -> Html:
    """Give how often data come out, from once a year to live, with an example of each."""
    cells = [(one.rhythm, one.example, one.why) for one in framework.cadences]
    return table(Lines(cells, CADENCES), "How often data come out.") if cells else render("")

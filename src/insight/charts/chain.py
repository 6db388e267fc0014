"""Steps that follow one from another, such as a measure that came to carry a payment."""

from collections.abc import Sequence
from typing import Any

from insight.charts.chart import Chart, Charts
from insight.charts.drawing.boxes import Box, boxed
from insight.formats import Lines

NAMES = ["Step", "What", "Gives", "How it follows"]


def chain(steps: Sequence[Any], title: str, source: str) -> Charts:
    """Draw steps from the first to the last, with how each follows from the one before.

    steps : n records with `name`, `gives` and `how` (None where nothing is said). title : what they are
    steps of. source : where that is known from.
    """
    if not steps:
        return Charts([], empty=f"No steps are written down: {title}.")
    cells = [(str(number), one.name, one.gives, one.how or "") for number, one in enumerate(steps, start=1)]
    said = [f"{number}: {name}, {gives}{f' ({how})' if how else ''}." for number, name, gives, how in cells]
    chart = Chart(
        boxed(title, [Box(one.name, one.gives, one.how or "") for one in steps]),
        alt=" ".join([f"{title}.", *said]),
        caption=f"{title}. Source: {source.rstrip('.')}.",
        lines=Lines(cells, NAMES),
        name=f"chain {title}",
    )
    return Charts([chart], empty="")

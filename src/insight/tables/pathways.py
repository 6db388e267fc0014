"""What audits measure along a road through care, stage by stage, one table a pathway."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from insight.formats import Html, Lines, folded, plural, render, table
from insight.formats import cards as cell
from insight.formats.metrics import standard
from insight.formats.rows import captioned
from insight.formats.verdicts import tally

COLUMNS: dict[str, Callable[[Any], Any]] = {
    "Metric": cell.about,
    "Here": cell.here,
    "England and region": cell.around,
    "Standard": lambda card: standard(card.row),
    "Where it stands": cell.position,
    "In time": cell.in_time,
    "At the median of similar ICBs": cell.more_people,
    "Similar ICBs that do better": cell.doing_better,
    "The data": cell.data,
    "Why it matters": cell.why,
}
Stage = Callable[[str], tuple[int, str]]


def pathways(cards: Sequence[Any], routes: Sequence[Any], stage: Stage) -> Html:
    """Give every metric of a page once on each pathway it belongs to, by stage; those on none by audit.

    cards, routes, stage : as the room `pathways` gives them. Stages stand in the order of care; metrics of
    different audits stand together within one.
    """
    parts, placed = [], set()
    for route in routes:
        on = [card for card in cards if route.holds(str(card.row.metric), str(card.row.audit))]
        placed |= {str(card.row.metric) for card in on}
        parts += [_one(on, route.title, stage)] if on else []
    rest: dict[str, list[Any]] = {}
    for card in cards:
        if str(card.row.metric) not in placed:
            rest.setdefault(f"{card.row.topic} ({card.row.audit_short})", []).append(card)
    parts += [_one(on, title, stage) for title, on in rest.items()]
    return folded(parts) if parts else render("<p>{{ words }}</p>", words="No audit has figures here.")


def _one(on: Sequence[Any], title: str, stage: Stage) -> dict[str, Any]:
    """Give one pathway's table, and what stands on its fold."""
    ordered = sorted(on, key=lambda card: stage(str(card.row.stage))[0])
    lines = Lines([[give(card) for give in COLUMNS.values()] for card in ordered], list(COLUMNS))
    stages = pd.Series([stage(str(card.row.stage))[1] for card in ordered])
    own = [card for card in on if card.own]
    said = tally(card.row.verdict for card in own) if own else "none published for this area"
    audits = plural(len({card.row.audit for card in on}), "audit")
    return {
        "summary": f"{title}: {plural(len(on), 'metric')} of {audits}; {said}",
        "table": table(
            lines, captioned(f"{title}, from first to last.", [card.row for card in on]), groups=stages
        ),
    }

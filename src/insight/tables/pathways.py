"""What audits measure along a road through care, stage by stage, one table a pathway."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from insight.formats import Html, Lines, folded, plural, sentences, table
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


class Line(NamedTuple):
    """A metric's line, made once for all the pathways it stands on."""

    row: Any
    own: bool
    order: int
    stage: str
    cells: list[Any]


def pathways(cards: Sequence[Any], routes: Sequence[Any], stage: Stage) -> Html:
    """Give every metric of a page once on each pathway it belongs to, by stage; those on none by audit.

    cards, routes, stage : as the room `pathways` gives them. Stages stand in the order of care; metrics of
    different audits stand together within one.
    """
    lines = [_line(card, stage) for card in cards]
    parts, placed = [], set()
    for route in routes:
        on = [line for line in lines if route.holds(str(line.row.metric), str(line.row.audit))]
        placed |= {str(line.row.metric) for line in on}
        parts += [_one(on, route.title)] if on else []
    rest: dict[str, list[Line]] = {}
    for line in lines:
        if str(line.row.metric) not in placed:
            rest.setdefault(f"{line.row.topic} ({line.row.audit_short})", []).append(line)
    parts += [_one(on, title) for title, on in rest.items()]
    return folded(parts) if parts else sentences(["No audit has figures here."])


def _line(card: Any, stage: Stage) -> Line:
    order, called = stage(str(card.row.stage))
    return Line(card.row, card.own, order, called, [give(card) for give in COLUMNS.values()])


def _one(on: Sequence[Line], title: str) -> dict[str, Any]:
    """Give one pathway's table, and what stands on its fold."""
    ordered = sorted(on, key=lambda line: line.order)
    lines = Lines([line.cells for line in ordered], list(COLUMNS))
    own = [line for line in on if line.own]
    said = tally(line.row.verdict for line in own) if own else "none published for this area"
    audits = plural(len({line.row.audit for line in on}), "audit")
    caption = captioned(f"{title}, from first to last.", [line.row for line in on])
    return {
        "summary": f"{title}: {plural(len(on), 'metric')} of {audits}; {said}",
        "table": table(lines, caption, groups=[line.stage for line in ordered]),
    }

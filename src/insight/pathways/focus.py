"""What an area makes its focus: the metrics, what each is for, its aim, and what has become of it since."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from insight.pathways.cards import Card
from insight.pathways.course import FEWEST
from insight.pathways.pathway import Driver, Pathway
from insight.pathways.ranking import Topic
from insight.pathways.since import Change, changes

MOST = 5  # metrics of a proposal
OUTCOMES = {"outcome": "outcome", "prom": "outcome", "prem": "experience"}


class Measure(NamedTuple):
    """One metric of the focus."""

    card: Card
    role: str  # process, outcome, experience, structure or balancing
    change: Change | None  # None where the area has no figure


class Focus(NamedTuple):
    """The focus of a page: agreed, or the proposal that stands first."""

    title: str
    agreed: bool
    measures: tuple[Measure, ...]
    drivers: tuple[Driver, ...]  # links among the measures, from what is done to what comes of it
    missing: tuple[str, ...]  # metrics agreed on of which there is no figure in these data
    baseline: date | None

    @property
    def drawn(self) -> list[str]:
        """Give the metrics with enough periods for a chart through time."""
        long = [one.card for one in self.measures if one.card.course and one.card.course.points >= FEWEST]
        return [str(card.row.metric) for card in long]


def focus(
    found: Sequence[Card],
    findings: pd.DataFrame,
    topics: Sequence[Topic],
    routes: Sequence[Pathway],
    here: Any,
    area: str,
) -> Focus:
    """Give the focus of an area: agreed, proposed, or without measures where nothing speaks for any.

    found : the area's cards. here : what was written about it (see local.Local), or None; where no scoping
    record is among that, the topic that stands first takes its place. What the metrics lead to, and what may
    suffer from them, joins them where a pathway says so.
    """
    scoping = here.scoping if here is not None else None
    if scoping is None and not topics:
        return Focus("none", False, (), (), (), None)
    name = scoping.pathway if scoping is not None else topics[0].id
    route = next((route for route in routes if route.id == name), None)
    chosen = _chosen(scoping, topics, route, found)
    drivers = tuple(one for one in (route.drivers if route else ()) if chosen & {one.process, one.outcome})
    linked = {name for one in drivers for name in (one.process, one.outcome, one.balancing) if name}
    balancing = {one.balancing for one in drivers} - chosen
    kept = [card for card in found if card.row.metric in chosen | linked]
    baseline = scoping.baseline if scoping is not None else None
    moved = changes(findings, area, [str(card.row.metric) for card in kept if card.own], baseline)
    measures = tuple(
        Measure(card, _role(card, balancing), moved.get(str(card.row.metric)) if card.own else None)
        for card in kept
    )
    there = {str(card.row.metric) for card in kept}
    missing = tuple(sorted(chosen - there))
    title = scoping.topic if scoping is not None else topics[0].title
    return Focus(title, scoping is not None, measures, drivers, missing, baseline)


def _chosen(scoping: Any, topics: Sequence[Topic], route: Pathway | None, found: Iterable[Card]) -> set[str]:
    """Give the metrics agreed on; else those that speak most for a topic, or its headline ones."""
    if scoping is not None and scoping.metrics:
        return set(scoping.metrics)
    named = scoping.pathway if scoping is not None else topics[0].id
    topic = next((one for one in topics if one.id == named), None)
    spoken = dict.fromkeys([*topic.worse, *topic.behind]) if topic else {}
    if spoken:
        return set(list(spoken)[:MOST])
    own = [card.row for card in found if card.own and card.row.headline]
    if route is None:
        on = [str(row.metric) for row in own if row.audit == named]
    else:
        on = [str(row.metric) for row in own if route.holds(str(row.metric), str(row.audit))]
    return set(on[:MOST])


def _role(card: Card, balancing: set[str | None]) -> str:
    if str(card.row.metric) in balancing:
        return "balancing"
    return OUTCOMES.get(card.row.type, str(card.row.type))

"""Joining an audit, as tables: documents, steps, cards, and what was asked of whom."""

from collections.abc import Mapping, Sequence
from typing import Any

from insight.formats import Html, Lines, day, folded, linked, listed, table
from insight.formats.html import below, small
from insight.tables.independent_sector import caption, mark, none

NOT_RECORDED = "not recorded"
PARTS = {
    "eligibility": "Who is eligible",
    "items": "What is asked",
    "governance": "Information governance",
    "cost": "What it costs",
    "contact": "Whom to ask",
}


def documents(records: Any, pilot: Any, audits: Mapping[str, Any]) -> Html:
    """Give how far each document has come, a row for each provider and audit, a column for each document."""
    if records is None or not records.documents:
        return none("documents")
    known = {(one.provider, one.audit, one.document): one for one in records.documents}
    names = {one.id: one.title for one in pilot.documents}
    words = "Documents of information governance, with the day of the last change"
    return _grid(known, names, records, audits, words)


def onboarding(records: Any, pilot: Any, audits: Mapping[str, Any]) -> Html:
    """Give how far each provider has come in joining an audit, a column for each step."""
    if records is None or not records.onboarding:
        return none("steps of joining")
    known = {(one.provider, one.audit, one.step): one for one in records.onboarding}
    return _grid(
        known, {one.id: one.title for one in pilot.steps}, records, audits, "Steps of joining an audit"
    )


def cards(found: Sequence[Any], compared: Any) -> Html:
    """Give a card for each audit on how to join it, folded away; first that of the registry for comparison.

    found, compared : as `independent.cards` and `independent.comparator` give them.
    """
    parts = [{"summary": f"For comparison: {compared.name} ({compared.short})", "table": _card(compared)}]
    return folded(
        [*parts, *({"summary": f"{one.topic} ({one.short})", "table": _card(one)} for one in found)]
    )


def asked(documents: Sequence[Any], pilot: Any) -> Html:
    """Give what the pilot recommended, in our words, to each of its four audiences.

    documents : as `recommendations.documents` gives them, that of the pilot among them.
    """
    document = next(one for one in documents if one.id == pilot.recommendations)
    cells = [(listed(one.audience), one.number, one.summary) for one in document.recommendations]
    words = f"What {pilot.title} recommended, in our words. Source: {pilot.source}."
    return table(Lines(cells, ["To", "Number", "What"]), words)


def _grid(
    known: Mapping[Any, Any], names: Mapping[str, str], records: Any, audits: Mapping[str, Any], words: str
) -> Html:
    pairs = dict.fromkeys((provider, audit) for provider, audit, _ in known)
    cells = [
        (
            small(records.names[provider], audits[audit].short),
            *(_state(known.get((provider, audit, name))) for name in names),
        )
        for provider, audit in pairs
    ]
    return table(Lines(cells, ["Provider and audit", *names.values()]), caption(records, words))


def _state(one: Any) -> Html | str:
    return "not begun" if one is None else small(mark(one.state), day(one.on))


def _card(card: Any) -> Html:
    cells = []
    for name, facts in card.parts.items():
        said = below(one.said for one in facts) if facts else NOT_RECORDED
        sources = {one.source: one.link for one in facts}
        known = below(linked(source, link) for source, link in sources.items())
        cells.append((PARTS[name], said, known))
    return table(Lines(cells, ["To join", "What is known", "Source"]), f"How to join: {card.name}.")

"""What a provider must know to join an audit: eligibility, data, legal ground, cost, and whom to ask."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from insight.definitions import Audit
from insight.definitions.strict import Record
from insight.independent.pilot import Link, Pilot, Words

PARTS = ("eligibility", "items", "governance", "cost", "contact")


class Fact(Record):
    """Something a provider must know, and where it is known from."""

    said: Words
    source: Words
    link: Link | None = None


class Card(Record):
    """The five parts of a card, as far as they are known."""

    eligibility: Fact | None = None
    items: Fact | None = None
    governance: Fact | None = None
    cost: Fact | None = None
    contact: Fact | None = None


class Joining(Record):
    """Cards of audits by id, with what is not said of them elsewhere; and the comparator's."""

    audits: dict[str, Card]
    programme: Card = Card()  # what holds for every audit of the national programme
    comparator: Card


class Join(NamedTuple):
    """One audit's card: each part is a list of facts, empty where nothing is recorded."""

    name: str
    short: str
    topic: str
    parts: dict[str, tuple[Fact, ...]]


def cards(joining: Joining, audits: Mapping[str, Audit], programmes: Mapping[str, Any]) -> tuple[Join, ...]:
    """Give a card for every audit of the national programme, in order of topic.

    audits, programmes : by id, as definitions and programmes give them. What joining.yml says of an
    audit stands before what is known of it otherwise, and that before what holds for the programme.
    """
    found, whole = [], _written(joining.programme)
    for audit in sorted((one for one in audits.values() if one.programme), key=lambda one: one.topic):
        written = _written(joining.audits.get(audit.id, Card()))
        described = programmes.get(audit.id)
        rest = _known(audit, described.programme if described else None)
        parts = {name: written[name] or rest[name] or whole[name] for name in PARTS}
        found.append(Join(audit.name, audit.short, audit.topic, parts))
    return tuple(found)


def comparator(joining: Joining, pilot: Pilot) -> Join:
    """Give the card of the registry in which independent providers take part in full."""
    one = pilot.comparator
    return Join(one.name, one.short, one.name, _written(joining.comparator))


def _written(card: Card) -> dict[str, tuple[Fact, ...]]:
    """Give the parts of a card as it is written: one fact each, or none."""
    given = {name: getattr(card, name) for name in PARTS}
    return {name: (fact,) if fact else () for name, fact in given.items()}


def _known(audit: Audit, programme: Any) -> dict[str, tuple[Fact, ...]]:
    own = Fact(said=audit.about, source=f"What {audit.short} covers", link=audit.link)
    contact = Fact(said=audit.provider, source=f"The provider of {audit.short}", link=audit.link)
    return {
        "eligibility": (own,),
        "items": _items(programme) if programme else (),
        "governance": _governance(programme) if programme else (),
        "cost": (),
        "contact": (contact,),
    }


def _items(programme: Any) -> tuple[Fact, ...]:
    source = programme.data_source or programme.source
    asked = [one for one in programme.data if one.routine is False]
    facts = [
        Fact(said=f"{one.name}: {one.gives}", source=source, link=programme.data_link)
        for one in asked
        if source
    ]
    if programme.burden and programme.burden.items:
        facts.append(
            Fact(said=f"{programme.burden.items} items for each patient", source=programme.burden.source)
        )
    return tuple(facts)


def _governance(programme: Any) -> tuple[Fact, ...]:
    known = programme.governance
    names = {"Controllers": known.controllers, "Legal ground": known.legal_basis, "Opt-out": known.opt_out}
    return tuple(
        Fact(said=f"{name}: {one.said}", source=one.source, link=one.link)
        for name, one in names.items()
        if one
    )

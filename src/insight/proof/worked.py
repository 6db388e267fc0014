"""Whole numbers that rooms other than findings work out for pages of a kind, as those pages tell them."""

from collections.abc import Iterator, Mapping
from typing import Any

from insight import definitions, independent, legacy, programmes
from insight.definitions.strict import Record


def counted(given: Mapping[str, Any]) -> frozenset[float]:
    """Give every count that was worked out for a page. given : its parameters, and its kind as `report`."""
    report = given.get("report")
    if report == "independent_sector":
        return frozenset(_counts(_independent(str(given["edition"]))))
    if report == "programme_legacy":
        return frozenset(_counts(legacy.counts(legacy.programme(str(given["programme"])))))
    return frozenset()


def _independent(edition: str) -> list[Any]:
    pilot, records = independent.pilot(), independent.records(edition)
    cards = independent.cards(independent.joining(), definitions.audits(), programmes.programmes())
    known = [sum(bool(card.parts[part]) for card in cards) for part in independent.PARTS]
    flows = independent.flows(records, pilot.test.months)
    answers = independent.analysis(independent.survey(), records)
    return [independent.cover(records), flows, answers, independent.matrix(records), cards, known,
            independent.RULE.largest_small, independent.RULE.nearest]  # fmt: skip


def _counts(node: Any) -> Iterator[float]:
    """Give every whole number below a node, and how many there are in each of its lists."""
    if isinstance(node, int) and not isinstance(node, bool):
        yield float(node)
    elif isinstance(node, Mapping):
        yield float(len(node))
        yield from (count for value in node.values() for count in _counts(value))
    elif isinstance(node, list | tuple):
        yield float(len(node))
        yield from (count for value in node for count in _counts(value))
    elif isinstance(node, Record):
        return

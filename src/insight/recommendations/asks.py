"""What is asked of ICBs: by documents that name them, or as we read what others are asked."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from insight import definitions
from insight.recommendations.dates import counted
from insight.recommendations.document import Ask, Document, Recommendation
from insight.recommendations.register import Entry
from insight.recommendations.shelf import documents
from insight.recommendations.window import Window


class Asked(NamedTuple):
    """One ask of ICBs, with the recommendation and the document it stands in."""

    ask: Ask
    recommendation: Recommendation
    document: Document


class Current(NamedTuple):
    """An ask of ICBs with the days it allows and what would measure it."""

    asked: Asked
    by: Window | None  # None where the document gives no day
    measures: tuple[str, ...]  # see measures


def asked(*, synthetic: bool = False) -> list[Asked]:
    """Give every ask of ICBs: those of documents that name ICBs first, then those that are our reading.

    synthetic : as for `documents`.
    """
    every = documents(synthetic=synthetic)
    return _ordered((one, document) for document in every for one in document.recommendations)


def of_entries(entries: Iterable[Entry]) -> list[Asked]:
    """Give the asks of ICBs in some entries of the register, in the same order."""
    return _ordered((entry.recommendation, entry.document) for entry in entries)


def current(asked: Iterable[Asked]) -> list[Current]:
    """Give asks with the days they allow, those due first before those without a day."""
    found = [
        Current(
            one,
            None if one.ask.by_when is None else counted(one.ask.by_when, one.document.when),
            measures(one.ask),
        )
        for one in asked
    ]
    return sorted(found, key=lambda one: (one.by and one.by.latest) or date.max)


def measures(ask: Ask) -> tuple[str, ...]:
    """Give what measures an ask: its metrics by title and audit, and what is told of in no audit."""
    titles = [
        f"{metric.title} ({audit.short})"
        for name in ask.metrics
        for audit in definitions.audits().values()
        for metric in audit.metrics
        if metric.id == name
    ]
    return (*titles, ask.measured_otherwise) if ask.measured_otherwise else tuple(titles)


def _ordered(found: Iterable[tuple[Recommendation, Document]]) -> list[Asked]:
    every = [Asked(ask, one, document) for one, document in found for ask in one.asks]
    return sorted(every, key=lambda one: not one.recommendation.aimed_at_icbs)

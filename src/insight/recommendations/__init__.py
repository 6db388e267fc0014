"""What was recommended, to whom, what was answered, and where it stands; one file a source document."""

from typing import NamedTuple

from insight.recommendations.current import Current, current
from insight.recommendations.document import Ask, Deliverable, Document, Move, Recommendation
from insight.recommendations.due import Due, due
from insight.recommendations.register import Answer, Book, Entry, book
from insight.recommendations.shelf import audiences, books, documents, one
from insight.recommendations.since import Since, since, since_in_each
from insight.recommendations.timescale import timescale, timescales
from insight.recommendations.window import Window
from insight.recommendations.wording import card, lint

__all__ = [
    "Answer", "Ask", "Asked", "Book", "Current", "Deliverable", "Document", "Due", "Entry", "Move",
    "Recommendation", "Since", "Window", "asked", "audiences", "book", "books", "card", "current", "documents",
    "due", "lint", "one", "since", "since_in_each", "timescale", "timescales",
]  # fmt: skip


class Asked(NamedTuple):
    """One ask of ICBs, with the recommendation and the document it stands in."""

    ask: Ask
    recommendation: Recommendation
    document: Document


def asked(*, synthetic: bool = False) -> list[Asked]:
    """Give every ask of ICBs: those of documents that name ICBs first, then those that are our reading.

    synthetic : as for `documents`.
    """
    found = [
        Asked(ask, recommendation, document)
        for document in documents(synthetic=synthetic)
        for recommendation in document.recommendations
        for ask in recommendation.asks
    ]
    return sorted(found, key=lambda one: not one.recommendation.aimed_at_icbs)

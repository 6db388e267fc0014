"""What was recommended, to whom, what was answered, and where it stands; one file a source document."""

from pathlib import Path

from insight.recommendations.asks import Asked, Current, asked, current
from insight.recommendations.document import Ask, Deliverable, Document, Move, Recommendation
from insight.recommendations.due import Due, due
from insight.recommendations.lifecycle import stages
from insight.recommendations.register import Answer, Book, Entry, book
from insight.recommendations.responses import every as every_response
from insight.recommendations.responses import strange
from insight.recommendations.shelf import audiences, books, chosen, documents, one
from insight.recommendations.sight import Orphans, Seen, orphans, sight
from insight.recommendations.since import Since, since, since_in_each
from insight.recommendations.timescale import timescale, timescales
from insight.recommendations.tracked import Tracked, of_audience, of_board, of_document
from insight.recommendations.window import Window
from insight.recommendations.wording import card, lint

__all__ = [
    "Answer", "Ask", "Asked", "Book", "Current", "Deliverable", "Document", "Due", "Entry", "Move",
    "Orphans", "Recommendation", "Seen", "Since", "Tracked", "Window", "asked", "audiences", "book",
    "books", "card", "chosen", "current", "documents", "due", "every_response", "lint", "of_audience",
    "of_board", "of_document", "one", "orphans", "sight", "since", "since_in_each", "stages", "timescale",
    "timescales", "unasked",
]  # fmt: skip


def unasked(data: str | Path = "") -> list[str]:
    """Give rows of ICBs' responses that answer nothing that is asked. data : as for books."""
    return strange({book.document.id: [entry.number for entry in book.entries] for book in books(data)})

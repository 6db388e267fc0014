"""All that a page about recommendations reads, gathered for one document, one audience or one ICB."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from insight import definitions
from insight.errors import UnknownName
from insight.recommendations import asks, responses, shelf
from insight.recommendations.asks import Asked
from insight.recommendations.promises import Promise, promises
from insight.recommendations.register import Book, Entry
from insight.recommendations.standing import Standing, of_icb, over_time, standings
from insight.recommendations.wording import Card, card


class Tracked:
    """Recommendations as they stand on an edition's day."""

    def __init__(self, name: str, books: Sequence[Book], every: Sequence[Book], edition: str, icb: str = ""):
        told = definitions.edition(edition)
        self.name = name  # of the document, the audience or the ICB
        self.books = tuple(books)  # with the entries that are meant
        self.every = tuple(every)  # the whole register
        self.as_at = told.as_at
        self.made_up = told.synthetic  # whether what was made up, to show what can be written, is shown
        self.icb = icb

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Give the recommendations, document by document."""
        return tuple(entry for book in self.books for entry in book.entries)

    @cached_property
    def standings(self) -> list[Standing]:
        """Give where each stands; on an ICB's page, as the ICB reports it."""
        if self.icb:
            return of_icb(self.entries, self.icb, self.as_at, made_up=self.made_up)
        return standings(self.entries, self.as_at)

    @cached_property
    def promises(self) -> list[Promise]:
        """Give what was promised for them."""
        return [one for book in self.books for one in promises(book, self.as_at)]

    @cached_property
    def reported(self) -> dict[str, dict[str, Standing]]:
        """Give where each ICB that reports stands with each, by the recommendation's key and its code."""
        found: dict[str, dict[str, Standing]] = {}
        for icb, said in responses.every().items():
            for standing in of_icb(self.entries, icb, self.as_at, made_up=self.made_up):
                if standing.moves and (standing.entry.document.id, standing.entry.number) in said:
                    found.setdefault(standing.entry.key, {})[icb] = standing
        return found

    @cached_property
    def days(self) -> list[tuple[date, Any]]:
        """Give how many stood where, on the days that something changed."""
        return over_time((one.moves for one in self.standings), self.as_at)

    @cached_property
    def reported_days(self) -> list[tuple[date, Any]]:
        """Give how many answers of ICBs stood where, on the days that something changed."""
        return over_time((one.moves for of in self.reported.values() for one in of.values()), self.as_at)

    @cached_property
    def asked(self) -> list[Asked]:
        """Give what of them an ICB is asked, for what is measured to be looked at."""
        return asks.of_entries(self.entries)

    @property
    def cards(self) -> list[Card]:
        """Give a report card of how each document is worded: in its own words, where they are at hand."""
        return [_card(book, self.as_at) for book in self.books]

    @property
    def synthetic(self) -> bool:
        """Tell whether any of what is said of them was made up."""
        made_up = any(book.document.synthetic for book in self.books)
        return made_up or any(one.synthetic for one in self.standings) or self.reported_synthetic

    @property
    def reported_synthetic(self) -> bool:
        """Tell whether any of what ICBs reported was made up."""
        return any(one.synthetic for of in self.reported.values() for one in of.values())


def of_document(document: str, edition: str, data: str | Path = "") -> Tracked:
    """Give a document's recommendations as they stand on an edition's day.

    data : a folder with a person's own files of the documents, whose words then stand in place of our
    summaries. Raises UnknownName for a document that is none.
    """
    every = _every(edition, data)
    mine = shelf.chosen(every, document)
    return Tracked(mine.document.title, [mine], every, edition)


def of_audience(audience: str, edition: str, data: str | Path = "") -> Tracked:
    """Give what is recommended to an audience, in every document, as it stands on an edition's day.

    audience : its code, as audiences gives it. Raises UnknownName for one that is none.
    """
    known = shelf.audiences(data, synthetic=definitions.edition(edition).synthetic)
    if audience not in known:
        raise UnknownName.among("audience", audience, known=known, where="params/recommendations")
    name, every = known[audience], _every(edition, data)
    return Tracked(
        name, _cut(every, lambda entry: audience in map(shelf.code, entry.audience)), every, edition
    )


def of_board(icb: str, edition: str, data: str | Path = "") -> Tracked:
    """Give what ICBs are asked, as one of them reports it on an edition's day.

    What was reported and made up, to show what can be written, is left out of editions of real data.
    """
    every = _every(edition, data)
    return Tracked(icb, _cut(every, lambda entry: entry.asks_icbs), every, edition, icb)


def _card(book: Book, as_at: date) -> Card:
    when, texts = book.document.when, {entry.number: entry.said for entry in book.entries}
    return card(book.document, said=(when and when.latest) or as_at, texts=texts)


def _every(edition: str, data: str | Path) -> list[Book]:
    return shelf.books(data, synthetic=definitions.edition(edition).synthetic)


def _cut(books: Sequence[Book], kept) -> list[Book]:
    """Give books with the entries that are kept; those without any are left out."""
    found = [book.cut([entry for entry in book.entries if kept(entry)]) for book in books]
    return [book for book in found if book.entries]

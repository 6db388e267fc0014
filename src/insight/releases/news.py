"""What is new, newest first: releases, data, corrections and changed dates, each on its own day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from insight.definitions import Edition, Source
from insight.formats import day
from insight.releases.calendar import Release

MOST = 60  # entries that are told; older ones are in earlier editions


class Corrected(Protocol):
    """What is read of a correction."""

    @property
    def id(self) -> str:
        """Its name."""

    @property
    def what(self) -> str:
        """What was wrong."""

    @property
    def date(self) -> date:
        """The day it was put right."""


@dataclass(frozen=True)
class Entry:
    """One thing that is new. `name` stays the same for good; `page` is the page that says more."""

    day: date
    name: str
    title: str
    words: str
    page: str


def news(
    edition: Edition,
    releases: Sequence[Release],
    sources: Iterable[Source],
    corrections: Iterable[Corrected],
) -> list[Entry]:
    """Give what is new up to the edition's own day, newest first.

    releases : those of its series. Days are those that data and definitions say, never today's.
    """
    found = [*_out(releases), *_moved(releases), *_data(sources), *_corrected(corrections)]
    told = [entry for entry in found if entry.day <= edition.as_at]
    return sorted(told, key=lambda entry: (-entry.day.toordinal(), entry.name))[:MOST]


def _out(releases: Iterable[Release]) -> list[Entry]:
    return [
        Entry(
            one.due,
            f"release/{one.id}",
            f"Published: {one.title}",
            one.note or "The edition is out.",
            "index",
        )
        for one in releases
        if one.status == "published"
    ]


def _moved(releases: Iterable[Release]) -> list[Entry]:
    found = []
    for one in releases:
        later = [change.was for change in one.changes[1:]] + [one.due]
        for change, now in zip(one.changes, later, strict=False):
            words = f"Announced for {day(change.was)}, then for {day(now)}: {change.why}."
            name = f"change/{one.id}/{change.on.isoformat()}"
            found.append(Entry(change.on, name, f"Date changed: {one.title}", words, "releases"))
    return found


def _data(sources: Iterable[Source]) -> list[Entry]:
    return [
        Entry(
            one.published,
            f"data/{one.id}/{one.published.isoformat()}",
            f"Data: {one.title}",
            f"From {one.publisher}.",
            "data",
        )
        for one in sources
    ]


def _corrected(corrections: Iterable[Corrected]) -> list[Entry]:
    return [
        Entry(one.date, f"correction/{one.id}", "Correction", one.what, "corrections") for one in corrections
    ]

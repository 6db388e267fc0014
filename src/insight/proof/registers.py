"""What pages about recommendations may tell: what is on record, and what is made of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from insight import findings, recommendations
from insight.definitions.strict import Record
from insight.formats import day
from insight.formats.rows import ENGLAND
from insight.proof.written import DIGIT, Written
from insight.recommendations import Due, Since, Tracked, Window

DAYS, MONTH, YEAR = 1.0, 365.25 / 12, 365.25  # in which it is told how far a day lies away
BY_CHANCE = 0.05  # of series in which nothing changed, the share that is called changed
READ: Mapping[str, Callable[..., Tracked]] = {  # by report; each is given its subject first
    "recommendations": recommendations.of_document,
    "recommendations_audience": recommendations.of_audience,
    "recommendations_icb": recommendations.of_board,
}
SUBJECT = {
    "recommendations": "document",
    "recommendations_audience": "audience",
    "recommendations_icb": "icb",
}
LOOKS_BACK = {"recommendations", "recommendations_icb"}  # reports that tell what figures did since


class Registered(NamedTuple):
    """What may be told of the register on a page, and what figures did since it asked."""

    told: Written
    since: pd.DataFrame  # a row for each number that a line before or after gives


def registered(given: Mapping[str, Any]) -> Registered | None:
    """Give what a page about recommendations may tell; None for pages of other reports.

    given : a page's parameters, and its kind as `report`.
    """
    report = str(given.get("report"))
    if report not in READ:
        return None
    subject, edition = str(given[SUBJECT[report]]), str(given["edition"])
    tracked = READ[report](subject, edition, str(given.get("data") or ""))
    area = given.get("icb")
    if report not in LOOKS_BACK:
        return Registered(_told(tracked, []), pd.DataFrame())
    rows = findings.load(edition, area=area)
    measured = recommendations.since(rows, tracked.asked, area)
    told = _told(tracked, measured).with_more(_in_sight(tracked, rows, area))
    return Registered(told, _changes(measured))


def _told(tracked: Tracked, measured: list[Since]) -> Written:
    parts = [*_parts(_records(tracked)), tracked.as_at]
    texts = {part for part in parts if isinstance(part, str) and DIGIT.search(part)}
    texts |= {
        text for one in measured for text in (one.title, one.why, *(row.period for row in one.rows)) if text
    }
    numbers = {float(text) for text in texts if text.isdigit()}
    judged = sum(one.why is None for one in measured)
    return Written(
        numbers=frozenset({round(BY_CHANCE * judged, 1)}),
        counts=frozenset(numbers | set(_counts(tracked, measured)) | set(_apart(parts, tracked.as_at))),
        days=frozenset(day(part) for part in parts if isinstance(part, date)),
        texts=frozenset(texts),
    )


def _in_sight(tracked: Tracked, rows: pd.DataFrame, area: str | None) -> Written:
    """Give how many areas stand beside each recommendation, and what has no other end."""
    lines = recommendations.sight(tracked.entries, rows, area)
    counts = {float(len(line.areas)) for line in lines}
    for book in tracked.books if area is None else ():
        without = recommendations.orphans(book, tracked.every, rows)
        counts |= {float(len(without.entries)), float(len(without.metrics))}
    return Written(counts=frozenset(counts), texts=frozenset(line.title for line in lines))


def _records(tracked: Tracked) -> list[Any]:
    """Give all that is on record of what a page tells: documents, answers, who reports what, promises."""
    books = [[book.document, [entry.answers for entry in book.entries]] for book in tracked.books]
    rows = [entry.row and [entry.row.cells, entry.row.more] for entry in tracked.entries]
    stand = [
        [one.status, one.since, one.evidence, one.who, one.by, one.due, one.moves]
        for one in tracked.standings
    ]
    promises = [[one.deliverable, one.window, one.due] for one in tracked.promises]
    days = [on for on, _ in (*tracked.days, *tracked.reported_days)]
    return [tracked.name, books, rows, stand, promises, days]


def _parts(node: Any) -> Iterator[Any]:
    """Give every text, day and number below a node."""
    if isinstance(node, Record):
        node = node.model_dump()
    if isinstance(node, Mapping):
        node = list(node.values())
    elif not isinstance(node, str | Window | Due) and hasattr(node, "__dict__"):
        node = list(vars(node).values())
    if isinstance(node, list | tuple | set | frozenset):
        for one in node:
            yield from _parts(one)
    elif node is not None:
        yield node


def _counts(tracked: Tracked, measured: Iterable[Since]) -> Iterator[float]:
    """Give how many there are of each kind: by status, promised and found, due, measured."""
    stand, promises, since = tracked.standings, tracked.promises, list(measured)
    kinds: list[Iterable[Any]] = [
        (one.status for one in stand),
        (one.due and one.due.state for one in stand),
        (bool(one.moves) for one in stand),
        (one.entry.document.id for one in stand),
        (name for one in stand for name in one.entry.audience),
        (one.state for one in promises),
        (one.deliverable.found for one in promises),
        (one.window is not None and one.window.latest is not None for one in promises),
        (one.way for one in since if one.why is None),
        (one.why is None for one in since),
    ]
    for kind in kinds:
        found = Counter(kind)
        yield from (float(count) for count in (*found.values(), len(found), found.total()))
    for _, counts in (*tracked.days, *tracked.reported_days):
        yield from (float(count) for count in (*counts.values(), counts.total()))
    yield from (float(len(one.entry.recommendation.measured)) for one in stand)
    yield from (float(count) for one in since if one.found for count in (one.found.before, one.found.after))
    yield float(len(tracked.books))


def _apart(parts: Iterable[Any], as_at: date) -> Iterator[float]:
    """Give how far days on record lie from the edition's, in whole days, months and years."""
    for part in parts:
        if isinstance(part, date):
            days = abs((part - as_at).days)
            yield from (float(days // unit) for unit in (DAYS, MONTH, YEAR))


def _changes(measured: Iterable[Since]) -> pd.DataFrame:
    """Give what the lines before and after say of each metric: a row for each number that may be told."""
    rows = []
    for one in measured:
        if one.found is None or not one.rows:
            continue
        last, found = one.rows[-1], one.found
        about = {
            "metric": one.metric,
            "title": one.title,
            "unit": last.unit,
            "short_name": one.place,
            "area_type": last.area_type,
            "area": ENGLAND if one.place == "England" else last.area,
        }
        parts = (
            {"value": of.value, "lower": of.lower, "upper": of.upper} for of in (found.level, found.slope)
        )
        rows += [about | part for part in parts]
        rows += [about | {"value": value} for value in (*found.fitted, *found.expected)]
    return pd.DataFrame(rows)

"""Answers that point at other answers: found in every phrasing, followed, and never silently copied."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from insight.errors import BadData
from insight.recommendations.reading.columns import numbered
from insight.recommendations.spoken import COUNTS

Kind = Literal["full", "partial"]
SHOWN = 12  # numbers of a circle
FIELDS = ("action", "next_steps", "update")  # in which an answer may point at another
NUMBER = rf"(?:#\s?|r)?\d+(?:\.\d+)*[a-z]?\b(?!\s*/\s*\d)|\b(?:{'|'.join(reversed(COUNTS))})\b"
NOUN = r"(?:items?|recommendations?|recs?\b\.?|numbers?|nos?\b\.?|points?|rows?|questions?)"
ANSWER = r"(?:responses?|answers?|repl(?:y|ies)|actions?|next steps|updates?|entr(?:y|ies)|comments?)"
LIST = rf"(?:{NUMBER})(?:\s*(?:,|and|&|or|,\s*and)\s*(?:{NOUN}\s*)?(?:{NUMBER}))*"
LEAD = (
    r"(?:please\s+)?(?:see(?:\s+also)?|refer\s+(?:back\s+)?to|as\s+(?:(?:already\s+)?(?:outlined|set\s+out|described|"
    r"noted|stated|given|detailed|explained|mentioned|reported|discussed|covered)\s+)?(?:in|for|at|under|per|with|above\s+in)|"
    r"as\s+(?:in|for|per)|same\s+as(?:\s+for)?|(?:covered|addressed|answered|dealt\s+with)\s+(?:in|by|under|at)|"
    r"cf\.?|cross[- ]refer(?:ence)?\s+to|per|in\s+line\s+with|further\s+to|in\s+addition\s+to)"
)
POINTS = re.compile(
    rf"\b{LEAD}\s+(?:the\s+|our\s+|hqip'?s?\s+)?(?:above\s+)?"
    rf"(?:{ANSWER}\s*(?:given\s+|recorded\s+)?(?:(?:to|for|at|under|in|against|of)\s+)?(?:the\s+)?(?:{NOUN}\s*)?|{NOUN}\s*|(?=\s*#))"
    rf"(?P<numbers>{LIST})(?!\s+(?:of|in|from)\s+the\s+\w+(?:\s+\w+)?\s+(?:review|report|inquiry|guid\w+)\b)",
    re.IGNORECASE,
)
ALONE = re.compile(
    rf"^\W*(?:please\s+)?(?:see(?:\s+also)?|refer\s+to|as(?:\s+for|\s+per)?|same\s+as)\s+(?P<numbers>{LIST})\W*$",
    re.IGNORECASE,
)
ABOVE = re.compile(
    r"^\W*(?:please\s+)?(?:see|as|same as)(?:\s+(?:the\s+)?(?:response|answer))?\s+"
    r"(?P<way>above|below)\W*$|^\W*ditto\W*$",
    re.IGNORECASE,
)
REST = re.compile(r"^\W*+(?:(?:above|below|please|thank you)\W*+)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Edge:
    """One answer that points at another: `full` where it says nothing else, `partial` where it adds words."""

    number: str
    field: str
    to: str
    kind: Kind


@dataclass(frozen=True)
class Inherited:
    """What an answer takes from another."""

    field: str
    source: str  # the number whose own words they are
    through: tuple[str, ...]  # the numbers passed on the way there
    kind: Kind


def found(number: str, field: str, words: str, order: Sequence[str]) -> list[Edge]:
    """Give where an answer points, with the kind of each pointing.

    words : of the answer. order : the numbers of the document as they stand, by which "above" is told.

    >>> [(e.to, e.kind) for e in found("12", "action", "See the response to item 9", ["9", "12"])]
    [('9', 'full')]
    >>> [(e.to, e.kind) for e in found("4", "action", "As outlined in our answer to item 1 we do.", "14")]
    [('1', 'partial')]
    """
    words = " ".join(words.split())  # patterns would go back over long blanks
    if near := ABOVE.match(words):
        at = order.index(number) + (1 if near["way"] == "below" else -1)
        to = order[at] if 0 <= at < len(order) else near["way"] or "above"
        return [Edge(number, field, to, "full")]
    if alone := ALONE.match(words):
        return [Edge(number, field, to, "full") for to in dict.fromkeys(_numbers(alone["numbers"], order))]
    rest, pointed = POINTS.sub(" ", words), []
    for one in POINTS.finditer(words):
        pointed += _numbers(one["numbers"], order)
    kind: Kind = "full" if REST.match(rest) else "partial"
    return [Edge(number, field, to, kind) for to in dict.fromkeys(pointed)]


def edges(answers: Mapping[str, Mapping[str, str]]) -> list[Edge]:
    """Give every pointing of a document's answers.

    answers : the words of each field, by number, in the order of the document.
    """
    order = list(answers)
    return [
        edge
        for number, fields in answers.items()
        for field in FIELDS
        if fields.get(field)
        for edge in found(number, field, fields[field], order)
    ]


def refuse_unsound(pointed: Sequence[Edge], numbers: Iterable[str], where: str) -> None:
    """Refuse pointings at numbers that are not there, and answers that point round in a circle.

    Raises BadData with each of them. where : the document, for the message.
    """
    known = set(numbers)
    faults = [
        f"number {edge.number}, {spoken(edge.field)}: points at {edge.to}, which is not in the document"
        for edge in pointed
        if edge.to not in known
    ]
    faults += [
        f"number {' points at '.join(_shortened(ring))}, so that nobody answers ({spoken(field)})"
        for field in FIELDS
        for ring in _rings([edge for edge in pointed if edge.field == field and edge.to in known])
    ]
    if faults:
        raise BadData.rows(
            f"The cross-references of {where} cannot be followed:",
            faults,
            "Mend the numbers they name in the document. Nothing was read.",
        )


def inherited(pointed: Sequence[Edge], number: str, field: str) -> list[Inherited]:
    """Give what an answer takes from others, followed to where there are words, in the order named."""
    given: dict[str, Inherited] = {}
    for edge in pointed:
        if (edge.number, edge.field) == (number, field):
            ends = _ends(pointed, edge.to, field, (edge.to,))
            for end, through in ends:
                given.setdefault(end, Inherited(field, end, through[:-1], edge.kind))
    return list(given.values())


def _ends(
    pointed: Sequence[Edge], number: str, field: str, through: tuple[str, ...]
) -> list[tuple[str, tuple[str, ...]]]:
    """Give the answers that have words of their own at the end of a way, each with the first way there."""
    on: dict[str, list[str]] = {}
    for edge in pointed:
        if (edge.field, edge.kind) == (field, "full"):
            on.setdefault(edge.number, []).append(edge.to)
    ends, left = [], [number]
    before: dict[str, str | None] = {number: None}  # the one that each was first come to from
    while left:
        at = left.pop()
        if at not in on:
            ends.append((at, (*through, *_way(at, before))))
        for to in reversed(on.get(at, ())):
            if to not in before:
                before[to] = at
                left.append(to)
    return ends


def _way(end: str, before: Mapping[str, str | None]) -> list[str]:
    """Give the way from where it began, which is not in it, to an end, which is."""
    way, at = [], end
    while (earlier := before[at]) is not None:
        way.append(at)
        at = earlier
    return way[::-1]


def spoken(field: str) -> str:
    """Give a field's name as a sentence has it."""
    return {"action": "action taken"}.get(field, field.replace("_", " "))


def _numbers(words: str, order: Sequence[str]) -> list[str]:
    """Give the numbers a list names; what can only be a year is none."""
    given = []
    for word in re.findall(NUMBER, words, re.IGNORECASE):
        text = word.strip().lstrip("#").strip().casefold()
        number = str(COUNTS.index(text) + 1) if text in COUNTS else numbered(text) or text
        if number in order or not re.fullmatch(r"(19|20)\d\d", number):
            given.append(number)
    return given


def _shortened(ring: tuple[str, ...]) -> list[str]:
    """Give a circle as it may be shown: of a long one, its beginning and its end."""
    return [*ring] if len(ring) <= SHOWN else [*ring[: SHOWN - 2], f"{len(ring) - SHOWN + 1} more", ring[-1]]


def _rings(pointed: Sequence[Edge]) -> list[tuple[str, ...]]:
    """Give every circle once, beginning with its first number in the document."""
    ways: dict[str, list[str]] = {}
    for edge in pointed:
        ways.setdefault(edge.number, []).append(edge.to)
    rings: dict[frozenset[str], tuple[str, ...]] = {}
    done: set[str] = set()
    for number in ways:
        _walk(number, ways, done, rings)
    return list(rings.values())


def _walk(
    start: str, ways: dict[str, list[str]], done: set[str], rings: dict[frozenset[str], tuple[str, ...]]
) -> None:
    """Note every circle that can be reached from a number, going no way twice."""
    if start in done:
        return
    path, places, left = [start], {start: 0}, [iter(ways.get(start, ()))]
    while left:
        to = next(left[-1], None)
        if to is None:
            left.pop()
            done.add(gone := path.pop())
            del places[gone]
        elif to in places:
            ring = tuple(path[places[to] :])
            rings.setdefault(frozenset(ring), (*ring, to))
        elif to not in done:
            places[to] = len(path)
            path.append(to)
            left.append(iter(ways.get(to, ())))

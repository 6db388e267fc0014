"""The register: each recommendation with its answers, where they come from, and where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from insight.errors import BadData
from insight.recommendations import references
from insight.recommendations.dates import counted
from insight.recommendations.document import Document, Move, Recommendation
from insight.recommendations.known import heard
from insight.recommendations.reading import Reading, Row, Text
from insight.recommendations.references import Edge, Inherited
from insight.recommendations.window import Window

NONE = "no separate response recorded"


@dataclass(frozen=True)
class Answer:
    """What stands in one cell of an answer, and what it takes from others."""

    field: str
    own: Text | str | None  # the source's words where the file was given, else ours; None where it is blank
    inherited: tuple[Inherited, ...] = ()

    @property
    def blank(self) -> bool:
        """Tell whether it neither says anything nor points anywhere."""
        return not self.own and not self.inherited


@dataclass(frozen=True)
class Entry:
    """One recommendation of the register."""

    document: Document
    recommendation: Recommendation
    row: Row | None = None  # as in the person's own file
    answers: Mapping[str, Answer] = field(default_factory=dict)
    audience: tuple[str, ...] = ()
    shares_with: str | None = None
    due: Window | None = None

    @property
    def number(self) -> str:
        """Give its number."""
        return self.recommendation.number

    @property
    def key(self) -> str:
        """Give what it is called among all documents."""
        return f"{self.document.id}#{self.number}"

    @property
    def said(self) -> str:
        """Give what it asks: the source's words where its file was given, else our summary."""
        return (self.row.said("recommendation") if self.row else "") or self.recommendation.summary

    @property
    def asks_icbs(self) -> bool:
        """Tell whether it asks ICBs: it names them, or we say how an ICB could act on it."""
        named = any("integrated care board" in name.casefold() for name in self.audience)
        return bool(self.recommendation.aimed_at_icbs or self.recommendation.asks or named)

    @property
    def history(self) -> tuple[Move, ...]:
        """Give where it stood, the oldest first."""
        return self.recommendation.history

    @property
    def status(self) -> str:
        """Give where it stands now."""
        if self.history:
            return self.history[-1].status
        if self.row is None:
            return "made"
        blank = all(answer.blank for answer in self.answers.values())
        return NONE if blank and self.answers else "answered" if self.answers else "made"

    @property
    def synthetic(self) -> bool:
        """Tell whether any of its history was made up."""
        return any(move.synthetic for move in self.history)

    @cached_property
    def flags(self) -> tuple[str, ...]:
        """Give what a reader must know of what the source leaves open."""
        found = []
        if not self.recommendation.audience and not (self.row and heard(self.row, self.document)):
            found.append("no audience stands beside it in the source")
        if self.status == NONE:
            found.append(NONE)
        if self.shares_with:
            found.append(f"the source probably merges its cells with those of {self.shares_with}")
        elif self.status != NONE:
            found += [
                f"the source leaves {references.spoken(name)} blank"
                for name, answer in self.answers.items()
                if answer.blank and not (self.row and name in self.row.shared)
            ]
        return tuple(found)


@dataclass(frozen=True)
class Book:
    """One document of the register, with the file it was read from, if any."""

    document: Document
    entries: tuple[Entry, ...]
    edges: tuple[Edge, ...]
    reading: Reading | None = None
    notes: tuple[str, ...] = ()

    def entry(self, number: str) -> Entry:
        """Give the entry of a number."""
        return next(entry for entry in self.entries if entry.number == number)

    def cut(self, entries: Sequence[Entry]) -> "Book":
        """Give it with some of its entries alone."""
        return replace(self, entries=tuple(entries))

    @property
    def audiences(self) -> tuple[str, ...]:
        """Give its audiences: as declared, else in the order they come."""
        came = dict.fromkeys(name for entry in self.entries for name in entry.audience)
        declared = [name for name in self.document.audiences if name in came]
        return tuple(dict.fromkeys([*declared, *came]))


def book(document: Document, reading: Reading | None = None) -> Book:
    """Give a document's part of the register, its cross-references resolved.

    reading : the person's own file of it, whose words then stand in place of ours.

    Raises BadData for cross-references that lead nowhere or round in a circle, for a column the document
    has and the file has not, and for an audience that is none of the document's.
    """
    where = reading.path.name if reading else f"{document.id}.yml"
    rows = {row.number: row for row in reading.rows} if reading else {}
    ours = {one.number: one for one in document.recommendations}
    if reading:
        _refuse_columns(document, reading)
        _refuse_audiences(document, reading)
    one_by_one = [*rows, *(number for number in ours if number not in rows)] if rows else [*ours]
    recommendations = [ours.get(number) or _unsummarised(rows[number], document) for number in one_by_one]
    said = {one.number: _said(one, rows.get(one.number)) for one in recommendations}
    edges = tuple(_edges(recommendations, rows, said))
    references.refuse_unsound(edges, said, where)
    fields = _fields(document, reading, recommendations)
    entries = [_entry(document, one, rows.get(one.number), said, edges, fields) for one in recommendations]
    before: Entry | None = None
    for at, entry in enumerate(entries):
        entries[at] = before = _sharing(entry, before, entries)
    notes = tuple(_notes(document, reading, ours, rows, edges)) if rows and reading else ()
    return Book(document, tuple(entries), edges, reading, notes)


def _unsummarised(row: Row, document: Document) -> Recommendation:
    return Recommendation(
        number=row.number, summary=row.said("recommendation"), audience=heard(row, document)
    )


def _said(one: Recommendation, row: Row | None) -> dict[str, Text | str | None]:
    """Give the words of each answer: the file's where there is one."""
    if row is not None and any(name in row.cells or name in row.shared for name in references.FIELDS):
        return {name: row.cells.get(name) for name in references.FIELDS}
    return {"action": one.action, "next_steps": one.next_steps, "update": None}


def _edges(
    recommendations: Sequence[Recommendation], rows: Mapping[str, Row], said: Mapping[str, Mapping]
) -> list[Edge]:
    """Give where answers point: found in the words of the file, as recorded for rows without one."""
    plain = {
        number: {name: text.plain for name, text in fields.items() if isinstance(text, Text)}
        for number, fields in said.items()
    }
    found = references.edges(plain)
    for one in recommendations:
        if one.number not in rows or not any(plain[one.number].values()):
            found += [Edge(one.number, point.field, point.to, point.kind) for point in one.points]
    return found


def _fields(
    document: Document, reading: Reading | None, recommendations: Sequence[Recommendation]
) -> tuple[str, ...]:
    """Give which answers the document has at all."""
    columns = set(document.columns) | (set(reading.table.columns) if reading else set())
    ours = {
        name
        for one in recommendations
        for name in references.FIELDS
        if getattr(one, name, None) or name in {point.field for point in one.points}
    }
    return tuple(name for name in references.FIELDS if name in columns | ours)


def _entry(
    document: Document,
    one: Recommendation,
    row: Row | None,
    said: Mapping[str, Mapping],
    edges: Sequence[Edge],
    fields: Sequence[str],
) -> Entry:
    answers = {}
    for name in fields:
        inherited = tuple(references.inherited(edges, one.number, name))
        full = any(each.kind == "full" for each in inherited)
        answers[name] = Answer(name, None if full else said[one.number].get(name), inherited)
    audience = (heard(row, document) if row else ()) or one.audience
    return Entry(document, one, row, answers, audience, one.shares_with, _due(one, row, document))


def _due(one: Recommendation, row: Row | None, document: Document) -> Window | None:
    """Give when a recommendation is to be done by: its own day, the last of its asks', or its row's."""
    if one.due is not None:
        return one.due
    days = [counted(ask.by_when, document.when) for ask in one.asks if ask.by_when is not None]
    if not days and row and row.said("due"):
        days = [counted(row.said("due"), document.when)]
    return max(days, key=lambda window: window.latest or date.min, default=None)


def _sharing(entry: Entry, before: Entry | None, entries: Sequence[Entry]) -> Entry:
    """Give an entry with the number whose cells it shares, and that one's audience where it has none."""
    with_whom = entry.shares_with or next(iter((entry.row.shared if entry.row else {}).values()), None)
    nothing = all(answer.blank for answer in entry.answers.values()) and entry.answers
    if with_whom is None and entry.row is not None and nothing and not entry.audience and before is not None:
        with_whom = before.number
    if with_whom is None:
        return entry
    other = next((one for one in entries if one.number == with_whom), None)
    audience = entry.audience or (other.audience if other else ())
    return Entry(
        entry.document, entry.recommendation, entry.row, entry.answers, audience, with_whom, entry.due
    )


def _refuse_columns(document: Document, reading: Reading) -> None:
    missing = [name for name in document.columns if name not in reading.table.columns]
    if missing:
        had = ", ".join(f"{heading!r}" for heading in reading.table.columns.values() if heading) or "none"
        raise BadData(
            f"{reading.path.name} is read as “{document.title}”, and has no column for: "
            f"{', '.join(references.spoken(name) for name in missing)}. Headings understood: {had}. "
            "Give the column its heading again, or its cells. Nothing was read."
        )


def _refuse_audiences(document: Document, reading: Reading) -> None:
    if not document.audiences:
        return
    strange = [
        f"{row.place}, number {row.number}: {name}"
        for row in reading.rows
        for name in heard(row, document)
        if name not in document.audiences
    ]
    if strange:
        raise BadData.rows(
            f"{reading.path.name} names audiences that “{document.title}” does not have:",
            strange,
            f"Known: {', '.join(document.audiences)}. Nothing was read.",
        )


def _notes(
    document: Document,
    reading: Reading,
    ours: Mapping[str, Recommendation],
    rows: Mapping[str, Row],
    edges: Sequence[Edge],
) -> list[str]:
    """Say where a file and our record of it differ, and what was mended as it was read."""
    found = list(reading.table.notes)
    if extra := [number for number in rows if number not in ours]:
        found.append(f"The file has numbers that our record has not: {', '.join(extra)}.")
    if gone := [number for number in ours if number not in rows]:
        found.append(f"Our record has numbers that the file has not: {', '.join(gone)}.")
    recorded = {(one.number, p.field, p.to, p.kind) for one in ours.values() for p in one.points}
    read = {(edge.number, edge.field, edge.to, edge.kind) for edge in edges}
    if differ := sorted(f"{number} to {to}" for number, _, to, _ in recorded ^ read):
        found.append(f"Cross-references differ from those on our record: {', '.join(differ)}.")
    return found

"""Lines made rows: headings found, rows split over pages joined again, and what is no row set aside."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from insight.errors import BadData
from insight.recommendations.reading.advertising import reason
from insight.recommendations.reading.columns import Layout, heads, layout, numbered
from insight.recommendations.reading.line import Line
from insight.recommendations.reading.text import Block, Run, Text

AHEAD = 6  # lines looked at below headings
REFERENCE = re.compile(r"^(?=.*\d)[\w ./:-]{1,24}$|^[\w./:-]{1,24}$")
WHAT_NEXT = "Mend the document, or take the row out of it. Nothing was read."


@dataclass
class Row:
    """One recommendation as the document has it."""

    number: str
    place: str
    cells: dict[str, Text] = field(default_factory=dict)  # by field: see columns.HEADINGS
    shared: dict[str, str] = field(default_factory=dict)  # fields whose cell is another number's, by field
    more: dict[str, Text] = field(default_factory=dict)  # columns of other kinds, by their heading
    notes: list[str] = field(default_factory=list)

    def said(self, name: str) -> str:
        """Give the words of a field on one line; '' where it is blank or not there."""
        return self.cells.get(name, Text()).plain


@dataclass(frozen=True)
class Aside:
    """Something that is no recommendation: kept, with the reason."""

    place: str
    words: str
    reason: str


@dataclass
class Table:
    """All rows of a document's tables of recommendations."""

    rows: list[Row] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)  # field -> heading, as the document has it
    aside: list[Aside] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)  # words above the first table


def tabled(lines: Sequence[Line], name: str) -> Table:
    """Give the rows that lines hold, in their order.

    name : of the file, for messages. Raises BadData, naming every line, for two rows of one number, cells
    beyond the last heading, and a continuation that could belong to several rows.
    """
    reader = _Reader(lines)
    reader.read()
    refuse([*reader.faults, *twice(reader.table.rows)], name)
    return reader.table


def refuse(faults: Sequence[str], name: str) -> None:
    """Raise BadData that names every fault of a document, if there are any."""
    if faults:
        raise BadData.rows(f"{name} cannot be read as a table of recommendations:", faults, WHAT_NEXT)


def twice(rows: Sequence[Row]) -> list[str]:
    """Give a line for each number that several rows have."""
    places: dict[str, list[str]] = {}
    for row in rows:
        places.setdefault(row.number, []).append(row.place)
    return [
        f"number {number} stands at {' and at '.join(at)}" for number, at in places.items() if len(at) > 1
    ]


class _Reader:
    """Goes through lines from top to bottom, knowing which columns it stands under."""

    def __init__(self, lines: Sequence[Line]):
        self.lines = lines
        self.table = Table()
        self.layout = Layout()
        self.group: set[str] = set()  # the words of headings over headings
        self.owner: dict[tuple[int, int], str] = {}  # whose a cell is, by line and place
        self.section = ""
        self.fresh = False  # headings have come since the last row
        self.faults: list[str] = []

    def read(self) -> None:
        """Read all lines."""
        at = 0
        while at < len(self.lines):
            block = self._headings(at)
            if block:
                self._under(at, block)
                at += block
                continue
            line = self.lines[at]
            if not line.blank:
                self._line(at, line)
            at += 1

    def _headings(self, at: int) -> int:
        """Give how many lines from here on are headings."""
        end = at
        while end < len(self.lines) and self.lines[end].table and self._is_heading(end):
            end += 1
        return end - at

    def _is_heading(self, at: int) -> bool:
        words = self.lines[at].words
        said = {word.casefold() for word in words if word}
        if heads(words) or (self.group and said and said <= self.group):
            return True
        over = bool(said) and at + 1 < len(self.lines) and not self.layout.fields
        short = all(len(word) < 60 for word in words) and numbered(words[0] if words else "") is None
        return over and short and "" in words and heads(self.lines[at + 1].words)

    def _under(self, at: int, many: int) -> None:
        """Take headings as those of what follows, unless they only stand over headings that are missing."""
        rows = [line.words for line in self.lines[at : at + many]]
        below = [line.words for line in self.lines[at + many : at + many + AHEAD] if not line.blank]
        found = layout(rows, below)
        self.fresh = True
        if self.layout.fields and len(found.fields) < len(self.layout.fields):
            return
        if many > 1 and not self.group:
            self.group = {word.casefold() for row in rows[:-1] for word in row if word}
        self.layout = found
        flat = {place: word for row in rows for place, word in enumerate(row) if word}
        for name, place in found.fields.items():
            self.table.columns.setdefault(name, flat.get(place, ""))

    def _line(self, at: int, line: Line) -> None:
        words = " ".join(word for word in line.words if word)
        if not self.layout.fields:
            self.table.before.append(words)
        elif not line.table:
            self._aside(line, words, "it stands outside the table")
        elif why := reason(words):
            self._aside(line, words, why)
        elif line.spans:
            self.section = words
        else:
            self._cells(at, line)

    def _aside(self, line: Line, words: str, why: str) -> None:
        self.table.aside.append(Aside(line.place, words, why))

    def _cells(self, at: int, line: Line) -> None:
        beyond = [text.plain for text in line.cells[self.layout.width :] if text]
        if beyond:
            many = self.layout.width + len(beyond)
            self.faults.append(
                f"{line.place} has {many} cells where the headings above it have {self.layout.width}"
            )
            return
        place = self.layout.fields.get("number")
        if place is not None and place < len(line.cells) and not _is_number(line.cells[place].plain):
            room = max(self.layout.fields.values()) + 1 - len(line.cells)
            if place or room < 1:
                words = line.cells[place].plain[:40]
                self.faults.append(f"{line.place} has words where its number should stand: {words!r}")
                return
            line = replace(line, cells=(*[Text()] * room, *line.cells))  # cells lost before its first
        own = dict(self._own(line))
        number = self._number(line, place, own)
        if number is None:
            self._continue(at, line, own)
        else:
            self._begin(at, line, number, own)
        self.fresh = False

    def _own(self, line: Line) -> Iterator[tuple[str, Text]]:
        """Give the cells that are this line's own, by field, or by their place for other columns."""
        names = {place: name for name, place in self.layout.fields.items()}
        for place, text in enumerate(line.cells):
            if place not in line.merged and text:
                yield names.get(place, f"#{place}"), text

    def _number(self, line: Line, place: int | None, own: dict[str, Text]) -> str | None:
        """Give the number of a new row; None where the line goes on with the row before."""
        if place is not None:
            text = own.get("number", Text()).plain
            if text:
                return numbered(text) or text
            anew = (
                "recommendation" in own and "audience" in own and not self.fresh and place not in line.merged
            )
            return f"unnumbered, {line.place}" if anew else None
        words = own.get("recommendation", Text()).plain
        first = numbered(words.split(" ")[0]) if words and words[0].isdigit() else None
        return first or (str(len(self.table.rows) + 1) if words else None)

    def _begin(self, at: int, line: Line, number: str, own: dict[str, Text]) -> None:
        row = Row(number, line.place)
        for name, text in own.items():
            if name.startswith("#"):
                row.more[self.layout.more.get(int(name[1:]), f"column {int(name[1:]) + 1}")] = text
            elif name != "number":
                row.cells[name] = text
        names = {place: name for name, place in self.layout.fields.items()}
        for place in range(len(line.cells)):
            whose = self.owner.get((at - line.merged.get(place, 0), place), number)
            self.owner[at, place] = whose
            if whose != number and place in names:
                row.shared[names[place]] = whose
        if self.section and "audience" not in self.layout.fields:
            row.more["section"] = Text((Block((Run(self.section),)),))
        if number.startswith("unnumbered"):
            row.notes.append("it has no number")
        self.table.rows.append(row)

    def _continue(self, at: int, line: Line, own: dict[str, Text]) -> None:
        """Join a line without a number to the row it goes on with."""
        words = " ".join(text.plain for text in own.values())
        if not own:
            return
        row = self._goes_on(line, own)
        if row is None:
            if not self.table.rows:
                self._aside(line, words, "it has no number, and no row stands above it to go on with")
            return
        for name, text in own.items():
            anew = not self.fresh
            if name.startswith("#"):
                title = self.layout.more.get(int(name[1:]), f"column {int(name[1:]) + 1}")
                row.more[title] = row.more.get(title, Text()).joined(text, anew=anew)
            else:
                row.cells[name] = row.cells.get(name, Text()).joined(text)
        for place in range(len(line.cells)):
            self.owner.setdefault((at, place), row.number)
        fields = ", ".join(name.replace("_", " ") for name in own if not name.startswith("#"))
        row.notes.append(f"{line.place} was joined to it ({fields})")

    def _goes_on(self, line: Line, own: dict[str, Text]) -> Row | None:
        """Give the row a line continues: the one above, unless what it says cannot follow that."""
        rows = self.table.rows
        if not rows or _fits(rows[-1], own):
            return rows[-1] if rows else None
        others = [row for row in rows if _fits(row, own)]
        if len(others) == 1:
            return others[0]
        numbers = ", ".join(row.number for row in others) or "no row"
        self.faults.append(
            f"{line.place} goes on within a sentence and has no number; it cannot follow row "
            f"{rows[-1].number} above it, and it could follow {numbers}"
        )
        return None


def _is_number(words: str) -> bool:
    """Tell whether words can number a row: a number, or a short reference; nothing where the row goes on."""
    return not words or numbered(words) is not None or bool(REFERENCE.match(words))


def _fits(row: Row, own: dict[str, Text]) -> bool:
    """Tell whether cells can follow a row's: what begins within a sentence needs one that has not ended."""
    return all(
        not text.plain[:1].islower() or row.cells.get(name, Text()).unfinished
        for name, text in own.items()
        if not name.startswith("#")
    )

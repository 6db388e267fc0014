"""A document about a programme's parts, read from its text: headings, leads, paragraphs, figures.

Its shape: a title; words about the whole; then for each part a heading, a line such as
'Workstream lead: Name' or 'Programme leads: Name and Name', and paragraphs and lists.
"""

import re
from datetime import date
from typing import NamedTuple

from insight.errors import BadData
from insight.formats.words import MONTHS
from insight.legacy.numerals import NUMERAL, QUALIFIERS, as_number

LEADS = re.compile(r"^(?:[A-Z][a-z]+ )?leads?\s*:\s*(.+)$", re.IGNORECASE)
TITLES = re.compile(r"^(?:Sir|Dame|Lord|Lady|Baroness|Professor|Prof|Dr|Mr|Mrs|Ms)\.?\s+")
STARS = re.compile(r"(?:\*+|_{2,})")
TAGS = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|</?[A-Za-z][^<>]*>", re.DOTALL | re.IGNORECASE)
BULLET = re.compile(r"^\s*[-•–*]\s+")
DAY = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(MONTHS)}) (\d{{4}})")
ENDS = re.compile(r"\b(?:cease|ceases|close|closes|closed|end|ends|ended)\b", re.IGNORECASE)
COUNTED = "".join(rf"(?<!{word} )" for word in QUALIFIERS.split("|"))  # 'nearly 2000' is no year
TIMES = re.compile(
    rf"{DAY.pattern}|\d{{1,2}}(?:st|nd|rd|th)? (?:{'|'.join(MONTHS)})\b"
    rf"|{COUNTED}\b(?:19|20)\d\d(?:\s?[-/–]\s?\d{{2,4}})?\b(?!,\d)|\b\d+ day\b"
)
FIGURE = re.compile(rf"\b(?:(?P<qualifier>{QUALIFIERS})\s+)?(?P<number>{NUMERAL})", re.IGNORECASE)


class Figure(NamedTuple):
    """A figure as a document prints it. value : a fraction where it is told in per cent."""

    qualifier: str  # '' where the document has none
    printed: str
    value: float
    sentence: str


class Section(NamedTuple):
    """One part: its heading, who led it, and its paragraphs in order, items of lists among them."""

    heading: str
    leads: tuple[str, ...]  # without titles, so that a person is one person
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """Give all its paragraphs as one text."""
        return "\n".join(self.paragraphs)


class Document(NamedTuple):
    """A document, read. closes : the first day beside a word for an end; None where there is none."""

    title: str
    opening: tuple[str, ...]
    closes: date | None
    sections: tuple[Section, ...]

    @property
    def people(self) -> dict[str, tuple[str, ...]]:
        """Give the headings each person leads, by name."""
        names = dict.fromkeys(name for one in self.sections for name in one.leads)
        return {name: tuple(one.heading for one in self.sections if name in one.leads) for name in names}


def read(text: str, *, where: str = "the document") -> Document:
    """Read the text of a document of that shape.

    text : as it is, with marks of Markdown or HTML among the words. where : named in refusals.
    Raises BadData, with every fault, for a text without a line of leads, for a line of leads with
    no heading above it or nobody in it, and for two parts of one heading.
    """
    lines = [line for line in map(_clean, _without_tags(text).splitlines()) if line]
    starts = [number for number, line in enumerate(lines) if LEADS.match(line)]
    if not starts:
        raise BadData(
            f"{where} has no line such as 'Workstream lead: Name', so its parts cannot be told apart. "
            "Give the document itself, with a line for each part that says who led it."
        )
    _refuse(lines, starts, where)
    ends = [*(start - 1 for start in starts[1:]), len(lines)]
    sections = tuple(
        Section(
            lines[start - 1],
            _names(lines[start]),
            tuple(BULLET.sub("- ", line) for line in lines[start + 1 : end]),
        )
        for start, end in zip(starts, ends, strict=True)
    )
    before = lines[: starts[0] - 1]
    return Document(before[0] if before else "", tuple(before[1:]), _closes(before), sections)


def figures(text: str) -> list[Figure]:
    """Give the figures in a text with the word that qualifies each; dates and years are none.

    >>> [(one.qualifier, one.value) for one in figures("Nearly 70% of 2,000 took part in 2012.")]
    [('nearly', 0.7), ('', 2000.0)]
    """
    found = []
    for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])|\n", text):
        for match in FIGURE.finditer(TIMES.sub(lambda time: "·" * len(time[0]), sentence)):
            qualifier, printed = match["qualifier"] or "", match["number"]
            found.append(Figure(qualifier.lower(), printed, as_number(printed), sentence))
    return found


def _refuse(lines: list[str], starts: list[int], where: str) -> None:
    faults = []
    headings: dict[str, int] = {}
    for start in starts:
        if start == 0 or start - 1 in starts:
            faults.append(f"{lines[start]!r}: no heading stands above it")
            continue
        heading = lines[start - 1]
        if heading.casefold() in headings:
            faults.append(f"{heading!r}: two parts have this heading")
        headings[heading.casefold()] = start
        if not _names(lines[start]):
            faults.append(f"{heading!r}: nobody leads it")
    if faults:
        raise BadData.rows(
            f"{where} cannot be read, part by part:", faults, "Mend the text. Nothing was read."
        )


def _without_tags(text: str) -> str:
    """Give a text without tags of HTML, and without what a script or a style holds."""
    return TAGS.sub("", text.replace("\ufeff", ""))


def _clean(line: str) -> str:
    return " ".join(STARS.sub(" ", line.replace("\u200b", "")).split())


def _names(line: str) -> tuple[str, ...]:
    match = LEADS.match(line)
    parts = re.split(r",|;|&|\band\b", match[1]) if match else []
    return tuple(TITLES.sub("", part.strip()) for part in parts if part.strip())


def _closes(lines: list[str]) -> date | None:
    for line in lines:
        for found in DAY.finditer(line) if ENDS.search(line) else ():
            try:
                return date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))
            except ValueError:  # there is no such day, such as 31 April
                continue
    return None

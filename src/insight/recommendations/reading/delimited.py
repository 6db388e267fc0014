"""Tables as text: cells parted by tabs, commas or semicolons, with whatever stands around them."""

import csv
import io
from collections.abc import Iterator

from insight.recommendations.reading.columns import heads
from insight.recommendations.reading.line import Line, outside
from insight.recommendations.reading.text import Text, cleaned

PARTED = "\t,;|"


def lines(text: str) -> list[Line]:
    """Give the lines of a text, its cells told by the character that parts its headings; one each where none.

    A cell in quotation marks may hold line breaks; quotation marks that do not pair are letters.
    """
    mark = delimiter(text)
    if mark is None or (mark == "\t" and not _quoted(text)):
        return [
            _line(number, row.split(mark) if mark else [row])
            for number, row in enumerate(text.splitlines(), 1)
        ]
    return list(_read(text, mark))


def delimiter(text: str) -> str | None:
    """Give the character that parts the headings of a table; None for a text without one.

    >>> delimiter("No,Recommendation\\n1,a; b"), delimiter("We ask, and ask again.")
    (',', None)
    """
    rows = [row for row in text.splitlines() if row.strip()]
    for mark in PARTED:
        if any(mark in row and heads([cell.strip('" ') for cell in row.split(mark)]) for row in rows):
            return mark
    return None


def _quoted(text: str) -> bool:
    """Tell whether quotation marks part cells: each opens at a cell's start, and they pair."""
    return text.count('"') % 2 == 0 and ('\t"' in text or '\n"' in text or text.startswith('"'))


def _read(text: str, mark: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    before = 0
    for row in reader:
        yield _line(before + 1, row)
        before = reader.line_num


def _line(number: int, cells: list[str]) -> Line:
    place = f"line {number}"
    if all(set(cell.strip()) <= {"-", ":"} for cell in cells):  # a rule drawn under headings, or nothing
        cells = [""] * len(cells)
    if len(cells) < 2:
        return outside(place, cleaned(cells[0].strip("*# ")) if cells else Text())
    return Line(place, tuple(cleaned(cell) for cell in cells))

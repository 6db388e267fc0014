"""Documents of recommendations and of responses to them, read from a person's own files."""

from dataclasses import dataclass
from pathlib import Path

from insight import given
from insight.errors import MissingInput
from insight.recommendations.reading import delimited, html, prose, sections, word, workbook
from insight.recommendations.reading.line import Line
from insight.recommendations.reading.rows import Aside, Row, Table, tabled
from insight.recommendations.reading.text import Block, Run, Text, cleaned

__all__ = ["KINDS", "Aside", "Block", "Reading", "Row", "Run", "Table", "Text", "cleaned", "read"]

KINDS = {".txt", ".tsv", ".csv", ".html", ".htm", ".docx", ".xlsx", ".xls", ".ods", ".md"}
SAMPLE = 4000  # letters in which HTML tells itself


@dataclass(frozen=True)
class Reading:
    """What a file holds: its rows, what stands before them, what was set aside, and what was mended."""

    path: Path
    title: str  # the first words of the document; the file's name where there are none
    table: Table
    text: str  # all of its words

    @property
    def rows(self) -> list[Row]:
        """Give its rows, in the order of the document."""
        return self.table.rows


def read(path: Path) -> Reading:
    """Give what a document recommends and answers, from tab-separated text, CSV, HTML, DOCX or a workbook.

    Columns are found by their headings, in any order; rows split over pages are joined again; markup is
    cleaned, and what may never be shown is set aside with the reason. A document without such a table may
    give each recommendation a heading with labelled answers below it, or list them all under one. One
    without any of these has no rows.

    Raises MissingInput for a file that is not there or of another kind, BadData for one that cannot be read.
    """
    if path.suffix.lower() not in KINDS or not path.is_file():
        raise MissingInput(
            f"{path} is not there, or not of a kind that can be read: {', '.join(sorted(KINDS))}."
        )
    lines = _lines(path)
    table = tabled(lines, path.name)
    if not table.rows and not table.columns:
        table = sections.answered(lines, path.name)
        table = table if table.rows else prose.listed(lines)
    _note_markup(table)
    text = "\n".join(" ".join(word for word in line.words if word) for line in lines)
    title = next((words for words in table.before if words), "") or path.stem
    return Reading(path, title, table, text)


def _lines(path: Path) -> list[Line]:
    kind = path.suffix.lower()
    if kind == ".docx":
        return word.lines(path)
    if kind in (".xlsx", ".xls", ".ods"):
        return workbook.lines(path)
    text = given.text(path)
    if kind in (".html", ".htm") or "<table" in text[:SAMPLE].casefold() and "<tr" in text.casefold():
        return html.lines(text)
    return delimited.lines(text)


def _note_markup(table: Table) -> None:
    """Say what was taken out of cells and what was left open in them, and keep it."""
    for row in table.rows:
        for name, text in [*row.cells.items(), *row.more.items()]:
            where = f"{row.place}, {name.replace('_', ' ')}"
            for code in text.removed:
                table.aside.append(
                    Aside(where, code, "it is a script or its like, and is never run or shown as such")
                )
            if text.unclosed:
                tags = ", ".join(dict.fromkeys(text.unclosed))
                table.notes.append(
                    f"{where} of number {row.number}: markup is not closed as it was opened ({tags}). "
                    "The words were kept; check where they end."
                )
        table.notes += [f"Number {row.number}: {note}." for note in row.notes]

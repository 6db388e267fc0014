"""The verb that shows what was recommended: the register, as it stands or as a person's own files have it."""

import re
import textwrap
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from insight import paths
from insight.cli import options
from insight.cli.app import app
from insight.cli.progress import say
from insight.formats import plural

Document = Annotated[
    str, typer.Argument(metavar="[DOCUMENT]", help="A file in params/recommendations, or one in --data.")
]
Tests = Annotated[bool, typer.Option("--tests", help="List which test proves which requirement.")]


@app.command("recommendations")
def show(document: Document = "", data: options.Data = None, tests: Tests = False) -> None:
    """Show what was recommended, of whom, what was answered, and where each answer comes from.

    insight recommendations --data ../shared/seeds engaging_clinicians_2014
    """
    from insight import recommendations  # here, as no other verb needs what it loads

    if tests:
        say(*_proved())
        return
    books = recommendations.books(data.resolve() if data else "")
    for book in [recommendations.chosen(books, document)] if document else books:
        say(*_book(book, whole=bool(document)), "")


def _book(book, *, whole: bool) -> Iterator[str]:
    source = book.reading.path.name if book.reading else "our summaries alone"
    yield f"{book.document.id}: {book.document.title}"
    yield f"  from {source}; {plural(len(book.entries), 'recommendation')}"
    for audience, numbers in _audiences(book):
        yield f"  {audience}: {numbers}"
    edges = [f"{one.number}.{one.field} -> {one.to} ({one.kind})" for one in book.edges]
    yield from _listed("cross-references", edges)
    for entry in book.entries:
        if entry.flags:
            yield f"  number {entry.number}: {'; '.join(entry.flags)}"
    if whole:
        for entry in book.entries:
            yield from _entry(entry)
    yield from (f"  {note}" for note in book.notes)
    for aside in book.reading.table.aside if book.reading else ():
        yield f"  set aside, {aside.place}: {aside.words!r}, as {aside.reason}"


def _audiences(book) -> Iterator[tuple[str, str]]:
    for audience in book.audiences:
        numbers = [entry.number for entry in book.entries if audience in entry.audience]
        yield audience, ", ".join(numbers)


def _listed(words: str, items: list[str]) -> Iterator[str]:
    if items:
        yield from textwrap.wrap(
            f"{words}: {', '.join(items)}", 108, initial_indent="  ", subsequent_indent="    "
        )


def _entry(entry) -> Iterator[str]:
    yield f"\n  {entry.number}. [{entry.status}] to {'; '.join(entry.audience) or 'nobody named'}"
    yield from _wrapped(entry.said)
    for answer in entry.answers.values():
        own = getattr(answer.own, "plain", answer.own)
        given = [f"inherited from #{one.source}" for one in answer.inherited]
        said = "; ".join([*given, *([own] if own else [])]) or "nothing recorded"
        yield from _wrapped(f"{answer.field.replace('_', ' ')}: {said}")


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(words, 104, initial_indent="    ", subsequent_indent="      ")


def _proved() -> list[str]:
    """Give each requirement with the tests that carry its id."""
    folder: Path = paths.root() / "tests" / "requirements"
    found = [
        (row.upper(), name, path.name)
        for path in sorted(folder.glob("test_*.py"))
        for name, rows in re.findall(
            r"^def (test_((?:[a-z]\d\d_)+)\w+)", path.read_text("utf-8"), re.MULTILINE
        )
        for row in re.findall(r"[a-z]\d\d", rows)
    ]
    lines = []
    for row, group in groupby(sorted(found), key=lambda one: one[0]):
        lines += [f"{row}  {file}: {name}" for _, name, file in group]
    return lines or ["There is no folder tests/requirements here."]

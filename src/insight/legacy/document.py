"""A programme's own document, found in the reader's folder, and what it adds to what is written here."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from insight import given
from insight.legacy.aligning import Shared, aligned
from insight.legacy.programme import Achievement, Body, Programme
from insight.legacy.reading import Document, Figure, figures, read

KINDS = (".txt", ".md", ".html", ".htm")
PART = r"(?:\s*\([^)]*\))?(?:[\u2019']s)?\s+([a-z]+(?:\s+[a-z]+){0,3}?) directorate"  # after a body's name


class Receiver(NamedTuple):
    """A body that a paragraph names, and the part of it, if it names one."""

    body: str
    part: str


class Told(NamedTuple):
    """What a document says itself: its own words, and how they fit with what is written here."""

    file: str
    document: Document
    shared: Shared
    receivers: dict[str, tuple[Receiver, ...]]  # by heading, as its recurring paragraphs name them
    found: tuple[Achievement, ...]  # written here, and found in the document
    missing: tuple[Achievement, ...]  # written here, and not found


def told(programme: Programme, folder: str) -> Told | None:
    """Give what a programme's own document says; None without a folder, or where none there is of it.

    folder : of source documents; a relative path leads from the project's folder. Raises MissingInput
    for a folder that is not there, BadData for two documents of one title and for one that is
    not of the shape that `reading.read` gives.
    """
    path = find(" ".join(programme.title_words), folder)
    if path is None:
        return None
    document = read(given.text(path), where=path.name)
    shared = aligned(document)
    left = {
        heading: tuple(dict.fromkeys(one for row in shared.left if row.heading == heading
                                     for one in receivers(row.text, programme.bodies)))
        for heading in dict.fromkeys(row.heading for row in shared.left)
    }  # fmt: skip
    sections = {one.heading.casefold(): figures(one.text) for one in document.sections}
    titles = {one.id: one.title.casefold() for one in programme.workstreams}
    claims = [one for one in programme.achievements if one.value is not None]
    found = [
        any(same(one, printed) for printed in sections.get(titles[one.workstream], ())) for one in claims
    ]
    pairs = list(zip(claims, found, strict=True))
    return Told(
        path.name, document, shared, left, tuple(one for one, yes in pairs if yes),
        tuple(one for one, yes in pairs if not yes),
    )  # fmt: skip


def find(title: str, folder: str) -> Path | None:
    """Give the one file in a folder that says a title; None for none.

    Raises MissingInput for a folder that is not there, BadData where two files say it.
    """
    files = [path for path in given.files(folder, KINDS) if given.is_titled(given.text(path), [title])]
    return given.one_each((title, path) for path in files).get(title)


def receivers(text: str, bodies: Sequence[Body]) -> tuple[Receiver, ...]:
    """Give the bodies a paragraph names, each with the directorate of it that is named, if one is.

    Each line of a list is read apart: a body may be named whole in one and by a part in another.
    """
    found: list[Receiver] = []
    for line in text.split("\n"):
        for body in bodies:
            names = sorted((body.name, *body.also), key=len, reverse=True)
            name = rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)"
            if re.search(name, line):
                found += [Receiver(body.id, part) for part in re.findall(name + PART, line)] or [
                    Receiver(body.id, "")
                ]
    return tuple(dict.fromkeys(found))


def same(one: Achievement, printed: Figure) -> bool:
    """Tell whether a figure that a document prints is the one that is written here, qualifier and all."""
    qualifier = str(one.qualifier) if one.qualified else ""
    here = qualifier.removeprefix("an "), round(float(one.value or 0) * _scale(one), 2)
    return here == (printed.qualifier.removeprefix("an "), round(printed.value, 2))


def _scale(one: Achievement) -> float:
    return 1e6 if str(one.unit).startswith("million ") else 1

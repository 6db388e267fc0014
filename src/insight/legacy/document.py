"""A programme's own document, found in the reader's folder, and what it adds to what is written here."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from insight import paths
from insight.errors import BadData, MissingInput
from insight.legacy.aligning import Shared, aligned
from insight.legacy.programme import Achievement, Body, Programme
from insight.legacy.reading import Document, Figure, figures, read

READABLE = (".txt", ".md", ".html", ".htm")
HEAD = 400  # letters at the beginning in which a document's title stands
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
    path = find(programme.title_words, folder) if folder else None
    if path is None:
        return None
    document = read(_text(path), where=path.name)
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


def find(title_words: Sequence[str], folder: str) -> Path | None:
    """Give the one file in a folder whose first lines hold all the words of a title; None for none.

    Raises MissingInput for a folder that is not there, BadData where two files hold them.
    """
    place = (paths.root() / folder).resolve()
    if not place.is_dir():
        raise MissingInput(
            f"There is no folder {folder!r}. Give the folder that holds your source documents, or leave "
            "'data' empty for a page without them."
        )
    files = [path for path in sorted(place.iterdir()) if path.suffix.lower() in READABLE and path.is_file()]
    wanted = [word.casefold() for word in title_words]
    heads = {path: _text(path)[:HEAD].casefold() for path in files}
    found = [path for path in files if all(word in heads[path] for word in wanted)]
    if len(found) > 1:
        raise BadData.rows(
            f"{folder} holds {len(found)} documents titled {' '.join(title_words)!r}, and it cannot be told "
            "which is meant:", [path.name for path in found], "Keep one of them there.",
        )  # fmt: skip
    return found[0] if found else None


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


def _text(path: Path) -> str:
    """Give a file's text, or refuse one that is none."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadData(
            f"{path.name} is not UTF-8 text (byte {error.start}). Save it as UTF-8 text and run again."
        ) from error

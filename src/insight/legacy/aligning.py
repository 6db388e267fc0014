"""Paragraphs that recur from part to part of a document, nearly word for word, and where they differ."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from insight.legacy.reading import Document

ALIKE = 0.6  # share of words, in order, that two paragraphs have in common
FEWEST = 3  # parts a paragraph must recur in
LIST = "\n- "  # begins an item of the list below a paragraph
ASSETS = re.compile(r"\bassets?\b|\bintellectual property\b", re.IGNORECASE)


class Piece(NamedTuple):
    """Words of a paragraph: as in the others, only here, or in the others and not here."""

    kind: Literal["same", "here", "not here"]
    words: str


class Recurring(NamedTuple):
    """One paragraph of one part, beside the one most like all the others."""

    heading: str
    text: str
    pieces: tuple[Piece, ...]


class Shared(NamedTuple):
    """What recurs: paragraphs on who receives what, one or more a part; and those that say nothing new.

    left : in the document's order. common : the one of them that is most like all the others.
    boilerplate : the same of what recurs besides, once; and in how many parts it stands.
    """

    common: str
    left: tuple[Recurring, ...]
    boilerplate: str
    parts: int


def aligned(document: Document) -> Shared:
    """Find the paragraphs of a document that recur, and mark where each differs from the most usual.

    Two are alike where at least 60% of their words agree in order (Ratcliff and Obershelp's measure,
    as in Python's difflib). A paragraph recurs when three parts or more hold one like it.
    """
    rows = [(one.heading, text) for one in document.sections for text in _with_lists(one.paragraphs)]
    tokens = [text.partition(LIST)[0].split() for _, text in rows]
    alike = [[_alike(one, other) for other in tokens] for one in tokens]
    recurs = [
        number for number, (heading, _) in enumerate(rows)
        if len({rows[other][0] for other, near in enumerate(alike[number]) if near >= ALIKE}) >= FEWEST
    ]  # fmt: skip
    left = [number for number in recurs if ASSETS.search(rows[number][1])]
    rest = [number for number in recurs if number not in left]
    usual = _most_like(left, alike)
    again = _most_like(rest, alike)
    return Shared(
        common=rows[usual][1] if usual is not None else "",
        left=tuple(
            Recurring(*rows[number], _pieces(tokens[usual], tokens[number]) + _listed(rows[number][1]))
            for number in left
            if usual is not None
        ),
        boilerplate=rows[again][1] if again is not None else "",
        parts=len({rows[number][0] for number in rest}),
    )


def _with_lists(paragraphs: Sequence[str]) -> list[str]:
    """Give paragraphs, with the items of the list that one announces with a colon added to it."""
    found: list[str] = []
    for text in paragraphs:
        if text.startswith("- ") and found and (found[-1].endswith(":") or LIST in found[-1]):
            found[-1] += f"\n{text}"
        else:
            found.append(text)
    return found


def _listed(text: str) -> tuple[Piece, ...]:
    """Give the items of the list below a paragraph: they are of one part alone."""
    return tuple(Piece("here", item) for item in text.split(LIST)[1:])


def _alike(one: list[str], other: list[str]) -> float:
    """Give how alike two lists of words are; 0 where a look at their lengths shows they are not."""
    short, long = sorted((len(one), len(other)))
    if not short or 2 * short < ALIKE * (short + long):
        return 0.0
    matcher = SequenceMatcher(None, _plain(one), _plain(other), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _plain(words: list[str]) -> list[str]:
    return [word.strip(".,;:()").casefold().replace("\u2019", "'") for word in words]


def _most_like(chosen: list[int], alike: list[list[float]]) -> int | None:
    """Give the one that is most like all the others; the first of several."""
    return max(chosen, key=lambda one: sum(alike[one][other] for other in chosen), default=None)


def _pieces(usual: list[str], here: list[str]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    matcher = SequenceMatcher(None, _plain(usual), _plain(here), autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            found.append(Piece("same", " ".join(here[start:end])))
            continue
        if end > start:
            found.append(Piece("here", " ".join(here[start:end])))
        if last > first:
            found.append(Piece("not here", " ".join(usual[first:last])))
    return tuple(found)

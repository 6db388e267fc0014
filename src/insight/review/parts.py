"""A page laid out for comparing: its tables, pictures and sentences, each with where it stands."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from insight.pages import Block, Bullets, Figure, Folded, Heading, Page, Paragraph, Run, Table, words

SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'(\u2018\u201c])")

T = TypeVar("T")


@dataclass(frozen=True)
class Sentence:
    """A sentence, where it stands, and the words that lead its paragraph or item, if any are strong."""

    section: str
    text: str
    lead: str = ""


@dataclass(frozen=True)
class Placed(Generic[T]):
    """A table or a picture with where it stands."""

    section: str
    what: T


@dataclass
class Parts:
    """All of a page that is compared."""

    tables: list[Placed[Table]] = field(default_factory=list)
    figures: list[Placed[Figure]] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)


def parts(page: Page) -> Parts:
    """Give the tables, pictures and sentences of a page, those within folds too, in order."""
    found = Parts(sentences=[Sentence("", page.title)])
    for section, block in _placed(page.blocks, ()):
        match block:
            case Table():
                found.tables.append(Placed(section, block))
                found.sentences += _sentences(section, block.caption)
            case Figure():
                found.figures.append(Placed(section, block))
                found.sentences += _sentences(section, block.caption)
                if block.table is not None:
                    found.tables.append(Placed(section, block.table))
                    if block.table.caption != block.caption:
                        found.sentences += _sentences(section, block.table.caption)
            case Paragraph():
                found.sentences += _sentences(section, words(block.runs), _lead(block.runs))
            case Bullets():
                for item in block.items:
                    found.sentences += _sentences(section, words(item), _lead(item))
            case Heading():
                found.sentences.append(Sentence(section, block.text))
            case Folded():
                found.sentences.append(Sentence(section, block.summary))
    return found


def _placed(blocks: Iterable[Block], above: tuple[str, ...]) -> Iterator[tuple[str, Block]]:
    """Give every part with the headings and folds it stands under."""
    headings: list[Heading] = []
    for block in blocks:
        if isinstance(block, Heading):
            headings = [one for one in headings if one.level < block.level]
        path = (*above, *(one.text for one in headings))
        yield " > ".join(path), block
        if isinstance(block, Heading):
            headings.append(block)
        if isinstance(block, Folded):
            yield from _placed(block.blocks, (*path, block.summary))


def _sentences(section: str, text: str, lead: str = "") -> list[Sentence]:
    return [Sentence(section, one, lead) for one in SENTENCE.split(text) if one.strip()]


def _lead(runs: Sequence[Run]) -> str:
    """Give the strong words that begin a line, as the name of a metric does."""
    return next((run.text.strip() for run in runs[:1] if run.strong), "")

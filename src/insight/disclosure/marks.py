"""Numbers found in what is published, each with the words that say what it is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

NUMBER = re.compile(r"(?<![\w.,/-])[−-]?\d[\d,]*(?:\.\d+)?(?!\w)")
SENTENCE = re.compile(r"(?<=[.;!?])\s+|\n+")


@dataclass(frozen=True)
class Mark:
    """One place where numbers stand: a cell, a sentence, an attribute, a drawn mark."""

    where: str  # such as "table cell" or "alt text"
    text: str  # where the numbers are
    words: tuple[str, ...]  # what stands nearest to them: headings of row and column, other cells
    around: tuple[str, ...] = ()  # what they stand under: caption, heading, title of the page


def numbers(text: str) -> list[float]:
    """Give the numbers in a text.

    >>> numbers("York: 1,204 of 3,000 (40.1%), 2 to 4")
    [1204.0, 3000.0, 40.1, 2.0, 4.0]
    >>> numbers("Q2-2024, N12")
    []
    """
    return [
        float(found.replace(",", "").replace("−", "-")) for found in NUMBER.findall(text) if found.strip("-−")
    ]


def sentences(text: str, where: str, around: tuple[str, ...] = ()) -> Iterator[Mark]:
    """Give each sentence of a text that has a number, under the text's first sentence and what is around."""
    parts = [part.strip() for part in SENTENCE.split(text) if part.strip()]
    for part in parts:
        if any(map(str.isdigit, part)):
            yield Mark(where, part, (), (*parts[:1], *around))

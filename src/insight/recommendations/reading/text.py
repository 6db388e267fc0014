"""What a cell holds once its markup is cleaned: paragraphs, list items and links; and what was taken out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple
from xml.etree.ElementTree import Element

from insight.recommendations.reading.markup import parsed, unclosed

MARKED = re.compile(r"<[a-zA-Z/!]|&#?\w+;")
BULLET = re.compile(r"^\s*(?:[•▪◦●·*–-]|\(?[0-9a-z]{1,2}[.)])\s+")
SAFE = re.compile(r"^(https?://|mailto:)", re.IGNORECASE)
NEVER = {"script", "style", "iframe", "object", "embed", "template", "svg", "math"}  # never shown
BREAKS = {
    "p", "div", "ul", "ol", "li", "table", "tr", "blockquote", "section", "article", "pre", "dl", "dt", "dd",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr",
}  # fmt: skip
ENDED = re.compile(r"[.!?:;][\s\"'’”)\]]*$")


class Run(NamedTuple):
    """Some words of a line, and the address they lead to, if any."""

    text: str
    link: str | None = None


@dataclass(frozen=True)
class Block:
    """A paragraph, an item of a list, or a row of a table within the cell."""

    runs: tuple[Run, ...]
    item: bool = False

    @property
    def text(self) -> str:
        """Give its words."""
        return " ".join("".join(run.text for run in self.runs).split())


@dataclass(frozen=True)
class Text:
    """A cell's words in blocks, what must never be shown, and tags that were left open or closed twice."""

    blocks: tuple[Block, ...] = ()
    removed: tuple[str, ...] = ()  # scripts and their kin, as text
    unclosed: tuple[str, ...] = ()

    @property
    def plain(self) -> str:
        """Give all of its words on one line."""
        return " ".join(block.text for block in self.blocks)

    def __bool__(self) -> bool:
        return bool(self.blocks)

    @property
    def unfinished(self) -> bool:
        """Tell whether it stops within a sentence."""
        return bool(self.blocks) and not ENDED.search(self.blocks[-1].text)

    def joined(self, rest: "Text", *, anew: bool = False) -> "Text":
        """Give it with its continuation, which goes on in the last block where that stops within a sentence.

        anew : have the rest begin a block of its own.
        """
        removed, unclosed = self.removed + rest.removed, self.unclosed + rest.unclosed
        blocks = self.blocks + rest.blocks
        if self.blocks and rest.blocks and not anew and self._goes_on(rest):
            last, first = self.blocks[-1], rest.blocks[0]
            one = replace(last, runs=(*last.runs, Run(" "), *first.runs))
            blocks = (*self.blocks[:-1], one, *rest.blocks[1:])
        return Text(blocks, removed, unclosed)

    def _goes_on(self, rest: "Text") -> bool:
        first = rest.blocks[0].text
        return not rest.blocks[0].item and (self.unfinished or first[:1].islower())


def cleaned(source: str) -> Text:
    """Give the words of a cell's text: its markup read as a browser would, or its lines as paragraphs.

    Nothing is lost: what may not be shown is kept as `removed`, addresses with their words.

    >>> cleaned("<p>Do <b>this</b>:</p><ul><li>one<li>two</ul>").plain
    'Do this: one two'
    """
    if not MARKED.search(source):
        return Text(tuple(_lines(source)))
    gathered = Gathered()
    gathered.walk(parsed(source))
    return replace(gathered.text(), unclosed=tuple(unclosed(source)))


def of_element(element: Element) -> Text:
    """Give the words of an element of a page, whatever lies in it."""
    gathered = Gathered()
    gathered.within(element)
    return gathered.text()


def of_blocks(blocks: Iterable[Block]) -> Text:
    """Give a text of blocks; those without words are left out."""
    return Text(tuple(block for block in blocks if block.text))


class Gathered:
    """Blocks as they are found on a walk through elements."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.runs: list[Run] = []
        self.removed: list[str] = []
        self.item = False
        self.link: str | None = None

    def walk(self, element: Element) -> None:
        """Take in an element and what follows it."""
        tag = element.tag if isinstance(element.tag, str) else "!"
        if tag in NEVER:
            self.removed.append(" ".join("".join(element.itertext()).split()) or f"<{tag}>")
        elif tag != "!":
            self._open(element, tag)
        self.say(element.tail)

    def _open(self, element: Element, tag: str) -> None:
        handlers = [f'{name}="{value}"' for name, value in element.items() if name.startswith("on")]
        self.removed += handlers
        if tag in BREAKS or tag == "br":
            self.end()
        if tag in ("td", "th") and self.runs:
            self.say(" | ")
        was_item, was_link = self.item, self.link
        self.item = self.item or tag == "li"
        if tag == "a":
            self.link = self._address(element.get("href") or "")
        if tag == "img" and element.get("alt"):
            self.say(element.get("alt"))
        self.within(element)
        if tag in BREAKS:
            self.end()
        self.item, self.link = was_item, was_link

    def _address(self, href: str) -> str | None:
        if href.strip().lower().startswith(("javascript:", "data:", "vbscript:")):
            self.removed.append(href)
        return href.strip() if SAFE.match(href.strip()) else None

    def within(self, element: Element) -> None:
        """Take in what an element holds."""
        self.say(element.text)
        for child in element:
            self.walk(child)

    def say(self, words: str | None) -> None:
        """Take in words."""
        if words:
            self.runs.append(Run(words, self.link))

    def end(self) -> None:
        """End a block."""
        block = Block(tuple(self.runs), self.item)
        if block.text:
            self.blocks.append(_without_bullet(block))
        self.runs = []

    def text(self) -> Text:
        """Give all that was found."""
        self.end()
        return Text(tuple(self.blocks), tuple(self.removed))


def _without_bullet(block: Block) -> Block:
    """Give a block without the sign that only shows it to be an item."""
    at = next((n for n, run in enumerate(block.runs) if run.text.strip()), 0)
    bare = BULLET.sub("", block.runs[at].text, count=1)
    if bare == block.runs[at].text or not (block.item or block.text[0] in "•▪◦●·"):
        return block
    return Block((*block.runs[:at], Run(bare, block.runs[at].link), *block.runs[at + 1 :]), item=True)


def _lines(source: str) -> Iterator[Block]:
    for line in source.splitlines():
        if line.strip():
            yield _without_bullet(Block((Run(line.strip()),)))

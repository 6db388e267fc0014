"""The parts of a page, in the order in which they are read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """A stretch of text that looks one way. `href` is where it leads, None for plain text."""

    text: str
    strong: bool = False
    emphasis: bool = False
    small: bool = False
    href: str | None = None


@dataclass(frozen=True)
class Heading:
    """A heading; the page's title is of level 1."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. `kind` says what it is for: edition, synthetic, lead, dates, nothing, or "" for prose."""

    runs: tuple[Run, ...]
    kind: str = ""


@dataclass(frozen=True)
class Bullets:
    """A list, each item a line of runs."""

    items: tuple[tuple[Run, ...], ...]
    ordered: bool = False


@dataclass(frozen=True)
class Row:
    """A row of a table: its cells as read, the first of which heads it; `group` heads its block."""

    cells: tuple[str, ...]
    group: str | None = None


@dataclass(frozen=True)
class Table:
    """A table. `numeric` says of each column whether it holds numbers."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    numeric: tuple[bool, ...]


@dataclass(frozen=True)
class Figure:
    """A picture with its words and its numbers. `name` is its id: no other of its page has it."""

    kind: str
    name: str
    svg: str
    alt: str
    caption: str
    table: Table | None


@dataclass(frozen=True)
class Folded:
    """Parts that open when asked for."""

    summary: str
    blocks: tuple["Block", ...]


Block = Heading | Paragraph | Bullets | Table | Figure | Folded


@dataclass(frozen=True)
class Page:
    """A finished page. `parameters` are what it was made with, `blocks` all of it but the title."""

    path: Path
    title: str
    parameters: dict[str, object]
    blocks: tuple[Block, ...]


def unfolded(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give every part, those within folds too, in the order of the page."""
    for block in blocks:
        yield block
        if isinstance(block, Folded):
            yield from unfolded(block.blocks)


def figures(page: Page) -> list[Figure]:
    """Give the pictures of a page, in order."""
    return [block for block in unfolded(page.blocks) if isinstance(block, Figure)]


def tables(page: Page) -> list[Table]:
    """Give the tables of a page, in order, those beneath pictures among them."""
    found: list[Table] = []
    for block in unfolded(page.blocks):
        if isinstance(block, Table):
            found.append(block)
        elif isinstance(block, Figure) and block.table is not None:
            found.append(block.table)
    return found


def words(runs: Iterable[Run]) -> str:
    """Give the text of some runs on one line.

    >>> words([Run("12 of "), Run("20", strong=True)])
    '12 of 20'
    """
    return " ".join("".join(run.text for run in runs).split())

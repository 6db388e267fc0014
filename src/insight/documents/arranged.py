"""A page arranged for paper: its text and figures first, its long tables after them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from insight.pages import Block, Bullets, Figure, Folded, Heading, Page, Paragraph, Row, Run, Table, words

Part = dict[str, Any]  # what a part is, as JSON can hold it: "kind" and what belongs to that kind
DEEPEST = 6


@dataclass(frozen=True)
class Arranged:
    """A page for paper. `main` is read first, `tables` after it; each drawing is named in `drawings`."""

    title: str
    edition: str
    synthetic: str
    main: list[Part]
    tables: list[Part]
    drawings: dict[str, str]  # the name of a file -> SVG


def arranged(page: Page) -> Arranged:
    """Give a page's parts in the order in which paper shows them.

    Nothing is left out but the words that only a screen needs. What a page folds, if it holds
    tables, and the table beneath each figure come after the text; a line in the text says where.
    """
    laying = _Laying()
    for block in page.blocks:
        laying.lay(block)
    said = {block.kind: words(block.runs) for block in page.blocks if isinstance(block, Paragraph)}
    return Arranged(
        page.title,
        said.get("edition", ""),
        said.get("synthetic", ""),
        laying.main,
        laying.tables,
        laying.drawings,
    )


@dataclass
class _Laying:
    """The parts laid so far."""

    main: list[Part] = field(default_factory=list)
    tables: list[Part] = field(default_factory=list)
    drawings: dict[str, str] = field(default_factory=dict)
    section: str = ""
    headed: str | None = None  # the section that the tables after the text stand in
    count: int = 0

    def lay(self, block: Block) -> None:
        """Lay one part of the text, and what belongs after the text."""
        if isinstance(block, Heading):
            self.section = block.text if block.level <= 2 else self.section
            self.main.append({"kind": "heading", "level": block.level, "text": block.text})
        elif isinstance(block, Folded) and _holds_tables(block.blocks):
            first = self.count + 1
            self._fold(block, 4)
            self.main.append({"kind": "pointer", "text": _summary(block), "labels": self._labels(first)})
        elif isinstance(block, Folded):
            self.main.append({"kind": "text", "role": "fold", "runs": [{"text": _summary(block)}]})
            for part in block.blocks:
                self.lay(part)
        elif isinstance(block, Figure):
            self.main.append(self._figure(block))
        else:
            self.main.append(_part(block))

    def _fold(self, fold: Folded, level: int) -> None:
        """Lay what is folded after the text, under the words that opened it."""
        self._head()
        self.tables.append({"kind": "heading", "level": min(level, DEEPEST), "text": _summary(fold)})
        for block in fold.blocks:
            if isinstance(block, Folded):
                self._fold(block, level + 1)
            elif isinstance(block, Figure):
                self.tables.append(self._figure(block))
            elif isinstance(block, Table):
                self._table(block)
            else:
                self.tables.append(_part(block))

    def _figure(self, figure: Figure) -> Part:
        name = f"figure-{len(self.drawings) + 1}.svg"
        self.drawings[name] = figure.svg
        first = self.count + 1
        if figure.table is not None:
            self._head()
            self._table(figure.table)
        return {
            "kind": "figure", "drawing": name, "alt": figure.alt or figure.caption or figure.kind,
            "caption": figure.caption, "labels": self._labels(first),
        }  # fmt: skip

    def _table(self, table: Table) -> None:
        self.count += 1
        self.tables.append(_part(table) | {"label": f"A{self.count}"})

    def _head(self) -> None:
        if self.headed != self.section:
            self.tables.append({"kind": "heading", "level": 3, "text": self.section or "Tables"})
            self.headed = self.section

    def _labels(self, first: int) -> list[str]:
        """Give the labels of the first and last tables laid since."""
        return [f"A{number}" for number in sorted({first, self.count}) if first <= self.count]


def _part(block: Block) -> Part:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": DEEPEST, "text": block.text}
    if isinstance(block, Paragraph):
        return {"kind": "text", "role": block.kind, "runs": _runs(block.runs)}
    if isinstance(block, Bullets):
        return {"kind": "bullets", "ordered": block.ordered, "items": [_runs(item) for item in block.items]}
    assert isinstance(block, Table)
    width = max([len(block.head), *(len(row.cells) for row in block.rows)], default=1)
    return {
        "kind": "table", "caption": block.caption, "head": _padded(block.head, width), "label": "",
        "groups": [{"group": name, "rows": [_padded(row.cells, width) for row in rows]}
                   for name, rows in grouped(block.rows)],
        "numeric": list(block.numeric) + [False] * (width - len(block.numeric)),
    }  # fmt: skip


def grouped(rows: Iterable[Row]) -> Iterator[tuple[str | None, list[Row]]]:
    """Give the rows of a table block by block, as they follow each other."""
    held: list[Row] = []
    for row in rows:
        if held and held[-1].group != row.group:
            yield held[0].group, held
            held = []
        held.append(row)
    if held:
        yield held[0].group, held


def _padded(cells: Iterable[str], width: int) -> list[str]:
    told = list(cells)
    return told + [""] * (width - len(told))


def _runs(runs: Iterable[Run]) -> list[Part]:
    """Give runs of text; a link within the site leads nowhere on paper and is text alone."""
    return [
        {
            "text": run.text, "strong": run.strong, "emphasis": run.emphasis,
            "href": run.href if run.href and run.href.startswith(("http://", "https://", "mailto:")) else "",
        }
        for run in runs
    ]  # fmt: skip


def _summary(fold: Folded) -> str:
    """Give the words that open a fold, without what only a screen can do."""
    told = fold.summary.removeprefix("Show ")
    return told[:1].upper() + told[1:]


def _holds_tables(blocks: Iterable[Block]) -> bool:
    return any(
        isinstance(block, Table | Figure) or (isinstance(block, Folded) and _holds_tables(block.blocks))
        for block in blocks
    )

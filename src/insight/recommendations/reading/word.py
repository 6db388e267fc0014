"""Tables of a Word document (DOCX): its paragraphs, lists, links, merged cells and tables within cells."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from insight.archives import refuse_bomb
from insight.errors import BadData
from insight.recommendations.reading.line import Line, outside
from insight.recommendations.reading.span import WIDEST, Cell, spread
from insight.recommendations.reading.text import SAFE, Block, Run, Text, of_blocks

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
GONE = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText"}  # what was struck out is not said
LARGEST = 100_000_000  # bytes of a part, unpacked
UNREADABLE = (
    OSError, KeyError, ValueError, EOFError, RuntimeError, NotImplementedError, zipfile.BadZipFile,
    zlib.error, lzma.LZMAError, struct.error,
)  # fmt: skip
PARSER = {"resolve_entities": False, "no_network": True, "huge_tree": False}


def lines(path: Path) -> list[Line]:
    """Give the rows of a document's tables, and its paragraphs outside them, in order.

    Raises BadData for a file that is no Word document.
    """
    refuse_bomb(path)
    try:
        with zipfile.ZipFile(path) as packed:
            body = etree.fromstring(_part(packed, "word/document.xml"), etree.XMLParser(**PARSER))
            links = _links(packed)
        return list(_parts(body, links))
    except (*UNREADABLE, etree.XMLSyntaxError) as error:
        raise BadData(
            f"{path.name} cannot be read as a Word document ({error}). Open it in a word processor and "
            "save it as DOCX again."
        ) from error


def _part(packed: zipfile.ZipFile, name: str) -> bytes:
    """Give one part of a document. Raises ValueError for one that is larger unpacked than any document."""
    with packed.open(name) as part:
        content = part.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValueError(f"it holds more than {LARGEST // 10**6} MB once it is unpacked")
    return content


def _links(packed: zipfile.ZipFile) -> dict[str, str]:
    name = "word/_rels/document.xml.rels"
    if name not in packed.namelist():
        return {}
    found = etree.fromstring(_part(packed, name), etree.XMLParser(**PARSER))
    return {one.get("Id"): one.get("Target") or "" for one in found}


def _parts(body, links: dict[str, str]) -> Iterator[Line]:
    tables = 0
    for number, part in enumerate(_direct(body), 1):
        if part.tag == f"{W}tbl":
            tables += 1
            yield from _table(part, links, tables)
        else:
            yield outside(f"paragraph {number}", of_blocks([_paragraph(part, links)]))


def _direct(element) -> Iterator:
    """Give paragraphs and tables in order, those within content controls too, but not those within tables."""
    for child in element:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif isinstance(child.tag, str) and child.tag not in GONE:
            yield from _direct(child)


def _table(table, links: dict[str, str], number: int) -> Iterator[Line]:
    rows = list(table.iterfind(f"{W}tr"))
    grid: list[list[Cell]] = []
    starts: dict[int, tuple[int, int]] = {}  # column -> where the cell that is merged downwards begins
    for at, row in enumerate(rows):
        cells: list[Cell] = []
        place = _skipped(row)
        cells += [Cell(Text())] * place
        for cell in _own(row, "tc"):
            across, merge = _spans(cell)
            if merge == "continue" and place in starts:
                first, position = starts[place]
                above = grid[first][position]
                grid[first][position] = above._replace(down=at - first + 1)
            else:
                cells.append(Cell(_text(cell, links), across))
                starts.pop(place, None)
                if merge == "restart":
                    starts[place] = (at, len(cells) - 1)
            place += across
        grid.append(cells)
    yield from spread(grid, [f"table {number}, row {at}" for at in range(1, len(rows) + 1)])


def _own(row, name: str) -> list:
    """Give cells of a row, those within content controls too."""
    found = []
    for child in row:
        if child.tag == f"{W}{name}":
            found.append(child)
        elif child.tag == f"{W}sdt":
            found += list(child.iterfind(f"{W}sdtContent/{W}{name}"))
    return found


def _skipped(row) -> int:
    before = row.find(f"{W}trPr/{W}gridBefore")
    return _number(before, 0)


def _spans(cell) -> tuple[int, str]:
    across = cell.find(f"{W}tcPr/{W}gridSpan")
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    down = "" if merge is None else merge.get(f"{W}val") or "continue"
    return max(_number(across, 1), 1), down


def _number(element, otherwise: int) -> int:
    """Give how many columns an element says, within reason."""
    said = "" if element is None else element.get(f"{W}val") or ""
    return min(int(said), WIDEST) if said.isascii() and said.isdigit() and len(said) < 6 else otherwise


def _text(cell, links: dict[str, str]) -> Text:
    blocks: list[Block] = []
    for part in _direct(cell):
        if part.tag == f"{W}p":
            blocks += _split(_paragraph(part, links))
        else:
            for row in part.iter(f"{W}tr"):
                words = " | ".join(_text(one, links).plain for one in _own(row, "tc"))
                blocks.append(Block((Run(words),)))
    return of_blocks(blocks)


def _split(block: Block) -> list[Block]:
    """Give the lines of a paragraph: breaks within it part them."""
    parts: list[list[Run]] = [[]]
    for run in block.runs:
        for number, words in enumerate(run.text.split("\n")):
            if number:
                parts.append([])
            parts[-1].append(Run(words, run.link))
    return [Block(tuple(runs), block.item) for runs in parts]


def _paragraph(paragraph, links: dict[str, str]) -> Block:
    item = paragraph.find(f"{W}pPr/{W}numPr") is not None
    return Block(tuple(_runs(paragraph, links, None)), item)


def _runs(element, links: dict[str, str], link: str | None) -> Iterator[Run]:
    for child in element:
        if child.tag in GONE:
            continue
        if child.tag == f"{W}t":
            yield Run(child.text or "", link)
        elif child.tag == f"{W}tab":
            yield Run(" ", link)
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield Run("\n", link)
        elif child.tag == f"{W}noBreakHyphen":
            yield Run("-", link)
        elif child.tag == f"{W}hyperlink":
            target = links.get(child.get(f"{R}id") or "", "")
            yield from _runs(child, links, target if SAFE.match(target) else None)
        elif child.tag != f"{W}pPr" and isinstance(child.tag, str):
            yield from _runs(child, links, link)

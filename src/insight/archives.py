"""Archives that people hand over, such as workbooks and Word documents: none may unpack without bound."""

import re
import zipfile
from pathlib import Path
from typing import IO, Any

from lxml import etree

from insight.errors import BadData

MOST = 512 * 2**20  # bytes that all parts of an archive may unpack to; the largest real ones have a tenth
PARTS = 10_000  # that an archive may hold
CELLS = 20_000_000  # from a sheet's first cell to its furthest, which a reader keeps room for
BLOCK = 2**20
PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
ROW, CELL = "table-row", "table-cell"  # of OpenDocument
DAMAGED = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError)


def refuse_bomb(path: Path) -> None:
    """Refuse an archive that unpacks to more than `MOST`, to more than it says, or to a sheet of `CELLS`.

    path : any file; one that is no archive, or is damaged otherwise, is left to its own reader. Each part is
    unpacked once, a block at a time, and kept nowhere. Raises BadData.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError):
        return
    with archive as packed:
        parts = packed.infolist()
        if len(parts) > PARTS or sum(part.file_size for part in parts) > MOST:
            raise BadData(
                f"{path.name} would unpack to more than {MOST // 2**20:,} MiB or {PARTS:,} parts, which no "
                "workbook or document of ours does. Do not open it: ask whoever sent it what it is. Nothing "
                "was read."
            )
        for part in parts:
            try:
                with packed.open(part) as unpacked:
                    cells = _cells(part.filename, unpacked)
                    while unpacked.read(BLOCK):  # to its end, where its size and its sum are checked
                        pass
            except DAMAGED as error:
                raise BadData(
                    f"{path.name} holds a part, {part.filename!r}, that does not unpack to what it says "
                    f"({error}). Open it in the program it came from and save it again. Nothing was read."
                ) from error
            if cells > CELLS:
                raise BadData(
                    f"{path.name} has a sheet that reaches over {cells:,} cells, most of them empty. Delete "
                    "what stands far from the table, and save it again. Nothing was read."
                )


def _cells(name: str, unpacked: IO[bytes]) -> int:
    """Give how many cells a sheet reaches over; 0 for a part that is no sheet, or is no XML."""
    reach = _reach_of_excel if name.startswith("xl/worksheets/") else None
    reach = _reach_of_opendocument if name == "content.xml" else reach
    if reach is None or name.endswith(".rels"):
        return 0
    try:
        return reach(unpacked)
    except etree.XMLSyntaxError:
        return 0


def _elements(unpacked: IO[bytes], *tags: str) -> Any:
    """Give the elements of these names as they end, and forget them."""
    names = [f"{{*}}{tag}" for tag in tags]
    found = etree.iterparse(unpacked, tag=names, resolve_entities=False, no_network=True, huge_tree=True)
    for _, element in found:
        yield element
        if element.tag.endswith(tags[0]):
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _reach_of_excel(unpacked: IO[bytes]) -> int:
    across = down = 0
    for row in _elements(unpacked, "row"):
        for cell in row:
            if place := PLACE.fullmatch(cell.get("r") or ""):
                across, down = max(across, _column(place[1])), max(down, int(place[2]))
    return across * down


def _reach_of_opendocument(unpacked: IO[bytes]) -> int:
    """Give the reach of the widest and the longest sheet; blank cells and rows at an end do not count."""
    across = down = row_place = 0
    for row in _elements(unpacked, ROW, "table"):
        if row.tag.endswith("}table"):
            row_place = 0
            continue
        row_place += _times(row, "rows")
        column, filled = 0, False
        for cell in row:
            column += _times(cell, "columns")
            if len(cell) or any(name.endswith("value-type") for name in cell.attrib):
                across, filled = max(across, column), True
        down = max(down, row_place) if filled else down
    return across * down


def _times(element: Any, what: str) -> int:
    said = next((v for k, v in element.attrib.items() if k.endswith(f"number-{what}-repeated")), "1")
    return min(int(said), 10**9) if said.isdigit() else 1


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number

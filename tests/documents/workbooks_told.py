"""What workbooks show, read from their own files: each number as its format shows it."""

import io
import re
from dataclasses import dataclass, field
from zipfile import ZipFile

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DIGITS = re.compile(r"(#,##0|0)(\.0+)?")


@dataclass
class Leaf:
    """A sheet: its cells as shown, and the numbers among them."""

    name: str
    rows: list[list[str]] = field(default_factory=list)
    numbers: list[tuple[str, float]] = field(default_factory=list)  # as shown, as held


def shown(value: float, pattern: str) -> str:
    """Give a number as a spreadsheet shows it in one of our formats.

    >>> shown(-8.6, '0.0" points";"−"0.0" points"'), shown(0.675, "0.0%"), shown(7980, "#,##0")
    ('−8.6 points', '67.5%', '7,980')
    """
    part = pattern.split(";")[1] if value < 0 and ";" in pattern else pattern
    size = abs(value) * 100 if part.endswith("%") else abs(value)

    def written(found: re.Match) -> str:
        return f"{size:{',' if '#' in found[1] else ''}.{max(len(found[2] or '') - 1, 0)}f}"

    pieces = part.split('"')
    return "".join(DIGITS.sub(written, piece) if not at % 2 else piece for at, piece in enumerate(pieces))


def xlsx_leaves(content: bytes) -> list[Leaf]:
    """Give the sheets of an Excel workbook, and fail if a cell holds a formula."""
    files = ZipFile(io.BytesIO(content))
    strings = ["".join(one.itertext(f"{MAIN}t")) for one in _tree(files, "xl/sharedStrings.xml")]
    styles = _tree(files, "xl/styles.xml")
    formats = {found.get("numFmtId"): found.get("formatCode") for found in styles.iter(f"{MAIN}numFmt")}
    formats |= {"1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%"}
    looks = [formats.get(look.get("numFmtId"), "") for look in styles.find(f"{MAIN}cellXfs")]
    names = [found.get("name") for found in _tree(files, "xl/workbook.xml").iter(f"{MAIN}sheet")]
    leaves = []
    for number, name in enumerate(names, start=1):
        leaf = Leaf(name)
        tree = _tree(files, f"xl/worksheets/sheet{number}.xml")
        assert not list(tree.iter(f"{MAIN}f")), "a formula"
        assert not list(tree.iter(f"{MAIN}mergeCell")), "merged cells"
        for row in tree.iter(f"{MAIN}row"):
            leaf.rows.append([_xlsx(cell, strings, looks, leaf) for cell in row])
        leaves.append(leaf)
    return leaves


def _xlsx(cell, strings: list[str], looks: list[str], leaf: Leaf) -> str:
    held = cell.findtext(f"{MAIN}v")
    if cell.get("t") == "s":
        return strings[int(held)]
    if held is None:
        return ""
    said = shown(float(held), looks[int(cell.get("s", 0))])
    leaf.numbers.append((said, float(held)))
    return said


def ods_leaves(content: bytes) -> list[Leaf]:
    """Give the sheets of an OpenDocument workbook."""
    tree = _tree(ZipFile(io.BytesIO(content)), "content.xml")
    leaves = []
    for table in tree.iter(f"{TABLE}table"):
        leaf = Leaf(table.get(f"{TABLE}name"))
        for row in table.iter(f"{TABLE}table-row"):
            cells = list(row.iter(f"{TABLE}table-cell"))
            leaf.rows.append(
                ["".join("".join(text.itertext()) for text in cell.iter(f"{TEXT}p")) for cell in cells]
            )
            leaf.numbers += [
                (said, float(cell.get(f"{OFFICE}value")))
                for cell, said in zip(cells, leaf.rows[-1], strict=True)
                if cell.get(f"{OFFICE}value")
            ]
            assert not any(cell.get(f"{TABLE}formula") for cell in cells), "a formula"
        leaves.append(leaf)
    return leaves


def _tree(files: ZipFile, name: str):
    return etree.fromstring(files.read(name))

"""Tables of a page as HTML, with its faults, merged cells and tables within tables."""

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from insight.recommendations.reading.line import Line, outside
from insight.recommendations.reading.markup import parsed
from insight.recommendations.reading.span import WIDEST, Cell, spread
from insight.recommendations.reading.text import of_element

ASIDE = {"script", "style", "template", "noscript"}
OUTSIDE = {  # element -> what a person calls it
    **{f"h{level}": "heading" for level in range(1, 7)},
    "p": "paragraph", "li": "list item", "title": "title", "caption": "caption", "pre": "block of text",
}  # fmt: skip


def lines(source: str) -> list[Line]:
    """Give the rows of every table that holds recommendations, and the words around them, in order.

    A table whose cells hold tables is only the frame of a page, where those within are the tables meant;
    a table within a cell of a table of recommendations is part of that cell.
    """
    page = parsed(source)
    return list(_walk(page, Counter()))


def _walk(element: Element, met: Counter[str]) -> Iterator[Line]:
    for child in element:
        if not isinstance(child.tag, str) or child.tag in ASIDE:
            continue
        if child.tag == "table" and not _frames(child):
            met["table"] += 1
            yield from _table(child, met["table"])
        elif child.tag in OUTSIDE or ((child.text or "").strip() and child.find(".//table") is None):
            met[kind := OUTSIDE.get(child.tag, "paragraph")] += 1
            yield outside(f"{kind} {met[kind]}", of_element(child))
        else:
            yield from _walk(child, met)


def _frames(table: Element) -> bool:
    """Tell whether a table only lays out the page: no row of its own has several cells with words."""
    inner = table.find(".//table")
    return inner is not None and all(len(cells) < 2 or _apart(cells) for cells in map(_cells, _rows(table)))


def _apart(cells: list[Element]) -> bool:
    within = sum(cell.find(".//table") is not None for cell in cells)
    return within > 0 and sum(bool("".join(cell.itertext()).strip()) for cell in cells) - within < 1


def _rows(table: Element) -> list[Element]:
    found = []
    for part in table:
        found += [part] if part.tag == "tr" else [row for row in part if row.tag == "tr"] if part.tag in (
            "tbody", "thead", "tfoot") else []  # fmt: skip
    return found


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _table(table: Element, number: int) -> Iterator[Line]:
    caption = table.find("caption")
    if caption is not None:
        yield outside(f"the caption of table {number}", of_element(caption))
    rows = [
        [Cell(of_element(cell), _many(cell, "colspan"), _many(cell, "rowspan")) for cell in _cells(row)]
        for row in _rows(table)
    ]
    yield from spread(rows, [f"table {number}, row {at}" for at in range(1, len(rows) + 1)])


def _many(cell: Element, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    return min(max(int(text), 1), WIDEST) if text.isascii() and text.isdigit() and len(text) < 6 else 1

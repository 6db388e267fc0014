"""A page as a workbook: a cover that lists its tables, then one table a sheet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from insight.definitions import Edition
from insight.documents.cells import Number, number
from insight.pages import Page, Paragraph, Table, tables, words

COVER = "Contents"
LONGEST = 31  # letters of a sheet's name, in any program
UNFIT = re.compile(r"[\[\]:*?/\\'\"]+")
FIRST = 4  # the row with the headings, counted from 1; what a table is called stands above

Cell = str | Number


@dataclass(frozen=True)
class Sheet:
    """One table on a sheet of its own."""

    name: str
    title: str
    source: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Workbook:
    """Tables, a page's or others, with what the cover says of them."""

    title: str
    about: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    frozen: bool = True  # whether headings stay in sight, which readers who enlarge the screen lose room by


def workbook(page: Page, edition: Edition) -> Workbook:
    """Give the tables of a page, in its order. Cells that are numbers are numbers; all else is text."""
    paragraphs = [block for block in page.blocks if isinstance(block, Paragraph)]
    said = [words(block.runs) for block in paragraphs if block.kind in ("edition", "synthetic")]
    listed = tables(page)
    found = tuple(_sheet(table, name) for table, name in zip(listed, _names(listed), strict=True))
    about = (
        *said,
        f"As at {edition.as_at.day} {edition.as_at:%B %Y}.",
        f"This workbook has {len(found)} tables, each on a sheet of its own. They are those of the page; "
        "nothing is added. A cell with no number says why there is none.",
    )
    return Workbook(page.title, about, found)


def widths(sheet: Sheet) -> list[int]:
    """Give how wide each column is shown, in letters."""
    columns = zip(sheet.head, *sheet.rows, strict=True) if sheet.rows else ((head,) for head in sheet.head)
    return [min(max(*(len(text(cell)) for cell in column), 8) + 2, 50) for column in columns]


def text(cell: Cell) -> str:
    """Give a cell as the page shows it."""
    return cell.text if isinstance(cell, Number) else cell


def _sheet(table: Table, name: str) -> Sheet:
    grouped = any(row.group is not None for row in table.rows)
    width = max([len(table.head), *(len(row.cells) for row in table.rows)], default=1)
    head = [*table.head, *[""] * (width - len(table.head))]
    title, mark, source = table.caption.partition("Source: ")
    rows = []
    for row in table.rows:
        cells: list[Cell] = [number(cell) or cell for cell in row.cells]
        cells += [""] * (width - len(cells))
        rows.append(tuple([row.group or "", *cells] if grouped else cells))
    return Sheet(
        name,
        title.strip() or name,
        (mark + source).strip(),
        tuple(["Group", *head] if grouped else head),
        tuple(rows),
    )


def _names(found: list[Table]) -> Iterator[str]:
    """Give each table a name no other has: its number, and as many words of its caption as fit."""
    for count, table in enumerate(found, start=1):
        said = UNFIT.sub(" ", table.caption.removeprefix("Synthetic data. ").partition("Source: ")[0])
        name = " ".join(f"{count} {said}".split())
        if len(name) > LONGEST:
            name = name[: LONGEST + 1].rpartition(" ")[0]
        yield name.rstrip(" .,") or str(count)

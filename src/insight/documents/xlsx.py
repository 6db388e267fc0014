"""A page's tables as an Excel workbook."""

import io
from typing import Any

from insight.definitions import Edition
from insight.documents.cells import Number, pattern
from insight.documents.packing import settled
from insight.documents.sheets import COVER, FIRST, Sheet, Workbook, text, widths, workbook
from insight.pages import Page


def page_xlsx(page: Page, edition: Edition) -> bytes:
    """Give the tables of a page as a workbook: a cover, then one table a sheet.

    Numbers are numbers and show the decimals of the page; whatever else a cell says is text,
    also where it begins like a formula. The same page gives the same bytes.
    """
    return book_xlsx(workbook(page, edition), edition)


def book_xlsx(told: Workbook, edition: Edition) -> bytes:
    """Give tables of any kind as a workbook, as `page_xlsx` gives those of a page."""
    return settled(_written(told), edition.clock)


def _written(told: Workbook) -> bytes:
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"title": told.title, "subject": " ".join(told.about)})
        looks = _Looks(book)
        _cover(book.add_worksheet(COVER), told, looks)
        for number, sheet in enumerate(told.sheets, start=1):
            _fill(book.add_worksheet(sheet.name), sheet, looks, number, frozen=told.frozen)
    return made.getvalue()


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any):
        self.book = book
        self.kept: dict[str, Any] = {}
        font = {"font_name": "Arial", "font_size": 11, "valign": "top"}
        self.plain = book.add_format({**font, "text_wrap": True})
        self.line = book.add_format(font)
        self.title = book.add_format({**font, "font_size": 14, "bold": True})
        self.head = book.add_format({**font, "bold": True, "text_wrap": True, "bg_color": "#EEF3F7"})
        self.link = book.add_format({**font, "font_color": "#12436D", "underline": 1})
        self.font = font

    def of(self, told: Number) -> Any:
        """Give the format that shows a number as its page does."""
        shape = pattern(told)
        if shape not in self.kept:
            self.kept[shape] = self.book.add_format({**self.font, "num_format": shape, "align": "right"})
        return self.kept[shape]


def _cover(leaf: Any, told: Workbook, looks: _Looks) -> None:
    leaf.set_column(0, 0, 36)
    leaf.set_column(1, 1, 110)
    leaf.write_string(0, 0, told.title, looks.title)
    for row, said in enumerate(told.about, start=1):
        leaf.write_string(row, 0, said, looks.line)
    first = len(told.about) + 2
    for column, name in enumerate(("Sheet", "What it shows")):
        leaf.write_string(first, column, name, looks.head)
    for row, sheet in enumerate(told.sheets, start=first + 1):
        leaf.write_url(row, 0, f"internal:'{sheet.name}'!A1", looks.link, sheet.name)
        leaf.write_string(row, 1, sheet.title, looks.plain)
    if told.frozen:
        leaf.freeze_panes(first + 1, 0)


def _fill(leaf: Any, sheet: Sheet, looks: _Looks, number: int, *, frozen: bool) -> None:
    for row, said in enumerate((sheet.title, sheet.source)):
        leaf.write_string(row, 0, said, looks.title if row == 0 else looks.line)
    leaf.write_url(2, 0, f"internal:'{COVER}'!A1", looks.link, "Back to the contents")
    for column, width in enumerate(widths(sheet)):
        leaf.set_column(column, column, width)
    for row, cells in enumerate(sheet.rows, start=FIRST):
        for column, cell in enumerate(cells):
            if isinstance(cell, Number):
                leaf.write_number(row, column, cell.value, looks.of(cell))
            else:
                leaf.write_string(row, column, text(cell), looks.plain)
    _mark(leaf, sheet, looks, number)
    if frozen:
        leaf.freeze_panes(FIRST, 1)
    leaf.set_landscape()
    leaf.fit_to_pages(1, 0)
    leaf.repeat_rows(FIRST - 1)


def _mark(leaf: Any, sheet: Sheet, looks: _Looks, number: int) -> None:
    """Write the headings, and mark the table as one where its headings differ, as Excel asks."""
    for column, name in enumerate(sheet.head):
        leaf.write_string(FIRST - 1, column, name, looks.head)
    fit = all(sheet.head) and len({name.casefold() for name in sheet.head}) == len(sheet.head)
    if fit and sheet.rows:
        columns = [{"header": name, "header_format": looks.head} for name in sheet.head]
        last = FIRST - 1 + len(sheet.rows), len(sheet.head) - 1
        about = {"columns": columns, "name": f"table_{number}", "style": None}
        leaf.add_table(FIRST - 1, 0, *last, about)

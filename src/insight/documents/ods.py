"""A page's tables as an OpenDocument workbook."""

import io
from collections.abc import Iterable, Iterator
from html import escape

from insight.definitions import Edition
from insight.documents.cells import Number
from insight.documents.packing import settled
from insight.documents.sheets import COVER, FIRST, Cell, Sheet, Workbook, widths, workbook
from insight.pages import Page

LOOKS = {
    "title": '<style:text-properties fo:font-size="14pt" fo:font-weight="bold"/>',
    "head": '<style:table-cell-properties fo:background-color="#eef3f7" fo:wrap-option="wrap"/>'
    '<style:text-properties fo:font-weight="bold"/>',
    "text": '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/>',
}
FONT = (
    '<style:default-style style:family="table-cell"><style:text-properties style:font-name="Arial" '
    'fo:font-family="Arial" fo:font-size="11pt" fo:language="en" fo:country="GB"/></style:default-style>'
)
LETTER = 0.21  # the width of a letter, in centimetres


def page_ods(page: Page, edition: Edition) -> bytes:
    """Give the tables of a page as an OpenDocument workbook: a cover, then one table a sheet.

    It says what the Excel workbook says. The same page gives the same bytes.
    """
    return book_ods(workbook(page, edition), edition)


def book_ods(told: Workbook, edition: Edition) -> bytes:
    """Give tables of any kind as a workbook, as `page_ods` gives those of a page."""
    return settled(_written(told), edition.clock)


def _written(told: Workbook) -> bytes:
    from odfdo import Document, Element

    book = Document("spreadsheet")
    book.body.clear()
    numbers = _numbers(told)
    [own] = book.content.get_elements("//office:automatic-styles")
    [shared] = book.styles.get_elements("//office:styles")
    for style in _styles(numbers, told):
        own.append(Element.from_tag(style))
    shared.append(Element.from_tag(FONT))
    for leaf in (_cover(told), *(_leaf(sheet, number, numbers) for number, sheet in enumerate(told.sheets))):
        book.body.append(Element.from_tag(leaf))
    if told.frozen:
        _frozen(book, told)
    book.meta.title = told.title
    book.meta.generator = "Insight"
    book.meta.language = "en-GB"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _numbers(told: Workbook) -> dict[tuple, str]:
    """Give a name to each way in which numbers are shown."""
    found: dict[tuple, str] = {}
    for sheet in told.sheets:
        for row in sheet.rows:
            for cell in row:
                if isinstance(cell, Number):
                    found.setdefault(_way(cell), f"n{len(found)}")
    return found


def _way(told: Number) -> tuple:
    return told.decimals, told.grouped, told.unit


def _styles(numbers: dict[tuple, str], told: Workbook) -> Iterator[str]:
    for (decimals, grouped, unit), name in numbers.items():
        kind = "percentage" if unit == "%" else "number"
        inside = (
            f'<number:number number:decimal-places="{decimals}" number:min-decimal-places="{decimals}" '
            f'number:min-integer-digits="1" number:grouping="{str(grouped).lower()}"/>'
        )
        inside += f"<number:text>{escape(unit)}</number:text>" if unit else ""
        yield f'<number:{kind}-style style:name="{name}">{inside}</number:{kind}-style>'
        yield f'<style:style style:name="c{name}" style:family="table-cell" style:data-style-name="{name}"/>'
    for name, look in LOOKS.items():
        yield f'<style:style style:name="{name}" style:family="table-cell">{look}</style:style>'
    for width in sorted({width for sheet in told.sheets for width in widths(sheet)} | {36, 110}):
        look = f'<style:table-column-properties style:column-width="{width * LETTER:.2f}cm"/>'
        yield f'<style:style style:name="w{width}" style:family="table-column">{look}</style:style>'


def _cover(told: Workbook) -> str:
    rows = [_row([_text(told.title, "title")])]
    rows += [_row([_text(said)]) for said in told.about]
    rows += [_row([_text("")]), _row([_text("Sheet", "head"), _text("What it shows", "head")])]
    rows += [_row([_link(sheet.name, sheet.name), _text(sheet.title, "text")]) for sheet in told.sheets]
    return _table(COVER, [36, 110], rows)


def _leaf(sheet: Sheet, number: int, numbers: dict[tuple, str]) -> str:
    above = [_text(sheet.title, "title"), _text(sheet.source), _link("Back to the contents", COVER)]
    head = _row(_text(name, "head") for name in sheet.head)
    rows = [
        *(_row([cell]) for cell in above),
        f"<table:table-header-rows>{head}</table:table-header-rows>",
        *(_row(_cell(cell, numbers) for cell in cells) for cells in sheet.rows),
    ]
    return _table(sheet.name, widths(sheet), rows)


def _table(name: str, across: list[int], rows: Iterable[str]) -> str:
    columns = "".join(f'<table:table-column table:style-name="w{width}"/>' for width in across)
    return f'<table:table table:name="{escape(name)}">{columns}{"".join(rows)}</table:table>'


def _row(cells: Iterable[str]) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(cell: Cell, numbers: dict[tuple, str]) -> str:
    if not isinstance(cell, Number):
        return _text(cell, "text")
    kind = "percentage" if cell.unit == "%" else "float"
    return (
        f'<table:table-cell table:style-name="c{numbers[_way(cell)]}" office:value-type="{kind}" '
        f'office:value="{cell.value!r}"><text:p>{escape(cell.text)}</text:p></table:table-cell>'
    )


def _text(said: str, look: str = "") -> str:
    style = f' table:style-name="{look}"' if look else ""
    if not said:
        return f"<table:table-cell{style}/>"
    return (
        f'<table:table-cell{style} office:value-type="string"><text:p>{escape(said)}</text:p>'
        "</table:table-cell>"
    )


def _link(said: str, sheet: str) -> str:
    target = escape(f"#'{sheet}'.A1")
    return (
        '<table:table-cell office:value-type="string"><text:p><text:a xlink:type="simple" '
        f'xlink:href="{target}">{escape(said)}</text:a></text:p></table:table-cell>'
    )


def _frozen(book, told: Workbook) -> None:
    """Have each sheet keep its headings in sight."""
    from odfdo import Element

    rows = {sheet.name: FIRST for sheet in told.sheets} | {COVER: len(told.about) + 3}
    item = '<config:config-item config:name="{0}" config:type="{1}">{2}</config:config-item>'
    leaves = "".join(
        f'<config:config-item-map-entry config:name="{escape(name)}">'
        + item.format("VerticalSplitMode", "short", 2)
        + item.format("VerticalSplitPosition", "int", row)
        + item.format("PositionBottom", "int", row)
        + "</config:config-item-map-entry>"
        for name, row in rows.items()
    )
    views = (
        '<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed '
        'config:name="Views"><config:config-item-map-entry>'
        + item.format("ViewId", "string", "view1")
        + f'<config:config-item-map-named config:name="Tables">{leaves}</config:config-item-map-named>'
        + item.format("ActiveTable", "string", COVER)
        + "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>"
    )
    settings = book.get_part("settings.xml").get_element("//office:settings")
    settings.clear()
    settings.append(Element.from_tag(views))

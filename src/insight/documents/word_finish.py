"""What pandoc leaves to be said in a Word document: its title, and how rows of tables break."""

import io
from html import escape
from zipfile import ZipFile

from lxml import etree

from insight.documents.looks import W

TITLE = b"<dc:title></dc:title>"


def finished(made: bytes, *, title: str) -> bytes:
    """Give a Word document with its title told, small type in its tables, and no row cut in two."""
    new = io.BytesIO()
    with ZipFile(io.BytesIO(made)) as old, ZipFile(new, "w") as kept:
        for entry in old.infolist():
            held = old.read(entry)
            if entry.filename == "word/document.xml":
                held = _document(held)
            elif entry.filename == "docProps/core.xml":
                held = held.replace(TITLE, b"<dc:title>" + escape(title).encode() + b"</dc:title>")
            kept.writestr(entry, held)
    return new.getvalue()


def _document(held: bytes) -> bytes:
    top = etree.fromstring(held)
    for table in top.iter(f"{W}tbl"):
        for row in table.iter(f"{W}tr"):
            _whole(row)
        for paragraph in table.iter(f"{W}p"):
            _small(paragraph)
    return etree.tostring(top, xml_declaration=True, encoding="UTF-8", standalone=True)


def _whole(row: etree._Element) -> None:
    """Keep a row on one sheet."""
    about = row.find(f"{W}trPr")
    if about is None:
        about = etree.Element(f"{W}trPr")
        row.insert(0, about)
    about.insert(0, etree.Element(f"{W}cantSplit"))


def _small(paragraph: etree._Element) -> None:
    about = paragraph.find(f"{W}pPr")
    if about is None:
        about = etree.Element(f"{W}pPr")
        paragraph.insert(0, about)
    style = about.find(f"{W}pStyle")
    if style is None:
        style = etree.Element(f"{W}pStyle")
        about.insert(0, style)
    style.set(f"{W}val", "TableText")

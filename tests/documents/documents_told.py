"""What documents say: the numbers of their tables and prose, read back by other programs than made them."""

import io
import re
from collections import Counter
from dataclasses import dataclass, field
from zipfile import ZipFile

import pypdf
from lxml import etree
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

from insight.pages import Bullets, Figure, Folded, Heading, Page, Paragraph, Table, words
from insight.pages.blocks import unfolded

NUMBER = re.compile(r"[−±]?\d+(?:[.,]\d+)*%?")
LABEL = re.compile(r"^Table A\d+\. ")
POINTER = re.compile(r"(^.*: |^)tables? A\d+( to A\d+)?(, page \d+)?\.$")  # a line that says where tables are
CODE = rb"<([0-9A-Fa-f]+)>\s*"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass
class Told:
    """What a document says: each table with its caption, the prose, the alternative texts, the headings."""

    tables: list[str] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    alts: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)


def numbers(*said: str) -> Counter:
    """Give the numbers in some text, each as often as it is there."""
    return Counter(found for text in said for found in NUMBER.findall(text))


def by_table(tables: list[str]) -> Counter:
    """Give the numbers of each table, whatever the order of the tables."""
    return Counter(tuple(sorted(numbers(table).items())) for table in tables)


def table_told(table: Table, *, caption: bool = True) -> str:
    """Give all that a table says; a heading of a block of rows once for the block."""
    said, group = [table.caption] * caption + [*table.head], None
    for row in table.rows:
        said += [row.group] if row.group not in (None, group) else []
        said += row.cells
        group = row.group
    return " | ".join(said)


def page_told(page: Page) -> Told:
    """Give what a page says to its reader."""
    told = Told(prose=[page.title])
    for block in unfolded(page.blocks):
        if isinstance(block, Heading):
            told.prose.append(block.text)
        elif isinstance(block, Paragraph):
            told.prose.append(words(block.runs))
        elif isinstance(block, Bullets):
            told.prose += [words(item) for item in block.items]
        elif isinstance(block, Folded):
            told.prose.append(block.summary)
        elif isinstance(block, Table):
            told.tables.append(table_told(block))
        elif isinstance(block, Figure):
            told.prose.append(block.caption)
            told.alts.append(block.alt)
            told.tables += [table_told(block.table)] if block.table else []
    return told


def pdf_told(content: bytes) -> Told:
    """Give what a PDF says, by its own tags: contents, running heads and drawings left out."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    texts = {page.indirect_reference.idnum: _marked(page, reader) for page in reader.pages}
    reading = _Reading(texts)
    reading.walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"], None)
    return reading.told


def docx_told(content: bytes) -> Told:
    """Give what a Word document says."""
    top = etree.fromstring(ZipFile(io.BytesIO(content)).read("word/document.xml"))
    told, caption, after = Told(), "", False
    for element in top.find(f"{W}body"):
        style = next((found.get(f"{W}val") for found in element.iter(f"{W}pStyle")), "")
        if element.tag == f"{W}tbl":
            cells = ["".join(cell.itertext(f"{W}t")) for cell in element.iter(f"{W}tc")]
            told.tables.append(" | ".join([caption, *cells]))
            continue
        said = "".join(element.itertext(f"{W}t"))
        for drawing in element.iter("{*}docPr"):
            told.alts.append(drawing.get("descr", ""))
        if style.startswith("Heading"):
            told.headings.append((int(style[-1]), said))
            after = after or said == "Tables"
        if style == "TableCaption":
            caption = LABEL.sub("", said)
        elif said and not _ours(style, said, after):
            told.prose.append(said)
    return told


def _ours(style: str, said: str, after: bool) -> bool:
    """Tell words that only say where tables stand."""
    again = after and style in ("Heading2", "Heading3", "/H2", "/H3")
    return again or bool(POINTER.search(said.replace("The numbers: ", "")))


@dataclass
class _Reading:
    """A PDF's tags, read in order."""

    texts: dict
    told: Told = field(default_factory=Told)
    after: bool = False

    def walk(self, element, page) -> None:
        element = element.get_object()
        if isinstance(element, ArrayObject):
            for part in element:
                self.walk(part, page)
            return
        if not isinstance(element, DictionaryObject) or "/S" not in element:
            return
        kind, inside = element["/S"], _object(element.get("/K", ArrayObject()))
        inside = inside if isinstance(inside, ArrayObject) else ArrayObject([inside])
        if kind == "/TOC":
            return
        held = _kinds(inside) if kind == "/Div" else set()
        if kind == "/Div" and {"/Caption", "/Table"} <= held:  # a caption on another sheet than its table
            self.told.tables.append(LABEL.sub("", self.text(element).strip()))
        elif kind == "/Figure":
            self.told.alts.append(str(element.get("/Alt", "")))
        elif kind == "/Table":
            self.told.tables.append(LABEL.sub("", self.text(element).strip()))
        elif kind in ("/P", "/LI", "/Caption") or str(kind).startswith("/H"):
            self.say(str(kind), " ".join(self.text(element).split()).replace(" .", "."))
        else:
            self.walk(inside, page)

    def say(self, kind: str, said: str) -> None:
        if kind.startswith("/H"):
            self.told.headings.append((int(kind[2:]), said))
            self.after = self.after or said == "Tables"
        if not _ours(kind, said, self.after):
            self.told.prose.append(said)

    def text(self, element, page=None) -> str:
        """Give the text of an element and of all in it."""
        if isinstance(element, int):
            return self.texts[page].get(element, "")
        element = element.get_object()
        if isinstance(element, int):
            return self.texts[page].get(int(element), "")
        if isinstance(element, ArrayObject):
            return "".join(self.text(part, page) for part in element)
        if "/Pg" in element:
            page = element.raw_get("/Pg").idnum
        if "/MCID" in element:
            return self.texts[page].get(int(element["/MCID"]), "")
        if element.get("/S") == "/Lbl" or "/K" not in element:
            return ""
        between = " | " if element.get("/S") in ("/TD", "/TH", "/Caption") else ""
        return self.text(element["/K"], page) + between


def _kinds(parts, deep: int = 2) -> set[str]:
    """Give the kinds of some parts, and of those in a division of theirs."""
    found = set()
    for part in map(_object, parts if isinstance(parts, ArrayObject) else [parts]):
        if isinstance(part, DictionaryObject):
            found.add(part.get("/S"))
            found |= _kinds(_object(part["/K"]), deep - 1) if part.get("/S") == "/Div" and deep else set()
    return found


def _object(part):
    return part.get_object() if hasattr(part, "get_object") else part


def _marked(page, reader) -> dict[int, str]:
    """Give the text of each marked part of a page's content."""
    letters = {
        name: _letters(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()
    }
    found: dict[int, str] = {}
    marks: list[int | None] = []
    font = None
    for operands, operator in ContentStream(page["/Contents"].get_object(), reader).operations:
        if operator in (b"BDC", b"BMC"):
            about = operands[1] if len(operands) > 1 else {}
            marks.append(about.get("/MCID") if isinstance(about, dict) else None)
        elif operator == b"EMC":
            marks.pop()
        elif operator == b"Tf":
            font = letters[operands[0]]
        elif operator in (b"Tj", b"TJ", b"BT"):
            mark = next((mark for mark in reversed(marks) if mark is not None), None)
            if mark is not None:
                said = " " if operator == b"BT" else _decoded(operands[0], font)
                found[mark] = found.get(mark, "") + said
    return found


def _decoded(shown, letters: dict[int, str]) -> str:
    parts = shown if isinstance(shown, list) else [shown]
    raw = b"".join(part.original_bytes for part in parts if hasattr(part, "original_bytes"))
    codes = (int.from_bytes(raw[place : place + 2], "big") for place in range(0, len(raw), 2))
    return "".join(letters.get(code, "\ufffd") for code in codes)


def _letters(font) -> dict[int, str]:
    """Give which letters each code of a font stands for."""
    held = font["/ToUnicode"].get_object().get_data()
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", held, re.DOTALL):
        for code, said in re.findall(CODE * 2, block):
            found[int(code, 16)] = bytes.fromhex(said.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", held, re.DOTALL):
        for first, last, start in re.findall(CODE * 3, block):
            for code in range(int(first, 16), int(last, 16) + 1):
                found[code] = chr(int(start, 16) + code - int(first, 16))
    return found

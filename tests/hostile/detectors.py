"""For every kind of output, what tells that something in it ran, was read, was formed, or hides.

Each gives a line for everything it finds, and nothing for words that are only words.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from zipfile import ZipFile

import pypdf
import tinyhtml5
from lxml import etree
from markdown_it import MarkdownIt

from hostile.corpus import AWAY, CANARY, RESULT

MARK = re.compile(r"zq\d{3}")
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2065-\u206f\ufeff\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)
ACTIVE = {"script", "style", "iframe", "object", "embed", "base", "meta", "link", "form", "video", "source"}
ACTIVE |= {"img", "image", "input", "textarea", "button", "svg", "foreignobject", "details"}
FORMED = {"strong", "b", "em", "i", "code", "a", "pre", "details", "h1", "h2", "h3", "h4", "h5", "h6", "math"}
LEADING = {"href", "src", "action", "formaction", "data", "poster", "srcset", "background", "ping"}
TEXT = {"content", "alt", "title", "aria-label", "value", "label", "placeholder"}  # attributes that are words
ELSEWHERE = re.compile(rf"(https?:)?//{AWAY}", re.IGNORECASE)
RUNS = re.compile(r"(javascript|vbscript|data):(?!image/)", re.IGNORECASE)
FORMULA = re.compile(r"\s*[=+\-@]")
NUMBER = re.compile(r"[+-]?[\d,]+(\.\d+)?%?")
ESCAPED = re.compile(r"_x00([01][0-9A-F]|7F|[89][0-9A-F])_")  # how OOXML writes characters it cannot hold
EMPTY = re.compile(r"_x000[9AD]_")


def of_text(text: str) -> list[str]:
    """Find what was worked out, what was read, and characters that hide or that a terminal obeys."""
    found = [f"hides {sorted({hex(ord(one)) for one in HIDDEN.findall(text)})}"] * bool(HIDDEN.search(text))
    found += ["worked something out"] * (RESULT in text)
    return found + ["read a file"] * (CANARY in text)


def of_terminal(text: str) -> list[str]:
    """Find the same, and returns that overwrite a line."""
    return of_text(text) + ["returns to the start of a line"] * ("\r" in text)


def of_html(source: str) -> list[str]:
    """Find elements, attributes and addresses that words became."""
    tree = tinyhtml5.parse(source, namespace_html_elements=False)
    found: list[str] = of_text("".join(tree.itertext()))
    for element in tree.iter():
        if isinstance(element.tag, str):
            found += _of_element(element)
    return found


def _of_element(element) -> Iterator[str]:
    name = _local(element.tag)
    words = "".join(element.itertext())
    given = {_local(key): value for key, value in element.attrib.items()}
    for key, value in given.items():
        yield from (f"<{name} {key}> {one}" for one in of_text(value))
        if key.startswith("on") or MARK.search(key):
            yield f"<{name} {key}={value[:40]}>"
        if key in LEADING and (RUNS.match(re.sub(r"[\s\x00-\x20]", "", value)) or ELSEWHERE.match(value)):
            yield f"<{name}> leads to {value[:60]}"
        if name in ACTIVE and key not in TEXT | {"id", "aria-labelledby"} and MARK.search(value):
            yield f"<{name} {key}> holds a mark"
    if (
        name in ("script", "style", "iframe")
        and given.get("type") != "application/json"
        and MARK.search(words)
    ):
        yield f"<{name}> holds a mark"
    if name in FORMED and MARK.fullmatch(words.strip(" \n#¶")):
        yield f"<{name}> was formed of {words.strip()}"
    if "math" in given.get("class", "").split() and MARK.search(words):
        yield "a formula was formed"


def _local(tag) -> str:
    return str(tag[1] if isinstance(tag, tuple) else tag).rpartition("}")[2].rpartition(":")[2].lower()


def of_markdown(text: str) -> list[str]:
    """Find what Markdown makes of a text."""
    return of_html(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))


def of_notebook(source: str) -> list[str]:
    """Find what words became in the cells of a notebook, and what its outputs show."""
    found: list[str] = []
    for cell in json.loads(source)["cells"]:
        text = "".join(cell["source"])
        found += of_markdown(text) if cell["cell_type"] == "markdown" else of_text(text)
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            found += of_html("".join(data.get("text/html", "")))
            found += of_markdown("".join(data.get("text/markdown", "")))
            found += of_text("".join(output.get("text", "")) + "".join(data.get("text/plain", "")))
    return found


def of_csv(content: bytes) -> list[str]:
    """Find cells that a spreadsheet would work out."""
    found = []
    for row in csv.reader(io.StringIO(content.decode("utf-8"), newline="")):
        for cell in row:
            found += of_text(cell)
            found += [f"a formula: {cell[:40]!r}"] * bool(FORMULA.match(cell) and not NUMBER.fullmatch(cell))
    return found


def of_xlsx(content: bytes) -> list[str]:
    """Find formulas, links to elsewhere, and control characters as Office writes them."""
    return [*_of_office(content, links=True), *(f"a formula in {name}" for name in _formulas(content))]


def _formulas(content: bytes) -> Iterator[str]:
    for name, tree in _parts(content):
        if name.startswith("xl/worksheets/") and any(_local(one.tag) == "f" for one in _tags(tree)):
            yield name
        if name.startswith("xl/externalLinks/"):
            yield name


def of_ods(content: bytes) -> list[str]:
    """Find formulas, and links to elsewhere."""
    found = _of_office(content, links=True)
    for name, tree in _parts(content):
        for element in _tags(tree):
            given = {_local(key): value for key, value in element.attrib.items()}
            found += [f"{name}: a formula {given['formula']}"] if "formula" in given else []
            found += [f"{name}: leads to {given['href']}"] if AWAY in given.get("href", "") else []
    return found


def of_word(content: bytes) -> list[str]:
    """Find fields, objects, links, and marks that were set in bold or the like."""
    found = _of_office(content, links=True)
    for name, tree in _parts(content):
        for element in _tags(tree):
            tag = _local(element.tag)
            if tag in ("object", "altchunk", "omath") or (
                tag == "instrtext" and element.text.strip() != "PAGE"
            ):
                found.append(f"{name}: <{tag}>")
            if tag == "r" and MARK.fullmatch("".join(element.itertext()).strip()) and len(element) > 1:
                found.append(f"{name}: a run was formed")
    return found


def of_slides(content: bytes) -> list[str]:
    """Find links, and formulas in the sheets of charts."""
    found = _of_office(content, links=True)
    with ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            if name.endswith(".xlsx"):
                found += [f"{name}: {one}" for one in of_xlsx(packed.read(name))]
    return found


def of_pdf(content: bytes) -> list[str]:
    """Find actions, links, and what was worked out or read."""
    made = pypdf.PdfReader(io.BytesIO(content))
    found = of_text("".join(page.extract_text() for page in made.pages))
    for page in made.pages:
        for note in page.get("/Annots") or ():
            action = note.get_object().get("/A", {})
            found += [f"leads to {action['/URI']}"] if AWAY in str(action.get("/URI", "")) else []
            found += [f"an action {action['/S']}"] if action.get("/S") in ("/JavaScript", "/Launch") else []
    catalogue = made.trailer["/Root"]
    return found + [f"{name} in the catalogue" for name in ("/OpenAction", "/AA") if name in catalogue]


def _of_office(content: bytes, *, links: bool) -> list[str]:
    found: list[str] = []
    for name, tree in _parts(content):
        text = "".join(tree.itertext())
        found += [f"{name}: {one}" for one in of_text(text)]
        found += [f"{name}: escapes"] * bool(ESCAPED.search(EMPTY.sub("", text)))
        if links and name.endswith(".rels"):
            ways = [one.get("Target", "") for one in tree if one.get("TargetMode") == "External"]
            found += [f"{name}: leads to {way}" for way in ways if AWAY in way or not way.startswith("http")]
    return found


def _parts(content: bytes) -> Iterator[tuple[str, etree._Element]]:
    with ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")) and (held := packed.read(name)):
                yield name, etree.fromstring(held)


def _tags(tree: etree._Element) -> Iterator[etree._Element]:
    return (element for element in tree.iter() if isinstance(element.tag, str))


DETECTORS: dict[str, Callable] = {
    "HTML page": of_html,
    "notebook": of_notebook,
    "PDF": of_pdf,
    "Word": of_word,
    "slides": of_slides,
    "CSV": of_csv,
    "XLSX": of_xlsx,
    "ODS": of_ods,
    "terminal": of_terminal,
    "log": of_terminal,
}

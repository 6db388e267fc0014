"""A finished page as parts: its Markdown and the HTML of its outputs, read alike."""

import ast
import re
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path

import nbformat
from lxml import html
from lxml.html import HtmlElement
from markdown_it import MarkdownIt

from insight.errors import MissingInput
from insight.pages.blocks import Block, Bullets, Figure, Folded, Heading, Page, Paragraph, Row, Run, Table

SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
LABEL = re.compile(r'<svg\b[^>]*\baria-label="([^"]*)"')
MESSAGE = re.compile(r"<desc\b[^>]*>(.*?)</desc>", re.DOTALL)
NAMED = re.compile(r'\bid="([^"]+)"')
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
KINDS = ("edition", "synthetic", "lead", "dates", "nothing")
STYLES = {"strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis", "small": "small"}


def read(path: Path, *, written: bool = True) -> Page:
    """Give a finished page, as `insight run` leaves it, in its parts.

    written : whether to give what people wrote into the notebook too, or only what its cells show.
    Raises MissingInput for a file that is not there or holds no page.
    """
    try:
        notebook = nbformat.read(path, as_version=4)
    except (OSError, ValueError, AttributeError, nbformat.ValidationError) as error:
        raise MissingInput(
            f"{path} cannot be read as a finished page: {error}. Make it with insight run."
        ) from error
    cells = [cell for cell in notebook.cells if written or cell.cell_type == "code"]
    blocks = [block for cell in cells for source in _sources(cell) for block in _blocks(source)]
    title = next((block.text for block in blocks if isinstance(block, Heading)), path.stem)
    rest = tuple(block for block in blocks if not (isinstance(block, Heading) and block.level == 1))
    return Page(path, title, _parameters(notebook), rest)


def _sources(cell: nbformat.NotebookNode) -> Iterator[str]:
    """Give what a cell shows, as HTML."""
    if cell.cell_type == "markdown":
        yield MARKDOWN.render(cell.source)
    for output in cell.get("outputs", ()):
        data = output.get("data", {})
        if "text/html" in data:
            yield data["text/html"]
        elif "text/markdown" in data:
            yield MARKDOWN.render(data["text/markdown"])
        elif text := data.get("text/plain", output.get("text", "")):
            yield f"<p>{escape(text)}</p>"


def _blocks(source: str) -> list[Block]:
    """Give the parts of some HTML. Drawings are set aside first: the parser would change their names."""
    drawings = SVG.findall(source)
    numbers = iter(range(len(drawings)))
    marked = SVG.sub(lambda _: f'<img data-drawing="{next(numbers)}">', source)
    top = html.fragment_fromstring(marked, create_parent="div")
    return list(_parts(top, drawings))


def _parts(parent: HtmlElement, drawings: list[str]) -> Iterator[Block]:
    if parent.text and parent.text.strip():
        yield Paragraph((Run(_one_line(parent.text)),))
    for element in parent:
        if isinstance(element.tag, str):
            yield from _part(element, drawings)
        if element.tail and element.tail.strip():
            yield Paragraph((Run(_one_line(element.tail)),))


def _part(element: HtmlElement, drawings: list[str]) -> Iterator[Block]:
    match element.tag:
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            yield Heading(int(element.tag[1]), _one_line(element.text_content()))
        case "p":
            if runs := _runs(element):
                yield Paragraph(runs, _kind(element))
        case "ul" | "ol":
            if items := tuple(_runs(item) for item in element.iterchildren("li")):
                yield Bullets(items, ordered=element.tag == "ol")
        case "table":
            yield _table(element)
        case "figure" if element.xpath(".//img[@data-drawing]"):
            yield _figure(element, drawings)
        case "details":
            yield _folded(element, drawings)
        case "summary" | "script" | "style" | "button":
            return
        case _:
            yield from _parts(element, drawings)


def _folded(element: HtmlElement, drawings: list[str]) -> Folded:
    summary = element.find("summary")
    words = "" if summary is None else _one_line(summary.text_content())
    return Folded(words, tuple(_parts(element, drawings)))


def _figure(element: HtmlElement, drawings: list[str]) -> Figure:
    images = element.xpath(".//img[@data-drawing]")
    svg = drawings[int(images[0].get("data-drawing"))] if images else ""
    message, name = MESSAGE.search(svg) or LABEL.search(svg), NAMED.search(svg)
    caption = element.find(".//figcaption")
    table = element.find(".//table")
    kind = _kind(element, of="insight-figure ")
    return Figure(
        kind=kind,
        name=element.get("id") or (name[1] if name else kind),
        svg=svg,
        alt=_one_line(unescape(message[1])) if message else "",
        caption="" if caption is None else _one_line(caption.text_content()),
        table=None if table is None else _table(table),
    )


def _table(element: HtmlElement) -> Table:
    caption = element.find("caption")
    heads = element.xpath("./thead//th")
    return Table(
        caption="" if caption is None else _one_line(caption.text_content()),
        head=tuple(_cell(head) for head in heads),
        rows=tuple(row for body in element.iterchildren("tbody") for row in _rows(body)),
        numeric=tuple("insight-number" in (head.get("class") or "") for head in heads),
    )


def _rows(body: HtmlElement) -> Iterator[Row]:
    group = None
    for line in body.iterchildren("tr"):
        cells = [cell for cell in line if cell.tag in ("th", "td")]
        if len(cells) == 1 and cells[0].get("scope") == "rowgroup":
            group = _one_line(cells[0].text_content())
        else:
            yield Row(tuple(_cell(cell) for cell in cells), group)


def _cell(element: HtmlElement) -> str:
    """Give the text of a cell on one line: where the line was broken, words stay apart."""
    return _one_line("".join(run.text for run in _pieces(element, {})))


def _runs(element: HtmlElement) -> tuple[Run, ...]:
    """Give the text of an element, with how it looks; what is for machines alone is left out."""
    found = list(_pieces(element, {}))
    while found and not found[0].text.strip():
        found.pop(0)
    while found and not found[-1].text.strip():
        found.pop()
    return tuple(found)


def _pieces(element: HtmlElement, look: dict) -> Iterator[Run]:
    if element.text:
        yield _run(element.text, look)
    for child in element:
        if isinstance(child.tag, str):
            if child.tag == "br":
                yield _run(" ", look)
            elif child.tag == "a" and child.get("href"):
                yield from _pieces(child, {**look, "href": child.get("href")})
            elif child.tag in STYLES:
                yield from _pieces(child, {**look, STYLES[child.tag]: True})
            else:
                yield from _pieces(child, look)
        if child.tail:
            yield _run(child.tail, look)


def _run(text: str, look: dict) -> Run:
    return Run(re.sub(r"\s+", " ", text), **look)


def _kind(element: HtmlElement, of: str = "") -> str:
    """Give what a class of ours says an element is for."""
    classes = (element.get("class") or "").removeprefix(of).split()
    names = [name.removeprefix("insight-") for name in classes if name.startswith("insight-")]
    return next((name for name in names if of or name in KINDS), "")


def _parameters(notebook: nbformat.NotebookNode) -> dict[str, object]:
    """Give what a page was made with: what was declared, and what was given instead."""
    found: dict[str, object] = {}
    for wanted in ("parameters", "injected-parameters"):
        for cell in notebook.cells:
            if wanted in cell.metadata.get("tags", ()):
                found |= dict(_assigned(cell.source))
    return found


def _assigned(source: str) -> Iterator[tuple[str, object]]:
    for line in ast.parse(source).body:
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
            yield line.targets[0].id, ast.literal_eval(line.value)


def _one_line(text: str) -> str:
    return " ".join(text.split())

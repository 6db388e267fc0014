"""A finished page as HTML: the title, the article, and what stands in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from insight.markup import slug
from insight.pages.reading import MARKDOWN

TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
PART = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
NAMED = re.compile(r'\bid="([^"]+)"')
TAG = re.compile(r"<[^>]*>")
ELSEWHERE = ("https://", "http://", "mailto:", "data:")


@dataclass(frozen=True)
class Document:
    """A page to be read: its article is HTML; `parts` are the id and the words of each part."""

    title: str
    article: str
    parts: tuple[tuple[str, str], ...]


def document(path: Path, *, places: Mapping[str, str]) -> Document:
    """Give the document of a finished page.

    places : where an anchor that is not on the page leads, such as funnel to /about/methods#funnel.
    A link that leads nowhere keeps its words and is no link.
    """
    notebook = nbformat.read(path, as_version=4)
    body = "\n".join(part for cell in notebook.cells for part in _cell(cell))
    names: dict[str, str] = {}
    body = PART.sub(lambda match: _part(match[1], names), body)
    own = {unescape(name) for name in NAMED.findall(body)}
    body = LINK.sub(lambda match: _link(match, own, places), body)
    title = TITLE.search(body)
    return Document(_words(title[1]) if title else path.stem, body, tuple(names.items()))


def _cell(cell: NotebookNode) -> Iterator[str]:
    if cell.cell_type == "markdown":
        yield MARKDOWN.render(cell.source)
    for output in cell.get("outputs", ()):
        if shown := _shown(output):
            yield f'<div class="cell_output">\n{shown}\n</div>'


def _shown(output: NotebookNode) -> str:
    """Give an output in the richest form that a page can hold; no code, no faults."""
    data = output.get("data", {})
    if "text/html" in data:
        return f'<div class="text_html">{data["text/html"]}</div>'
    if "text/markdown" in data:
        return MARKDOWN.render(data["text/markdown"])
    if "image/svg+xml" in data:
        return data["image/svg+xml"]
    if "image/png" in data:
        return f'<img src="data:image/png;base64,{escape(data["image/png"])}" alt="A picture without words">'
    text = data.get("text/plain", output.get("text", ""))
    return f"<pre>{escape(text)}</pre>" if text else ""


def _part(heading: str, names: dict[str, str]) -> str:
    words = _words(heading)
    name = f"part-{len(names) + 1}-{slug(words)}"
    names[name] = words
    return f'<h2 id="{name}">{heading}</h2>'


def _link(match: re.Match[str], own: set[str], places: Mapping[str, str]) -> str:
    href, words = unescape(match[1]), match[2]
    if href.startswith(ELSEWHERE) or href.removeprefix("#") in own:
        return match[0]
    where = places.get(href.removeprefix("#"))
    return f'<a href="{escape(where)}">{words}</a>' if where else words


def _words(heading: str) -> str:
    return " ".join(unescape(TAG.sub("", heading)).split())

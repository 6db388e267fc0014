"""One page of a site, read once for all checks."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import html
from lxml.html import HtmlElement

from insight.publish.references import of_sets, urls

UNSEEN = "ancestor-or-self::*[@hidden or @aria-hidden='true' or self::template or self::dialog]"
LINKS = {"a": "href", "area": "href", "form": "action"}
LOADS = {
    "audio": "src", "embed": "src", "iframe": "src", "img": "src", "input": "src", "link": "href",
    "object": "data", "script": "src", "source": "src", "track": "src", "video": "src",
}  # fmt: skip
DRAWN = {"image", "use", "feimage"}  # of SVG, whose names the parser writes small


@dataclass(frozen=True)
class Facts:
    """What checks of a whole site need to know of one page."""

    title: str
    description: str
    names: tuple[str, ...]  # what a link can lead to within the page
    links: tuple[str, ...]  # where readers are led
    loads: tuple[str, ...]  # what the browser fetches by itself
    weight: int  # bytes, as compressed by a web server


class Page:
    """The elements of a page, its text, and where they stand."""

    def __init__(self, source: bytes):
        """Read a page; source : its bytes, UTF-8."""
        self.source = source.decode("utf-8")
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
        self.tree: HtmlElement = html.document_fromstring(source, parser=parser)

    def all(self, *tags: str) -> Iterator[HtmlElement]:
        """Give the elements of these names, in order; of every name when none is given."""
        return self.tree.iter(*(tags or ("*",)))

    def find(self, path: str) -> list:
        """Give what an XPath finds."""
        return self.tree.xpath(path, smart_strings=False)

    @cached_property
    def names(self) -> list[str]:
        """Give every id, in order, as often as it is given."""
        return self.find("//@id")

    @cached_property
    def facts(self) -> Facts:
        """Give what checks of the whole site need."""
        title = self.find("/html/head/title")
        description = self.find("/html/head/meta[@name='description']/@content")
        return Facts(
            title=words(title[0]) if title else "",
            description=" ".join(description[0].split()) if description else "",
            names=tuple(dict.fromkeys([*self.names, *self.find("//a/@name")])),
            links=tuple(dict.fromkeys(self._links())),
            loads=tuple(dict.fromkeys(self._loads())),
            weight=len(gzip.compress(self.source.encode(), 6, mtime=0)),
        )

    def _links(self) -> Iterator[str]:
        for element in self.all(*LINKS):
            yield from _given(element, LINKS[element.tag])

    def _loads(self) -> Iterator[str]:
        for element in self.all(*LOADS):
            yield from _given(element, LOADS[element.tag])
            yield from _given(element, "poster")
            yield from of_sets(element.get("srcset", "") + element.get("imagesrcset", ""))
        for element in self.all(*DRAWN):
            yield from (link for name in ("href", "xlink:href") for link in _given(element, name))
        for style in [*self.find("//@style"), *(each.text or "" for each in self.all("style"))]:
            yield from urls(style)
        yield from (way for words in self.find("//@*[contains(., 'url(')]") for way in urls(words))
        for move in self.find("//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']/@content"):
            yield move.partition("=")[2].strip(" '\"") or "#"


def words(element: HtmlElement) -> str:
    """Give the text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def where(element: HtmlElement) -> str:
    """Give the line an element stands in, which is that of the bound page too."""
    return f"line {element.sourceline}"


def seen(element: HtmlElement) -> bool:
    """Say whether readers meet an element: it is not hidden, nor is anything around it."""
    return not element.xpath(f"boolean({UNSEEN})")


def classes(element: HtmlElement) -> set[str]:
    """Give the classes of an element."""
    return set(re.split(r"\s+", element.get("class", "").strip()))


def _given(element: HtmlElement, name: str) -> Iterator[str]:
    value = element.get(name)
    if value is not None:
        yield value.strip()

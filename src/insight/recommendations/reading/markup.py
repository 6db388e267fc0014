"""Markup as a browser reads it, in time that stays in proportion to its length; and what is left open."""

import re
from collections import Counter
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser

from insight.errors import BadData

DEEPEST = 200  # elements within each other; a page that people wrote has some twenty
OPEN = 1000  # elements that may be left open, most of which a browser closes by itself
LARGEST = 20_000_000  # letters
ATTRIBUTES = 500  # of one element; the parser compares each with all before it
CLOSED = {"p", "li", "td", "th", "tr", "dt", "dd", "option"}  # by the next of their kind
TAGS = re.compile(  # a comment; or a tag with its name, whose attributes may hold > in quotation marks
    r"<!--(?:(?!-->).)*+(?:-->)?|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/><]*+)(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+'|[\"'])*+>?",
    re.DOTALL,
)
VOID = {
    "br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr", "source", "track", "embed",
    "param",
}  # fmt: skip


def parsed(source: str) -> Element:
    """Give a page as a tree. Raises BadData for one that is too large, or nests more deeply than any page."""
    if len(source) > LARGEST:
        raise BadData(
            f"A document of HTML has {len(source):,} letters, where {LARGEST:,} can be read. Save the "
            "part of it that recommends as a file of its own."
        )
    _refuse_open(source)
    try:
        page = _Parser(namespace_html_elements=False).parse(source)
    except (RecursionError, ValueError, KeyError, IndexError, AttributeError, AssertionError) as error:
        raise BadData("A document's markup cannot be read. Save it again as HTML or as text.") from error
    _refuse_deep(page)
    return page


class _Parser(HTMLParser):
    """The library's parser, which refuses an element of more attributes than any page has."""

    def reset(self) -> None:
        super().reset()
        named, tokenizer = self.tokenizer.attribute_name_state, self.tokenizer

        def bounded() -> bool:
            if len(tokenizer.current_token["data"]) > ATTRIBUTES:
                raise BadData(
                    f"A document has an element of HTML with more than {ATTRIBUTES} attributes, so that it "
                    "cannot be read. Close its tag, or save the document again as text."
                )
            return named()

        tokenizer.attribute_name_state = bounded


def unclosed(source: str) -> list[str]:
    """Give tags that are opened and not closed, or closed and not opened."""
    open_tags, strays, held = [], [], Counter[str]()
    for found in TAGS.finditer(source):
        tag = (found["name"] or "").lower()
        if not tag or tag in VOID:
            continue
        if not found["end"]:
            if not found[0].endswith("/>"):
                open_tags.append(tag)
                held[tag] += 1
            continue
        if not held[tag]:
            strays.append(f"</{tag}>")
            continue
        while (last := open_tags.pop()) != tag:
            held[last] -= 1
            strays.append(f"<{last}>")
        held[tag] -= 1
    return [*strays, *(f"<{tag}>" for tag in open_tags)]


def _refuse_open(source: str) -> None:
    """Refuse a page that leaves so much open that a tree of it would take for ever."""
    depth = Counter[str]()
    for found in TAGS.finditer(source):
        tag = (found["name"] or "").lower()
        if tag and tag not in VOID and tag not in CLOSED:
            depth[tag] = max(0, depth[tag] + (-1 if found["end"] else 1))
            if depth[tag] > OPEN:
                raise _too_deep()


def _refuse_deep(page: Element) -> None:
    left = [(page, 0)]
    while left:
        element, level = left.pop()
        if level > DEEPEST:
            raise _too_deep()
        left += [(child, level + 1) for child in element]


def _too_deep() -> BadData:
    return BadData(
        f"A document has more than {DEEPEST} elements of HTML open within each other, so that it cannot be "
        "read. Close them, or save the document again as text."
    )

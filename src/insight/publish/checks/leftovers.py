"""No reader meets what only a program would write: code, tracebacks, names of objects, missing values."""

import re
from collections.abc import Iterator
from html import unescape

from lxml.html import HtmlElement

from insight.publish.page import Page, where, words

WRITTEN = re.compile(
    r"<Figure size|<Axes(Subplot)?\b|<matplotlib|Traceback \(most recent|\bobject at 0x[0-9a-f]+|<module '|"
    r"\[\[|\]\]|\{\{|\}\}|\{%|%\}|\bdtype: ?\w+|\bInsightError\b|"
    r"(?<![\w-])(nan|NaN|inf|-inf)\s?(%|\bper cent\b)|\bnan to\b|\bNaT\b|<NA>"
)
MISSING = {"nan", "NaN", "None", "NaT", "<NA>", "inf", "-inf", "null", "undefined", "True", "False"}
QUOTED = {"pre", "code", "kbd", "samp", "script", "style", "math", "textarea"}
TOLD = ("alt", "aria-label", "title", "placeholder", "content")
CODE = "cell_input", "highlight-ipython3"


def faults(page: Page) -> Iterator[str]:
    """Give text that was never written for readers; code that is shown as code is not looked at."""
    for element, text in _texts(page) if WRITTEN.search(unescape(page.source)) else ():
        found = WRITTEN.search(text)
        if found:
            around = text[max(0, found.start() - 20) : found.end() + 20]
            yield f"{where(element)}: {' '.join(around.split())!r}"
    for cell in page.all("td", "th"):
        if words(cell) in MISSING:
            yield f"{where(cell)}: a cell says {words(cell)!r}"
    for block in page.find("//div[contains(@class, 'cell_input') or contains(@class, 'highlight-ipython3')]"):
        if CODE[0] in block.get("class") or CODE[1] in block.get("class"):
            yield f"{where(block)}: code of a notebook is shown"


def _texts(page: Page) -> Iterator[tuple[HtmlElement, str]]:
    """Give what readers see or are told, with the element it is in or after."""
    for element in page.all():
        if element.text and not _quoted(element):
            yield element, element.text
        if element.tail and (parent := element.getparent()) is not None and not _quoted(parent):
            yield element, element.tail
        for name in TOLD:
            if text := element.get(name):
                yield element, text


def _quoted(element: HtmlElement) -> bool:
    return any(each.tag in QUOTED for each in (element, *element.iterancestors()))

"""Every picture has words of its own that say what it shows."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from insight.publish.page import Page, where, words

FILE = re.compile(r"(^|[/\s])\S+\.(png|svg|jpe?g|gif|webp|avif|pdf|ipynb)\b", re.IGNORECASE)
PICTURES = "//img | //svg[not(ancestor::svg)] | //input[@type='image'] | //area | //*[@role='img']"


def faults(page: Page) -> Iterator[str]:
    """Give pictures without words, with the name of a file for words, or with another picture's."""
    told: dict[str, str] = {}
    for picture in dict.fromkeys(page.find(PICTURES)):
        if _decorates(picture):
            continue
        text = _words(page, picture)
        if not text:
            yield f"{where(picture)}: <{picture.tag}> has no words for those who cannot see it"
        elif FILE.search(text):
            yield f"{where(picture)}: the words of <{picture.tag}> are a file's name: {text[:80]!r}"
        elif text in told:
            yield f"{where(picture)}: <{picture.tag}> has the same words as {told[text]}: {text[:60]!r}"
        elif picture.tag == "svg" and picture.get("role") != "img":
            yield f"{where(picture)}: <svg> has words but no role='img', so they may not be read out"
        told.setdefault(text, where(picture))


def _decorates(picture: HtmlElement) -> bool:
    """Say whether a picture is marked as saying nothing."""
    if picture.xpath("boolean(ancestor-or-self::*[@aria-hidden='true'])"):
        return True
    return (
        picture.tag == "img" and picture.get("alt") == "" and picture.get("role") in ("presentation", "none")
    )


def _words(page: Page, picture: HtmlElement) -> str:
    named = [page.tree.xpath("//*[@id=$name]", name=name) for name in _ids(picture)]
    texts = [" ".join(words(found[0]) for found in named if found), picture.get("aria-label", "")]
    texts += [picture.get("alt", ""), *(words(title) for title in picture.findall("title"))]
    return next((text.strip() for text in texts if text.strip()), "")


def _ids(picture: HtmlElement) -> list[str]:
    return picture.get("aria-labelledby", "").split()

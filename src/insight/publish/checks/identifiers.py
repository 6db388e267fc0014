"""No name within a page is given twice, and whatever is referred to by name is there."""

import re
from collections import Counter
from collections.abc import Iterator

from insight.publish.page import Page

NAMING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "list")
LOCAL = re.compile(r"url\(\s*['\"]?#([^)'\"]+)")


def faults(page: Page) -> Iterator[str]:
    """Give names that stand more than once, and names of nothing."""
    for name, count in Counter(page.names).items():
        if count > 1:
            yield f"the id {name!r} is given {count} times"
    there = set(page.names)
    for attribute, name in dict.fromkeys(_named(page)):
        if name not in there:
            yield f"{attribute}={name!r} names nothing on the page"


def _named(page: Page) -> Iterator[tuple[str, str]]:
    for attribute in NAMING:
        for listed in page.find(f"//@{attribute}"):
            yield from ((attribute, name) for name in listed.split())
    for text in page.find("//svg//@*[contains(., 'url(')]"):
        yield from (("url", name) for name in LOCAL.findall(text))

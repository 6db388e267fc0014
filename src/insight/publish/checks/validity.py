"""Every page is HTML without a fault, as browsers parse it."""

from collections import Counter
from collections.abc import Iterator

from tinyhtml5.parser import HTMLParser

from insight.publish.page import Page

TOLERATED: dict[str, str] = {}  # a fault of the parser's list, and why it does no harm: none so far


def faults(page: Page) -> Iterator[str]:
    """Give the faults a parser of the HTML standard finds, each kind once with its first line."""
    parser = HTMLParser()
    parser.parse(page.source)
    count: Counter[str] = Counter()
    first: dict[str, int] = {}
    for (line, _), code, about in parser.errors:
        if code not in TOLERATED:
            words = f"{code} {' '.join(str(value) for value in (about or {}).values())}".strip()
            count[words] += 1
            first.setdefault(words, line)
    for words, times in count.items():
        yield f"line {first[words]}: {words}" + (f", {times} times" if times > 1 else "")

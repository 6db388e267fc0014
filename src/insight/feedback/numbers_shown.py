"""How many words and numbers a page shows.

A number is a figure: digits that stand together, with their sign, point, commas and per cent. Neither
words nor numbers are counted in the page's title, in the line that names its edition, in the warning
about made-up data, or in the line of dates; what stands below a page belongs to the site and not to it.
"""

import re
from collections.abc import Iterator

from insight.pages import Bullets, Figure, Folded, Heading, Page, Paragraph, Table, words

NUMBER = re.compile(r"[−-]?\d[\d,]*(?:\.\d+)?%?")
NOT_COUNTED = ("edition", "synthetic", "dates")


def numbers_shown(page: Page) -> list[str]:
    """Give every number a page shows, in order."""
    return [number for text in shown(page) for number in NUMBER.findall(text)]


def words_shown(page: Page) -> int:
    """Give how many words a page shows."""
    return sum(len(text.split()) for text in shown(page))


def shown(page: Page) -> Iterator[str]:
    """Give all that is read on a page: headings, paragraphs, items of lists, cells of tables."""
    return (text for block in page.blocks for text in _of(block))


def prose(page: Page) -> Iterator[str]:
    """Give what is read as sentences: paragraphs and items of lists, in sight or folded away."""
    for block in page.blocks:
        for one in (block, *(block.blocks if isinstance(block, Folded) else ())):
            if isinstance(one, Paragraph) and one.kind not in NOT_COUNTED:
                yield words(one.runs)
            elif isinstance(one, Bullets):
                yield from (words(item) for item in one.items)


def _of(block: object) -> Iterator[str]:
    match block:
        case Heading(_, text):
            yield text
        case Paragraph(runs, kind) if kind not in NOT_COUNTED:
            yield words(runs)
        case Bullets(items, _):
            yield from (words(item) for item in items)
        case Table(caption, head, rows, _):
            yield from (caption, *head, *(cell for row in rows for cell in row.cells))
        case Figure(_, _, _, alt, caption, table):
            yield from (alt, caption, *(_of(table) if table else ()))
        case Folded(summary, blocks):
            yield summary
            for one in blocks:
                yield from _of(one)

"""Links that name what they lead to, such as insight:icb=QOX, turned into ways to the pages there are.

A notebook does not know which pages an edition has. It writes such links, and the binder, which
does, writes the way; a link to a page that is not there becomes plain text.
"""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from insight.book.pages import ALONE, Page

FILE = "generated/links.json"  # in the staged book
LINK = re.compile(r'<a\b([^>]*?) href="insight:([a-z_]+=[^"]*)"([^>]*)>')


def targets(found: list[Page]) -> dict[str, str]:
    """Give, for each ICB, audit, trust and theme that has a page, where that page stands in the site.

    Of several pages about the same, the first in the edition's order; each is also found by the
    report it belongs to, and a page about everything by that alone.

    >>> page = Page(report="icb_board", report_title="", name="qox", title="", icb="QOX", audit=None,
    ...             failure=None, made=True)
    >>> targets([page])
    {'icb=QOX': 'reports/icb_board/qox', 'icb_board=QOX': 'reports/icb_board/qox'}
    """
    ways: dict[str, str] = {}
    for page in found:
        if page.made and page.kind in ALONE:
            ways.setdefault(f"{page.kind}={page.subject}", page.path)
            ways.setdefault(f"{page.report}={page.subject}", page.path)
        elif page.made and page.kind == "other":
            ways.setdefault(f"report={page.report}", page.path)
    return ways


def read(folder: Path) -> dict[str, str]:
    """Give the links of a staged book; {} where it has none."""
    path = folder / FILE
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def resolved(text: str, ways: Mapping[str, str], way: Callable[[str], str]) -> str:
    """Give HTML with every link of ours led to its page. way : from the page shown to another, by name."""

    def found(link: re.Match[str]) -> str:
        before, name, after = link.groups()
        target = ways.get(name)
        return f'<a{before} href="{way(target)}"{after}>' if target else f"<a{before}{after}>"

    return LINK.sub(found, text)

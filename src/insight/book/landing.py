"""What the landing page takes from the pages that were made, and how a reader finds a place on it."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from insight import areas
from insight.book.links import resolved
from insight.book.pages import ALONE, Page
from insight.definitions import Audit
from insight.markup import plain, raw

SYNTHETIC = re.compile(r'<p class="insight-synthetic">.*?</p>\n*', re.DOTALL)
TAGS = ("landing", "landing-map")  # of the cells whose output the landing page shows as well


def shown(home: Path, found: list[Page], ways: dict[str, str]) -> dict[str, str]:
    """Give, for each tag, what the cells with it show, as Markdown; '' when no page has one.

    home : the staged book. found : the edition's pages. The warning about made-up numbers is left
    out, as the landing page has its own. ways : see links.targets.
    """
    texts: dict[str, list[str]] = {tag: [] for tag in TAGS}
    for page in found:
        if page.made and page.kind == "other":
            for tag, text in _tagged(home / f"{page.path}.ipynb"):
                texts[tag].append(resolved(text, ways, lambda name: f"{name}.html"))
    return {tag: "\n\n".join(raw(SYNTHETIC.sub("", text)) for text in parts) for tag, parts in texts.items()}


def finder(found: list[Page], audits: dict[str, Audit], at: date) -> str:
    """Give a box in which a reader types the name of a board, a trust or an audit, and goes there.

    It works by a script of ours; without one it is not shown, and the lists below it do.
    A trust without a page leads to the page of the board it belongs to on the day.
    """
    ways = {page.subject: f"{page.path}.html" for page in reversed(found) if _alone(page)}
    places: dict[str, str] = {}
    for name, code in _names(found, audits, at):
        if code in ways:
            places.setdefault(name, ways[code])
    if not places:
        return ""
    options = "".join(
        f'<option value="{plain(name)}" data-way="{way}"></option>' for name, way in places.items()
    )
    words = "Name of a board, an NHS trust, an audit or a topic"
    return (
        '<form class="insight-finder" role="search" hidden>'
        f'<label for="insight-find">{words}</label>'
        '<div><input id="insight-find" list="insight-places" autocomplete="off" spellcheck="false">'
        '<button type="submit">Go</button></div><p role="status"></p>'
        f'<datalist id="insight-places">{options}</datalist></form>'
    )


def _alone(page: Page) -> bool:
    return page.made and page.kind in ALONE


def _names(found: list[Page], audits: dict[str, Audit], at: date) -> Iterator[tuple[str, str]]:
    """Give what readers may type, and the code or name of the subject it leads to."""
    first = {(page.kind, page.subject): page for page in reversed(found) if _alone(page)}
    reported = {page.trust for page in found if page.made and page.kind == "trust"}
    for page in first.values():
        if page.icb:
            yield page.title, page.icb
            yield areas.get(page.icb, at).name, page.icb
    for audit in audits.values():
        yield audit.topic, audit.id
        yield f"{audit.name} ({audit.short})", audit.id
    for trust in areas.known("trust", at=at):
        if trust.parent:
            yield trust.name, trust.code if trust.code in reported else trust.parent


def _tagged(path: Path) -> Iterator[tuple[str, str]]:
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        for tag in set(cell["metadata"].get("tags", ())) & set(TAGS):
            for output in cell.get("outputs", ()):
                yield tag, "".join(output.get("data", {}).get("text/html", ""))

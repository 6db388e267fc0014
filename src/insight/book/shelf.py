"""The pages about one ICB, put on a shelf of their own to be bound into a site of their own."""

import os
import shutil
from pathlib import Path

from insight.book.pages import Page
from insight.errors import UnknownName
from insight.markup import slug


def place(home: Path, icb: str) -> Path:
    """Give where an ICB's own site is laid out and bound. home : _build/<edition>."""
    return home / "sites" / slug(icb)


def own(found: list[Page], home: Path, icb: str) -> list[Page]:
    """Give the pages about an ICB, and lay their notebooks out in its place, shared where they can be.

    found : every page of an edition. Raises UnknownName for an ICB the edition has no page about.
    """
    mine = [page for page in found if page.icb == icb]
    if not mine:
        known = {page.icb for page in found if page.icb}
        raise UnknownName.among("ICB with a page", icb, known=known, where=home.name)
    reports = place(home, icb) / "book" / "reports"
    shutil.rmtree(reports, ignore_errors=True)
    for page in (page for page in mine if page.made):
        old, new = home / "book" / f"{page.path}.ipynb", reports / page.report / f"{page.name}.ipynb"
        new.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(old, new)
        except OSError:
            shutil.copy2(old, new)
    return mine

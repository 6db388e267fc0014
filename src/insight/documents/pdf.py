"""Pages as PDF: one each, and all pages of an edition in one volume."""

import json
from collections.abc import Sequence
from typing import Any

from insight.definitions import Edition
from insight.documents.arranged import Arranged, arranged
from insight.documents.columns import weights
from insight.documents.drawings import settled, width
from insight.documents.setting import Setting
from insight.pages import Page

TEMPLATE = "page.typ"


def page_pdf(page: Page, edition: Edition) -> bytes:
    """Give a page as a PDF: its text and figures, then its tables in smaller type.

    It declares PDF/UA, is in British English, and has bookmarks and contents. The same page
    gives the same bytes. Raises DocumentFailed when it cannot be set.
    """
    sheet = arranged(page)
    about = {"volume": False, "title": page.title, "pages": [_told(sheet, "")]}
    return _set(about, dict(sheet.drawings), edition)


def volume(pages: Sequence[Page], edition: Edition) -> bytes:
    """Give all pages of an edition in one PDF, with contents; tables after the text stand in each page's own.

    Raises DocumentFailed when it cannot be set.
    """
    told: list[dict[str, Any]] = []
    drawings: dict[str, str] = {}
    for number, page in enumerate(pages, start=1):
        sheet, prefix = arranged(page), f"page-{number}-"
        told.append(_told(sheet, prefix) | {"tables": []})
        drawings |= {f"{prefix}{name}": svg for name, svg in sheet.drawings.items()}
    return _set({"volume": True, "title": edition.title, "pages": told}, drawings, edition)


def _set(about: dict[str, Any], drawings: dict[str, str], edition: Edition) -> bytes:
    files = {name: settled(svg).encode() for name, svg in drawings.items()}
    about |= {"edition": edition.title, "date": f"{edition.as_at.day} {edition.as_at:%B %Y}"}
    files["pages.json"] = json.dumps(about, ensure_ascii=False).encode()
    return Setting(TEMPLATE, files).pdf(edition.clock)


def _told(sheet: Arranged, prefix: str) -> dict[str, Any]:
    """Give a page as the template reads it."""
    return {
        "title": sheet.title,
        "synthetic": sheet.synthetic,
        "main": [_part(part, sheet, prefix) for part in sheet.main],
        "tables": [_part(part, sheet, prefix) for part in sheet.tables],
    }


def _part(part: dict[str, Any], sheet: Arranged, prefix: str) -> dict[str, Any]:
    if part["kind"] == "figure":
        return part | {"drawing": prefix + part["drawing"], "width": width(sheet.drawings[part["drawing"]])}
    if part["kind"] == "table":
        return part | {"weights": weights(part)}
    return part

"""A comparison as a page of HTML that needs nothing but itself: old and new side by side."""

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from insight.markup import slug
from insight.review.changes import Change, Comparison, PageChanges, place
from insight.review.looks import PAGE
from insight.review.pictures import apart, still
from insight.writing import write

KINDS = {
    "picture": ("picture", "pictures"),
    "number": ("number in tables", "numbers in tables"),
    "words": ("word or words in tables", "words in tables"),
    "sentence": ("sentence", "sentences"),
    "row": ("row of a table", "rows of tables"),
    "column": ("column of a table", "columns of tables"),
    "table": ("table", "tables"),
    "figure": ("picture that came or went", "pictures that came or went"),
    "page": ("page", "pages"),
    "code": ("notebook's code", "notebooks' code"),
}


def as_html(comparison: Comparison) -> str:
    """Give a comparison as one page of HTML, the pictures of every page in it, side by side."""
    return _filled(comparison, [_laid_out(number, page) for number, page in enumerate(comparison.pages)], {})


def write_html(comparison: Comparison, file: Path) -> None:
    """Write a comparison as HTML: of two pages in one file, of two editions with a file for each page.

    file : the page to write. The pages of editions stand in a folder of its name, and it lists them.
    """
    if len(comparison.pages) <= 1:
        write(file, as_html(comparison))
        return
    links: dict[str, str] = {}
    for page in comparison.pages:
        if page.changes:
            links[page.name] = f"{file.stem}/{slug(page.name)}.html"
            old, new = (place(path) if path else "nothing" for path in (page.old, page.new))
            one = Comparison(old, new, (page,))
            write(file.parent / links[page.name], as_html(one))
    write(file, _filled(comparison, [], links))


def _filled(comparison: Comparison, pages: list[dict], links: dict[str, str]) -> str:
    changed = [page for page in comparison.pages if page.changes]
    counts = [(KINDS[kind][count != 1], count) for kind, count in comparison.kinds().items()]
    return TEMPLATE.render(
        comparison=comparison,
        title=changed[0].title if len(comparison.pages) == 1 and changed else "",
        kinds=counts,
        reasons=comparison.reasons().items(),
        pages=[page for page in pages if page["parts"]],
        links=[(page, links[page.name]) for page in changed if page.name in links],
        total=len(comparison.pages),
    )


def _laid_out(which: int, page: PageChanges) -> dict:
    """Give a page's changes as the template has them: pictures, then tables of what changed."""
    pictures = [
        {
            "what": change.what,
            "section": change.section,
            "reason": change.reason,
            "because": change.because,
            "old": _drawing(change.drawings[0], f"old-{which}-{number}-"),
            "new": _drawing(change.drawings[1], f"new-{which}-{number}-"),
        }
        for number, change in enumerate(page.changes)
        if change.drawings is not None
    ]
    code = [change for change in page.changes if change.kind == "code"]
    return {
        "page": page,
        "pictures": pictures,
        "code": code,
        "tables": list(_tables(page)),
        "parts": bool(page.changes),
    }


def _drawing(svg: str, mark: str) -> Markup:
    return Markup(apart(still(svg), mark))  # noqa: S704  it only shows


def _tables(page: PageChanges) -> Iterator[dict]:
    """Give what changed in tables and sentences: a table for each table or section, in the page's order."""
    found: dict[tuple[str, str, str], list[Change]] = {}
    for change in page.changes:
        if change.kind in ("number", "words", "row", "column"):
            found.setdefault(("cells", change.section, change.what), []).append(change)
        elif change.kind == "sentence":
            found.setdefault(("sentences", change.section, ""), []).append(change)
        elif change.kind in ("table", "figure", "page"):
            found.setdefault(("whole", "", ""), []).append(change)
    for (kind, section, what), rows in sorted(found.items(), key=lambda item: ORDER.index(item[0][0])):
        yield {"kind": kind, "section": section, "caption": what, "rows": rows}


ORDER = ("whole", "sentences", "cells")


def _environment() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


TEMPLATE = _environment().from_string(PAGE)

"""The page of the book that tells what a site is made with, as Markdown with tables in HTML."""

from collections.abc import Mapping, Sequence

from insight.formats import Lines, plural, table
from insight.libraries.components import Component
from insight.libraries.licences import asks
from insight.markup import raw

PLACE = "libraries/bill-of-materials.cdx.json"  # in the site
FIRST = """\
# What this site is made with

The suite is open code, under the MIT licence, and stands on the work of others. Here is all of it, with the
version that made this edition and the licence that each one says it has. Every version is pinned with the
digests of its files, so nothing else is installed in its place.
"""
BILL = 'For programs: <a href="{}" download>the bill of materials (CycloneDX 1.6, JSON)</a>.'
SHIPPED = """\
## What comes with every page

These files are in the site itself, and a reader's browser loads them. It loads nothing from anywhere else.
"""
MAKES = """\
## What makes the pages

These run on the machine of whoever makes an edition, and are not in the site.
"""
ATTENTION = """\
## Licences to know of

Most licences here ask only that their words come along with a copy. These ask for more, or do not say.
"""


def page(found: Sequence[Component], notes: Mapping[str, str]) -> str:
    """Give the page. notes : what has to be known of some, by name."""
    shipped = [one for one in found if one.kind == "shipped"]
    makes = [one for one in found if one.kind == "library"]
    kinds = dict.fromkeys(one.licence for one in makes)
    said = f"{plural(len(makes), 'library', 'libraries')} under {plural(len(kinds), 'licence')}."
    parts = [FIRST, BILL.format(PLACE), SHIPPED, raw(_told(shipped, "What comes with the site."))]
    parts += [
        ATTENTION,
        _attention(found, notes),
        MAKES,
        said,
        raw(_told(makes, "Libraries that make pages.")),
    ]
    return "\n\n".join(parts)


def _told(some: Sequence[Component], caption: str):
    cells = [(one.name, one.version, one.licence, one.about or "no words of its own") for one in some]
    return table(Lines(cells, ["Name", "Version", "Licence", "What it does"]), caption)


def _attention(found: Sequence[Component], notes: Mapping[str, str]) -> str:
    cells = []
    for one in found:
        words = asks(one.licence)
        if words or one.name in notes:
            cells.append(
                (one.name, one.licence, words or "See beside.", notes.get(one.name, "Used as it comes."))
            )
    if not cells:
        return "None of them does."
    names = ["Name", "Licence", "What it asks", "How we keep to it"]
    return raw(table(Lines(cells, names), "Licences to know of."))

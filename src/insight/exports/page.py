"""The page from which the data of an edition are downloaded, as Markdown with tables in HTML."""

from collections.abc import Mapping

from insight.exports.fields import TABLES, TITLES
from insight.exports.offers import Offer, size
from insight.formats import Html, grid, render, table
from insight.markup import raw

TITLE = "Data and downloads"
FIRST = """\
# Data and downloads

Everything these pages show can be taken away: as tables for a data warehouse, as workbooks, and one file
for each board. The files are made of the same findings as the pages, and hold the same numbers. Figures about
so few people that someone might be recognised are withheld here as they are there: such a row says why, and
has no number.
"""
COLUMNS = """\
## What the columns mean

An empty cell is a missing value, and never nought. `withheld` says why a figure is missing; the table of
reasons says what each code means.
"""
HOW = """\
## How to use them

The files are a [Frictionless data package](https://specs.frictionlessdata.io/data-package/):
`datapackage.json` names each file, its columns, its size and its SHA-256 digest. Join `metric`, `area`,
`source` and `withheld` to the tables of those names. CSV files are UTF-8 with one line of names; Parquet
files hold the same rows with their types. The archive holds all of it but the workbooks.
"""


def page(found: Mapping[str, Offer], documents: Mapping[str, Offer] | None = None) -> str:
    """Give the page. found : what the site offers, by name. documents : of the whole edition."""
    whole = {name: one for name, one in found.items() if not one.about}
    parts = [FIRST, "## The whole edition", _files(whole | dict(documents or {}))]
    for kind, heading, head in (("icb", "One board", "Board"), ("audit", "One topic", "Topic")):
        own = {name: one for name, one in found.items() if one.about.startswith(f"{kind}=")}
        if own:
            parts += [f"## {heading}", _by_subject(own, f"{heading}: the files there are", head)]
    return "\n\n".join([*parts, COLUMNS, _columns(), HOW])


def _files(found: Mapping[str, Offer]) -> str:
    rows = [
        (one.title, _link(name, one), size(one.path.stat().st_size))
        for name, one in sorted(found.items(), key=lambda pair: (pair[1].kind != "ZIP", pair[0]))
    ]
    return raw(table(grid(rows, ["What it holds", "File", "Size"]), "Files about the whole edition"))


def _by_subject(found: Mapping[str, Offer], caption: str, head: str) -> str:
    """Give a row for each board or topic, with a link to each kind of file."""
    kinds = list(dict.fromkeys(one.kind for one in found.values()))
    rows: dict[str, dict[str, Html]] = {}
    for name, one in found.items():
        subject = one.title.removeprefix("Findings of ").removeprefix("Data tables: ")
        rows.setdefault(subject, {})[one.kind] = _link(name, one, with_size=True)
    cells = [(subject, *(of[kind] for kind in kinds)) for subject, of in sorted(rows.items())]
    return raw(table(grid(cells, [head, *kinds]), caption))


def _columns() -> str:
    parts = []
    for name, fields in TABLES.items():
        rows = [
            (field.name, field.kind, field.unit or "none", field.words, field.missing or "never")
            for field in fields
        ]
        caption = f"{TITLES[name]}: columns" if ":" not in TITLES[name] else f"{TITLES[name]}. Columns"
        parts.append(raw(table(grid(rows, ["Column", "Type", "Unit", "Meaning", "Empty when"]), caption)))
    return "\n\n".join(parts)


def _link(name: str, one: Offer, *, with_size: bool = False) -> Html:
    words = f"{one.kind}, {size(one.path.stat().st_size)}" if with_size else name.split("/")[-1]
    about = one.title if with_size else ""
    return render(
        '<a href="{{ name }}" download>{{ words }}'
        '{% if about %}<span class="visually-hidden"> {{ about }}</span>{% endif %}</a>',
        name=name,
        words=words,
        about=about,
    )

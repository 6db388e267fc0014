"""Pieces of a page as HTML, with every word escaped on the way in."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import unescape
from typing import NamedTuple

import numpy as np
import pandas as pd
from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from insight.markup import UNSEEN, seen


def _shown(value: object) -> object:
    """Give what a template is filled with; words without what no reader sees."""
    return seen(value) if isinstance(value, str) and not isinstance(value, Markup) else value


ENVIRONMENT = Environment(
    autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_shown
)
SPECIAL = re.compile(f"[&<>'\"{UNSEEN}]")  # what HTML would read as its own, and what no reader sees
STYLE = ' class="insight-number"'
UNREAD = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
NUMBER = re.compile(r"[−±]?\d[\d,.]*( to [−]?\d[\d,.]*)?%?")


@cache
def _template(template: str) -> Template:
    return ENVIRONMENT.from_string(template)


def compiled(template: str) -> str:
    """Give a template as it is, once it has been compiled: a fault in it is found when it is imported."""
    _template(template)
    return template


SAFE = re.compile(r"(https?|mailto|insight):|[^:/?#]*([/?#]|$)", re.IGNORECASE)  # addresses that run nothing
LINKED = compiled('{% if link %}<a href="{{ link }}">{{ words }}</a>{% else %}{{ words }}{% endif %}')
FOLDED = compiled("""\
{% for part in parts %}
<details>
<summary>{{ part.summary }}</summary>
{{ part.table }}
</details>
{% endfor %}
""")


class Html(Markup):
    """HTML that shows itself in a notebook, and reads as plain text where there is none."""

    def _repr_html_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        return unescape(" ".join(UNREAD.sub("", str(self)).split()))


def render(template: str, **words: object) -> Html:
    """Fill a jinja2 template; anything that is not Html already is escaped.

    A template that pages fill is best compiled where it stands, by `compiled`: a process that
    is forked for each page has it then.

    >>> str(render("<p>{{ name }}</p>", name="<script>"))
    '<p>&lt;script&gt;</p>'
    """
    return Html(_template(template).render(**words).strip())


def filled(template: str, *words: object) -> Html:
    """Fill a template of one line; anything that is not Html already is escaped. As `render`, but sooner.

    >>> str(filled("<em>{}</em>", "R&D"))
    '<em>R&amp;D</em>'
    """
    return Html(template.format(*(_escaped(word) for word in words)))  # noqa: S704  every word is escaped


def sentences(said: Iterable[object]) -> Html:
    """Give sentences, each a paragraph.

    >>> str(sentences(["R&D", "None."]))
    '<p>R&amp;D</p>\\n<p>None.</p>'
    """
    return Html("\n").join(filled("<p>{}</p>", words) for words in said)


def opened(lead: object, said: Iterable[object] = (), *, synthetic: str = "") -> Html:
    """Give how a page opens: that it is made up, if it is; its answer in a sentence; and sentences below.

    synthetic : the words that say so, or ''.
    """
    made_up = [filled('<p class="insight-synthetic"><strong>{}</strong></p>', synthetic)] if synthetic else []
    below = [filled("<p>{}</p>", words) for words in said]
    return Html("\n").join([*made_up, filled('<p class="insight-lead">{}</p>', lead), *below])


def linked(words: str, link: str | None) -> Html:
    """Give words that lead to a page, if there is one; an address that could run something leads nowhere."""
    return render(LINKED, words=words, link=link if link and SAFE.match(link.strip()) else None)


def small(first: object, second: object) -> Html:
    """Give a cell of two lines, the second in small print."""
    return filled("{}<br><small>{}</small>", first, second)


def below(parts: Iterable[object]) -> Html:
    """Give a cell of several lines, one below the other."""
    return Html("<br>").join(filled("{}", part) for part in parts)


def grid(cells: Sequence[Sequence[str]], names: Sequence[str]) -> pd.DataFrame:
    """Give rows of cells as a frame that keeps Html as Html: pandas' own text columns would not."""
    block = np.fromiter((cell for row in cells for cell in row), object, len(cells) * len(names))
    return pd.DataFrame(block.reshape(len(cells), len(names)), columns=list(names), dtype=object)


class Lines(NamedTuple):
    """Lines of cells under their headings: all that a table needs, where nobody asks for a frame."""

    cells: Sequence[Sequence[object]]
    names: Sequence[str]


def table(frame: pd.DataFrame | Lines, caption: str, *, groups: Sequence[str] | None = None) -> Html:
    """Give a table for readers.

    frame : cells as they are to be read, text or Html, as lines or a frame (see `grid`); its columns are
    the headings and its first column heads each row. groups : the heading of the block each row
    stands in, n of each, rows of a block together. Columns of numbers are marked so that they can be aligned.
    """
    lines = (
        Lines(frame.to_numpy(object).tolist(), [*frame.columns]) if isinstance(frame, pd.DataFrame) else frame
    )
    rows = [[_escaped(cell) for cell in cells] for cells in lines.cells]
    columns = list(zip(*rows, strict=True)) or [()] * len(lines.names)
    styles = [STYLE if _is_number(cells) else "" for cells in columns]
    heads = [
        f'<th scope="col"{style}>{_escaped(name)}</th>'
        for name, style in zip(lines.names, styles, strict=True)
    ]
    said = ['<div class="insight-table" tabindex="0">', "<table>", f"<caption>{_escaped(caption)}</caption>"]
    said += ["<thead><tr>", f"{''.join(heads)}</tr></thead>"]
    for name, part in _parts(rows, groups):
        said.append("<tbody>")
        if name is not None:
            said.append(f'<tr><th scope="rowgroup" colspan="{len(heads)}">{_escaped(name)}</th></tr>')
        said += [*_lines(part, styles), "</tbody>"]
    return Html("\n".join([*said, "</table>", "</div>"]))  # noqa: S704  every word is escaped


def folded(parts: Sequence[Mapping[str, str]]) -> Html:
    """Give tables that open when asked for: each part has a summary and a table."""
    return render(FOLDED, parts=parts)


def _escaped(cell: object) -> str:
    """Escape what is not Html already: thousands of cells a page, of which few hold anything to escape."""
    text = str(cell)
    return str(escape(seen(text))) if SPECIAL.search(text) and not isinstance(cell, Markup) else text


def _is_number(cells: Sequence[str]) -> bool:
    numbers = len([cell for cell in cells if NUMBER.fullmatch(cell)])
    return numbers > 0 and numbers >= len(cells) / 2


def _lines(rows: Sequence[Sequence[str]], styles: Sequence[str]) -> list[str]:
    """Give the lines of a table, of cells that are escaped."""
    line = "".join(f"<td{style}>{{}}</td>" for style in styles[1:])
    return [f'<tr><th scope="row">{{}}</th>{line}</tr>'.format(*cells) for cells in rows]


def _parts(rows: list[list[str]], groups: Sequence[str] | None) -> list[tuple[str | None, list[list[str]]]]:
    """Give the rows of each block under its heading."""
    if groups is None:
        return [(None, rows)]
    found: dict[str | None, list[list[str]]] = {}
    for name, row in zip(groups, rows, strict=True):
        found.setdefault(name, []).append(row)
    return list(found.items())

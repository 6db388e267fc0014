"""Pieces of a page as HTML, with every word escaped on the way in."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import unescape
from typing import NamedTuple

import numpy as np
import pandas as pd
from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

ENVIRONMENT = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
UNREAD = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
NUMBER = re.compile(r"[−±]?\d[\d,.]*( to [−]?\d[\d,.]*)?%?")


@cache
def _template(template: str) -> Template:
    return ENVIRONMENT.from_string(template)


def compiled(template: str) -> str:
    """Give a template as it is, once it has been compiled: a fault in it is found when it is imported."""
    _template(template)
    return template


FOLDED = compiled("""\
{% for part in parts %}
<details>
<summary>{{ part.summary }}</summary>
{{ part.table }}
</details>
{% endfor %}
""")
TABLE = compiled("""\
<div class="insight-table" tabindex="0">
<table>
<caption>{{ caption }}</caption>
<thead><tr>
{% for name in names %}<th scope="col"{{ styles[loop.index0] }}>{{ name }}</th>{% endfor %}
</tr></thead>
{% for group, rows in parts %}
<tbody>
{% if group is not none %}
<tr><th scope="rowgroup" colspan="{{ names | length }}">{{ group }}</th></tr>
{% endif %}
{% if rows %}
{{ rows }}
{% endif %}
</tbody>
{% endfor %}
</table>
</div>
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


def grid(cells: Sequence[Sequence[str]], names: Sequence[str]) -> pd.DataFrame:
    """Give rows of cells as a frame that keeps Html as Html: pandas' own text columns would not."""
    block = np.fromiter((cell for row in cells for cell in row), object, len(cells) * len(names))
    return pd.DataFrame(block.reshape(len(cells), len(names)), columns=list(names), dtype=object)


class Lines(NamedTuple):
    """Lines of cells under their headings: all that a table needs, where nobody asks for a frame."""

    cells: Sequence[Sequence[object]]
    names: Sequence[str]


def table(frame: pd.DataFrame | Lines, caption: str, *, groups: pd.Series | None = None) -> Html:
    """Give a table for readers.

    frame : cells as they are to be read, text or Html, as lines or a frame (see `grid`); its columns are
    the headings and its first column heads each row. groups : the heading of the block each row
    stands in, n of each, rows of a block together. Columns of numbers are marked so that they can be aligned.
    """
    lines = (
        Lines(frame.to_numpy(object).tolist(), [*frame.columns]) if isinstance(frame, pd.DataFrame) else frame
    )
    rows = [tuple(cells) for cells in lines.cells]
    columns = list(zip(*rows, strict=True)) or [()] * len(lines.names)
    styles = [Markup(' class="insight-number"') if _is_number(cells) else "" for cells in columns]
    parts = [(name, _lines(part, styles)) for name, part in _parts(rows, groups)]
    return render(TABLE, caption=caption, names=list(lines.names), styles=styles, parts=parts)


def folded(parts: Sequence[Mapping[str, str]]) -> Html:
    """Give tables that open when asked for: each part has a summary and a table."""
    return render(FOLDED, parts=parts)


def _is_number(cells: Sequence[object]) -> bool:
    numbers = sum(bool(NUMBER.fullmatch(str(cell))) for cell in cells)
    return numbers > 0 and numbers >= len(cells) / 2


def _lines(rows: list[tuple], styles: Sequence[str]) -> Markup:
    """Give the lines of a table: thousands of cells a page, so without a template."""
    starts = [f"<td{style}>" for style in styles]
    said = []
    for head, *cells in rows:
        rest = [f"{start}{escape(cell)}</td>" for start, cell in zip(starts[1:], cells, strict=True)]
        said.append(f'<tr><th scope="row">{escape(head)}</th>{"".join(rest)}</tr>')
    return Markup("\n".join(said))  # noqa: S704  every cell is escaped


def _parts(rows: list[tuple], groups: pd.Series | None) -> list[tuple[str | None, list[tuple]]]:
    """Give the rows of each block under its heading."""
    if groups is None:
        return [(None, rows)]
    found: dict[str | None, list[tuple]] = {}
    for name, row in zip(groups.tolist(), rows, strict=True):
        found.setdefault(name, []).append(row)
    return list(found.items())

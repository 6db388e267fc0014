"""Pieces of a page as HTML, with every word escaped on the way in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import pandas as pd
from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

ENVIRONMENT = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
NUMBER = re.compile(r"[−±]?\d[\d,.]*( to [−]?\d[\d,.]*)?%?")
FOLDED = """\
{% for part in parts %}
<details>
<summary>{{ part.summary }}</summary>
{{ part.table }}
</details>
{% endfor %}
"""
TABLE = """\
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
{% for row in rows %}
<tr>{% for cell in row %}{% if loop.first %}<th scope="row">{{ cell }}</th>
{%- else %}<td{{ styles[loop.index0] }}>{{ cell }}</td>{% endif %}{% endfor %}</tr>
{% endfor %}
</tbody>
{% endfor %}
</table>
</div>
"""


class Html(Markup):
    """HTML that shows itself in a notebook, and reads as plain text where there is none."""

    def _repr_html_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        return self.striptags()


def render(template: str, **words: object) -> Html:
    """Fill a jinja2 template; anything that is not Html already is escaped.

    >>> str(render("<p>{{ name }}</p>", name="<script>"))
    '<p>&lt;script&gt;</p>'
    """
    return Html(_compiled(template).render(**words).strip())


def grid(cells: Sequence[Sequence[str]], names: Sequence[str]) -> pd.DataFrame:
    """Give rows of cells as a frame that keeps Html as Html: pandas' own text columns would not."""
    return pd.DataFrame(list(cells), columns=list(names), dtype=object)


def table(frame: pd.DataFrame, caption: str, *, groups: pd.Series | None = None) -> Html:
    """Give a table for readers.

    frame : cells as they are to be read, text or Html (see `grid`); its columns are the headings and its
    first column heads each row. groups : the heading of the block each row stands in, n of
    each, rows of a block together. Columns of numbers are marked so that they can be aligned.
    """
    styles = [Markup(' class="insight-number"') if _is_number(frame[name]) else "" for name in frame]
    return render(
        TABLE, caption=caption, names=list(frame.columns), styles=styles, parts=_parts(frame, groups)
    )


def folded(parts: Sequence[Mapping[str, str]]) -> Html:
    """Give tables that open when asked for: each part has a summary and a table."""
    return render(FOLDED, parts=parts)


@cache
def _compiled(template: str) -> Template:
    return ENVIRONMENT.from_string(template)


def _is_number(cells: pd.Series) -> bool:
    texts = [str(cell) for cell in cells]
    numbers = sum(bool(NUMBER.fullmatch(text)) for text in texts)
    return numbers > 0 and numbers >= len(texts) / 2


def _parts(frame: pd.DataFrame, groups: pd.Series | None) -> Iterator[tuple[str | None, list]]:
    rows = list(frame.itertuples(index=False, name=None))
    if groups is None:
        yield None, rows
        return
    names = groups.tolist()
    for name in dict.fromkeys(names):
        yield name, [row for row, other in zip(rows, names, strict=True) if other == name]

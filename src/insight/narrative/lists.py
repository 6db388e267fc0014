"""Findings listed under headings: the first in sight, the rest folded away."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from insight.formats import Html, compiled, plural, render, sentences

FIRST = 8  # items shown before the rest is folded away
PARTS = compiled("""\
{% macro listed(items) %}
<ul class="insight-findings">
{% for item in items %}
<li><strong>{{ item.title }}</strong>{{ " " if item.mark else "." }}{{ item.mark }}
{%- if item.mark %}<br>{% endif %} {{ item.said }}
{%- if item.dated %} <small>{{ item.dated }}</small>{% endif %}
{%- for note in item.notes %}<br><small>{{ note }}</small>{% endfor %}
{%- if item.prompt %}<br><em>To ask:</em> {{ item.prompt }}{% endif %}
{%- if item.learn %}<br><em>Learn from:</em> {{ item.learn }}{% endif %}</li>
{% endfor %}
</ul>
{% endmacro %}
{% for part in parts %}
{% if part.heading %}
<h3>{{ part.heading }}</h3>
{% endif %}
{{ listed(part.items[:part.first]) }}
{% if part.items | length > part.first %}
<details>
<summary>{{ part.summary or "Show " ~ (part.items | length - part.first) ~ " more" }}</summary>
{{ listed(part.items[part.first:]) }}
</details>
{% endif %}
{% endfor %}
""")


class Item(NamedTuple):
    """One finding of a list."""

    title: str
    said: str
    mark: Any = ""  # the sign and word of its verdict
    dated: str = ""
    notes: Sequence[str] = ()
    prompt: object = ""  # what to ask
    learn: str = ""  # from whom others could learn, and how to begin


class Part(NamedTuple):
    """A list under a heading; `first` of its items are in sight, the rest are folded away."""

    heading: str
    items: Sequence[Item]
    first: int = FIRST
    summary: str = ""


def rule(words: str) -> Html:
    """Give the rule by which something below is told, as a paragraph."""
    return sentences([words])


def heading(words: str) -> Html:
    """Give a heading within a section."""
    return render("<h3>{{ words }}</h3>", words=words)


def lists(parts: Sequence[Part]) -> Html:
    """Give lists one below the other; those without items are left out."""
    shown = [part._asdict() | {"items": list(part.items)} for part in parts if part.items]
    return render(PARTS, parts=[Part(**part) for part in shown])


def counted(heading: str, items: Sequence[Item], first: int = FIRST) -> Part:
    """Give a list with how many it holds in its heading."""
    return Part(f"{heading}: {plural(len(items), 'metric')}", items, first)


def asked(row: Any, way: object) -> str:
    """Give the question that goes with a worse result, if its metric has one.

    way : the result's verdict or direction.
    """
    return row.prompt if way == "worse" and isinstance(row.prompt, str) else ""

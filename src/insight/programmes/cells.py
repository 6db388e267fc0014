"""Cells of the tables about programmes: links, what is not recorded, metrics by name."""

from collections.abc import Iterable
from typing import Any

from insight.formats import Html, compiled, linked, render, sentences
from insight.programmes.loading import Described
from insight.programmes.programme import Cited

NOT_RECORDED = "not recorded"
JOINED = compiled("{% for part in parts %}{{ part }}{% if not loop.last %}; {% endif %}{% endfor %}")
WARNING = compiled('<p class="insight-warning">{{ words }}</p>')


def together(parts: Iterable[Any]) -> Html:
    """Give several cells as one, parted by semicolons."""
    return render(JOINED, parts=list(parts))


def said(fact: Cited | None) -> tuple[str, Html | str]:
    """Give what is known of something, and where from."""
    return (fact.said, linked(fact.source, fact.link)) if fact else (NOT_RECORDED, "")


def titles(described: Described, names: Iterable[str]) -> list[str]:
    """Give the titles of some metrics."""
    return [described.metric(name).title for name in names]


def warning(words: str) -> Html:
    """Give a warning that stands out."""
    return render(WARNING, words=words)


def paragraph(words: str) -> Html:
    """Give a paragraph."""
    return sentences([words])

"""Statuses of recommendations in words and signs, and the bands that a drawing puts them in."""

from collections.abc import Iterable

from insight.formats.html import Html, filled

BANDS = {  # band -> the statuses in it, from what is furthest to what is not begun
    "evidenced": ("evidenced",),
    "said to be done": ("said to be done",),
    "in hand": ("under way", "accepted", "answered", "paused"),
    "no answer yet": ("made", "no separate response recorded"),
    "not evidenced": ("not evidenced",),
    "no longer followed": ("superseded", "closed", "not accepted"),
}
SIGNS = {
    "evidenced": "✔",
    "said to be done": "◐",
    "in hand": "▶",
    "no answer yet": "○",
    "not evidenced": "?",
    "no longer followed": "–",
}
LATE, SOON = "overdue", "due"


def band(status: str) -> str:
    """Give the band a status is in.

    >>> band("under way"), band("made")
    ('in hand', 'no answer yet')
    """
    return next(name for name, statuses in BANDS.items() if status in statuses)


def mark(status: str) -> Html:
    """Give a status with its sign, which is not read out."""
    name = band(status)
    words = '<span class="insight-status insight-status-{}"><span aria-hidden="true">{}</span> {}</span>'
    return filled(words, name.replace(" ", "-"), SIGNS[name], status)


def facet(words: str) -> Html:
    """Give a heading by whose values a reader can filter the table."""
    return filled('<span class="insight-facet">{}</span>', words)


def values(words: Iterable[str]) -> Html:
    """Give several values of one cell, each on a line, so that a reader can filter by any of them."""
    return Html("<br>").join(filled('<span class="insight-value">{}</span>', word) for word in words)


def inherited(number: str, kind: str = "full") -> Html:
    """Give the mark of words that stand with another number, or add to it."""
    said = f"inherited from #{number}" if kind == "full" else f"adds to #{number}, from which it inherits"
    return filled('<span class="insight-inherited"><span aria-hidden="true">↪</span> {}</span>', said)

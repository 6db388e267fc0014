"""The words and signs of a comparison."""

from collections import Counter
from collections.abc import Iterable
from functools import cache

import pandas as pd

from insight.formats.html import Html, compiled, filled, render

NOT_COMPARED = "not compared"
SIGNS = {"better": "▲", "similar": "●", "worse": "▼", "lower": "◆", "higher": "◆", NOT_COMPARED: "○"}
AGAINST = {
    "better": "better than",
    "similar": "similar to",
    "worse": "worse than",
    "lower": "lower than",
    "higher": "higher than",
}
MARK = compiled(
    '<span class="insight-verdict insight-{{ word | replace(" ", "-") }}">'
    '<span aria-hidden="true">{{ sign }}</span> {{ word }}</span>'
)
BRIEF = compiled(
    '<span class="insight-verdict insight-{{ word | replace(" ", "-") }}">'
    '<span aria-hidden="true">{{ sign }}</span><span class="insight-unseen"> {{ word }}</span></span>'
)


def word(verdict: object) -> str:
    """Give a verdict as a word; a missing one is 'not compared'.

    >>> word("better"), word(None)
    ('better', 'not compared')
    """
    return str(verdict) if isinstance(verdict, str) else NOT_COMPARED


def words(verdicts: pd.Series) -> pd.Series:
    """Give every verdict as a word, on the same index."""
    return verdicts.astype(object).where(verdicts.notna(), NOT_COMPARED)


def sign(verdict: object) -> str:
    """Give the sign that goes with a verdict."""
    return SIGNS[word(verdict)]


def mark(verdict: object) -> Html:
    """Give a verdict's sign and word for a table; the sign is not read out."""
    return _marked(MARK, word(verdict))


def brief(value: str, verdict: object) -> Html:
    """Give a value and the sign of its verdict for a narrow cell; the word is there to be read out."""
    return filled("{}&nbsp;{}", value, _marked(BRIEF, word(verdict)))


@cache
def _marked(template: str, word: str) -> Html:
    return render(template, sign=SIGNS[word], word=word)


def tally(verdicts: Iterable[object], comparator: str = "England") -> str:
    """Count verdicts in words, the ones with none left out.

    >>> tally(["better", "worse", None, "better"])
    '2 better than England, 1 worse than England and 1 not compared'
    """
    counts = Counter(word(verdict) for verdict in verdicts)
    said = [f"{counts[name]} {AGAINST[name]} {comparator}" for name in AGAINST if counts[name]]
    said += [f"{counts[NOT_COMPARED]} {NOT_COMPARED}"] * bool(counts[NOT_COMPARED])
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}" if said else "none"

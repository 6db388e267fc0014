"""A report card of how recommendations are worded."""

from typing import Any

from insight.formats import Html, Lines, plural, render, table
from insight.formats.html import filled

PARTS = {"who": "Who", "does": "Does", "what": "What", "when": "By when", "shown": "Shown by"}
NAMES = ["Recommendation", *PARTS.values(), "To mend"]
SIGNS = {"yes": "✓", "given beside it": "(✓)", "vague": "~", "no": "✗"}
LIMITS = (
    "Marks are given by rules that look for words, not by understanding: a missing mark may be one that a "
    "reader would find. (✓) stands beside the recommendation and not in its words; ~ is there but vague."
)


def wording(card: Any) -> Html:
    """Give each recommendation with its five marks and what is to be mended.

    card : as recommendations.card gives it.
    """
    if not card.lines:
        return render("<p>{{ words }}</p>", words="This document makes no recommendation.")
    cells = [
        (f"{line.number}. {line.text}", *(_mark(getattr(line.wording, part)) for part in PARTS), _mend(line))
        for line in card.lines
    ]
    many = len(card.lines)
    said = (
        f"Wording of {plural(many, 'recommendation')}: {card.complete or 'none'} says or is given all five. "
    )
    whole = "".join(f"{words[:1].upper()}{words[1:]}. " for words in card.findings)
    return table(Lines(cells, NAMES), f"{card.title}. {said}{whole}{LIMITS}")


def _mark(mark: Any) -> Html:
    """Give a sign with its word to be read out, and the words that were found."""
    sign = filled(
        '<span aria-hidden="true">{}</span><span class="insight-unseen"> {}</span>',
        SIGNS[mark.found],
        mark.found,
    )
    return filled("{} <small>{}</small>", sign, mark.words) if mark.words else sign


def _mend(line: Any) -> str:
    return "; ".join(line.wording.findings) or "nothing"

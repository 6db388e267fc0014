"""Metrics of one theme across audits, in short."""

from collections.abc import Callable, Sequence
from typing import Any

from insight.formats import Html, Lines, folded, plural, render, table
from insight.formats import cards as cell
from insight.formats.metrics import OUTCOMES, case_mix
from insight.formats.numbers import is_missing
from insight.formats.rows import captioned

SHORT: dict[str, Callable[[Any], Any]] = {
    "Metric": lambda card: card.row.title,
    "Here": cell.here,
    "England and region": cell.around,
    "In time": cell.in_time,
    "Case mix": lambda card: case_mix(card.row),
    "Age in months": lambda card: "" if is_missing(card.row.age_months) else str(int(card.row.age_months)),
}


def theme(cards: Sequence[Any], name: str) -> Html:
    """Give the metrics tagged with a theme, such as access or continuity, folded away, by audit."""
    shown = [card for card in cards if name in card.words.themes]
    return _short(shown, f"tagged {name}", [title for title in SHORT if title != "Case mix"])


def outcomes(cards: Sequence[Any]) -> Html:
    """Give what became of people, with whether each result is adjusted for case mix."""
    return _short([card for card in cards if card.row.type in OUTCOMES], "of outcomes", list(SHORT))


def _short(shown: Sequence[Any], what: str, names: list[str]) -> Html:
    if not shown:
        return render("")
    lines = Lines([[SHORT[name](card) for name in names] for card in shown], names)
    audits = [f"{card.row.topic} ({card.row.audit_short})" for card in shown]
    caption = captioned(f"Metrics {what}, by audit.", [card.row for card in shown])
    said = f"Every metric {what}: {plural(len(shown), 'metric')} of {plural(len(set(audits)), 'audit')}"
    return folded([{"summary": said, "table": table(lines, caption, groups=audits)}])

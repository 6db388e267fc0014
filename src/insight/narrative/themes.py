"""Metrics of one theme across audits: which are worse than England, and what to ask about them."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from insight.formats import Html, age, plural, sentences
from insight.formats import cards as cell
from insight.formats.metrics import OUTCOMES, case_mix, comparable
from insight.formats.verdicts import mark, tally
from insight.narrative.lists import Item, Part, asked, lists
from insight.narrative.sentences import dated, standing

FIRST = 4


def theme(cards: Sequence[Any], name: str) -> Html:
    """Count the metrics tagged with a theme, such as access, and tell the better ones, then the worse.

    cards : as pathways.cards gives them.
    """
    return _told([card for card in cards if name in card.words.themes], f"tagged {name}")


def outcomes(cards: Sequence[Any]) -> Html:
    """Count what became of people, with how many results are adjusted for case mix, and tell what differs."""
    shown = [card for card in cards if card.row.type in OUTCOMES]
    kinds: dict[str, int] = {}
    for card in shown:
        kinds[case_mix(card.row)] = kinds.get(case_mix(card.row), 0) + 1
    said = "; ".join(f"{count} {kind}" for kind, count in kinds.items())
    mixed = [f"Case mix, of {plural(len(shown), 'outcome metric')}: {said}."] if shown else []
    return _told(shown, "of outcomes", mixed, adjusted=True)


def similar(cards: Sequence[Any], method: str) -> Html:
    """Tell, for each metric that is worse than England, which similar ICBs do better, and how alike they are.

    method : how likeness is worked out, in words.
    """
    worse = [card for card in cards if card.own and card.row.verdict == "worse"]
    found = [card for card in worse if card.better]
    lead = (
        f"Of {plural(len(worse), 'metric')} worse than England, similar ICBs clearly do better in "
        f"{len(found) or 'none'}."
    )
    items = [
        Item(card.row.title, f"{_own(card.row)} {cell.doing_better(card)}.", "", dated(card.row))
        for card in found
    ]
    return sentences([method, lead]) + lists([Part("", items, FIRST)])


def oldest(cards: Sequence[Any]) -> Html:
    """Call out the oldest figure on the page."""
    old = cell.oldest(cards)
    if old is None:
        return sentences(["No figure on this page has an age."])
    row = old.row
    return sentences(
        [
            f"The oldest figure on this page is {age(int(row.age_months))}: {row.title}, "
            f"{row.audit_short}, {row.period}."
        ]
    )


def learned(cards: Sequence[Any]) -> Html:
    """Tell in which metrics one trust here is better than England while another is worse.

    Crude outcomes are left out, as they say as much of who the patients are.
    """
    items = []
    for card in cards:
        if not comparable(card.row):
            continue
        better = [row for row in card.trusts if row.verdict == "better"]
        behind = [row for row in card.trusts if row.verdict == "worse"]
        if better and behind:
            good, bad = (", ".join(row.short_name for row in rows) for rows in (better, behind))
            items.append(
                Item(card.row.title, f"Better than England: {good}. Worse: {bad}.", "", card.row.audit_short)
            )
    if not items:
        return sentences(["No metric has one trust here better than England and another worse."])
    lead = (
        f"In {plural(len(items), 'metric')} one trust here is better than England while another is worse: "
        "those who could learn are neighbours of those who could teach. This goes by 95% intervals alone, "
        "without the ladder of checks; with so many results, some of it is chance."
    )
    return sentences([lead]) + lists([Part("", items, FIRST)])


def _told(shown: Sequence[Any], what: str, more: Sequence[str] = (), *, adjusted: bool = False) -> Html:
    own = [card for card in shown if card.own]
    if not shown:
        return sentences([f"No metric {what} is in this edition."])
    said = [f"{plural(len(shown), 'metric')} {what}: {tally(card.row.verdict for card in own)}." if own else
            f"{plural(len(shown), 'metric')} {what}, none of them published for this area."]  # fmt: skip
    beyond = len(shown) - len(own)
    if own and beyond:
        said.append(
            f"{plural(beyond, 'more is', 'more are')} not published for this area; trusts' results are below."
        )
    parts = []
    for verdict, heading in (("better", "Better than England"), ("worse", "Worse than England")):
        items = [_item(card, adjusted) for card in own if card.row.verdict == verdict]
        parts.append(Part(heading, items, FIRST))
    return sentences([*said, *more]) + lists(parts)


def _item(card: Any, adjusted: bool) -> Item:
    row = card.row
    notes = [f"Case mix: {case_mix(row)}."] if adjusted else []
    return Item(row.title, standing(row), mark(row.verdict), dated(row), notes, asked(row, row.verdict))


def _own(row: Any) -> str:
    return f"Here {cell.value(row)} ({cell.ends(row)}); better:" if pd.notna(row.value) else ""

"""What was recommended, said again for an ICB: who does what by when, and what measures it here."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from insight.formats import Html, Lines, bare, day, sentences, table
from insight.formats.html import filled, small
from insight.formats.verdicts import mark

NAMES = [
    "Who",
    "Does what",
    "By when",
    "Measured by, and where that stands here",
    "What was recommended, by whom",
]
NAMED, READING = "The document names ICBs", "Asked of others; how an ICB could act on it is our reading"
NO_DAY = "no day given; to be agreed"


def recommendations(asked: Sequence[Any], cards: Sequence[Any]) -> Html:
    """Give each ask of an ICB with where its metrics stand; those of audits not on the page are left out.

    asked : as recommendations.asked gives them. cards : as pathways.cards gives them.
    """
    by_metric = {str(card.row.metric): card for card in cards}
    audits = {str(card.row.audit) for card in cards}
    shown = [one for one in asked if not one.document.audits or audits & {*one.document.audits}]
    if not shown:
        return sentences(["No recommendation to ICBs from these audits is recorded here."])
    cells = [
        (one.ask.who, one.ask.what, _when(one.ask.by_when), _measured(one.ask, by_metric), _from(one))
        for one in shown
    ]
    groups = [NAMED if one.recommendation.aimed_at_icbs else READING for one in shown]
    caption = "Recommendations as asks of an ICB. Short accounts in our own words; the documents say more."
    return table(Lines(cells, NAMES), caption, groups=groups)


def _when(by_when: date | str | None) -> str:
    return NO_DAY if by_when is None else day(by_when) if isinstance(by_when, date) else str(by_when)


def _measured(ask: Any, by_metric: dict[str, Any]) -> Html:
    """Name the metrics of an ask with their values here, or what else would measure it."""
    said = []
    for name in ask.metrics:
        card = by_metric.get(name)
        if card is None:
            continue
        row = card.row
        if card.own and pd.notna(row.value):
            shown = bare(row.value, row.unit, row.decimals)
            here = filled("{}, {} {}", shown, row.period, mark(row.verdict))
        else:
            here = Html("no figure for this ICB")
        said.append(filled("{}: {}", row.title, here))
    said += [filled("{}", ask.measured_otherwise)] if ask.measured_otherwise else []
    return Html("<br>").join(said) if said else Html("no metric of these audits")


def _from(one: Any) -> Html:
    document, rec = one.document, one.recommendation
    beside = next((one for one in document.recommendations if one.number == rec.shares_with), rec)
    whom = "; ".join(rec.audience or beside.audience)
    when = day(document.published) if isinstance(document.published, date) else document.published
    said = f"{document.title} ({document.body}, {when}), {rec.number}, to: {whom}"
    return small(rec.summary, said)

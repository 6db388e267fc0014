"""Which providers take part in which audits, and with what share of their cases."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from insight.formats import Html, Lines, day, folded, listed, plural, sentences, table
from insight.formats.cells import reason
from insight.formats.numbers import bare
from insight.formats.rows import captioned
from insight.formats.written import written

ABSENT = "did not take part"  # what a published list of those that did not says
TRUSTS = [
    "Provider",
    "Audits with results",
    "Took no part, by the audit's list",
    "Share of cases held",
    "No row in",
]
OTHERS = ["Provider", "NHS-funded care", "Takes part", "Does not", "Not known", "Known from"]


def participation(cards: Sequence[Any]) -> Html:
    """Give, for each trust within an area, the audits it has results in, and those it took no part in.

    cards : as pathways.cards gives them. A trust that no audit of the edition names is not among them.
    """
    published = {str(row.audit): row.audit_short for card in cards for row in card.trusts}
    trusts: dict[str, dict[str, list[Any]]] = {}
    for card in cards:
        for row in card.trusts:
            trusts.setdefault(str(row.short_name), {}).setdefault(str(row.audit), []).append((card, row))
    if not trusts:
        return sentences(["No audit of this edition publishes results of trusts based here."])
    cells = [(name, *_trust(audits, published)) for name, audits in sorted(trusts.items())]
    rows = [row for card in cards for row in card.trusts]
    made = table(Lines(cells, TRUSTS), captioned("NHS trusts based here, and the audits they are in.", rows))
    return folded([{"summary": f"Participation of {plural(len(cells), 'NHS trust')}", "table": made}])


def independent(here: Any, cards: Sequence[Any]) -> Html:
    """Give the independent providers of NHS-funded care that were written down, and the audits they are in.

    here : what was written about the area, or None. cards : of the page's metrics, which name their audits.
    """
    names = {str(card.row.audit): str(card.row.audit_short) for card in cards}
    providers = () if here is None else here.providers
    if not providers:
        said = "Nobody has written down which independent providers give NHS-funded care here."
        return sentences([said])
    cells = [
        (
            f"{one.name} ({one.code})" if one.code else one.name,
            one.care,
            *(_of(one, said, names) for said in ("takes part", "does not take part", "not known")),
            f"{one.source}, {day(one.checked)}",
        )
        for one in providers
    ]
    caption = f"Independent providers of NHS-funded care here. {written(here)}"
    return table(Lines(cells, OTHERS), caption)


def _trust(audits: dict[str, list[Any]], published: dict[str, str]) -> tuple[str, ...]:
    """Give one trust's audits: with results, without by the audit's list, shares of cases, and the rest."""
    absent = [name for name, rows in audits.items() if all(row.withheld == ABSENT for _, row in rows)]
    shares = [
        f"{row.audit_short} {bare(row.value, row.unit, row.decimals) if pd.notna(row.value) else reason(row)}"
        for rows in audits.values()
        for card, row in rows
        if card.words.share_of_cases
    ]
    return (
        listed(published[name] for name in audits if name not in absent) or "none",
        listed(published[name] for name in absent) or "none named",
        "; ".join(shares) or "not published",
        listed(short for name, short in published.items() if name not in audits) or "none",
    )


def _of(provider: Any, said: str, names: dict[str, str]) -> str:
    return (
        listed(names.get(audit, audit) for audit, part in provider.audits.items() if part == said)
        or "none named"
    )

"""How many more people a year would have good care if an area matched areas like it."""

from collections import Counter
from typing import Any

import pandas as pd

from insight.formats import Html, listed, plural, sentences
from insight.formats.numbers import is_missing, rounded
from insight.formats.rows import as_records
from insight.narrative.lists import Item, Part, lists

MOST = 5
WORDS = ("behind", "ahead", "not clearly behind")  # of a metric whose gap can be told
NEEDED = [
    "title", "short_name", "outcome", "subject", "better", "statistic", "people", "people_lower",
    "people_upper", "lowest", "highest", "audit_short", "period", "peers", "word",
]  # fmt: skip


def people(people: pd.DataFrame, peers: pd.DataFrame, area: str) -> Html:
    """Tell where matching the median of similar areas would do most, and how firm that is.

    people : the gaps of an area, one row per metric. peers : its similar areas.
    """
    rows = [row for row in as_records(people, NEEDED) if row.word in WORDS]
    if not rows or peers.empty:
        return sentences(["No similar areas are chosen, or no counts are published to compare with them."])
    name = str(rows[0].short_name)
    behind = [row for row in rows if row.word == "behind"]
    behind.sort(key=lambda row: (row.people_lower, row.people), reverse=True)
    counts = Counter(row.word for row in rows)
    lead = (
        f"{name} is behind the median of similar ICBs in {plural(len(behind), 'metric')}, ahead in "
        f"{counts['ahead']} and not clearly behind in {counts['not clearly behind']}."
    )
    items = [_item(row, name) for row in behind]
    shown = Part("", items, MOST)
    return sentences([lead]) + lists([shown]) + sentences([_similar(peers, name)])


def _item(row: Any, name: str) -> Item:
    word = "fewer" if row.better == "lower" else "more"
    said = (
        f"If {name} matched the median of the {_words(int(row.peers))} ICBs most like it, "
        f"{rounded(row.people)} ({rounded(row.people_lower)} to {rounded(row.people_upper)}) {word} "
        f"{row.subject} would be {row.outcome.removeprefix('being ')} each year"
    )
    low, high = rounded(row.lowest), rounded(row.highest)
    said += "." if is_missing(row.lowest) else f"; other choices of similar ICBs give {low} to {high}."
    return Item(row.title, said, "", f"{row.audit_short}, {row.period}")


def _words(number: int) -> str:
    return {10: "ten", 9: "nine", 8: "eight"}.get(number, str(number))


def _similar(peers: pd.DataFrame, name: str) -> str:
    """Name the similar areas, the firm ones first, with the share of other choices that hold the others."""
    rows = as_records(peers, ["peer", "short_name", "rank", "stability"])
    own = [row for row in rows if not is_missing(row.rank)]
    names = [row.peer if is_missing(row.short_name) else row.short_name for row in own]
    firm = [place for place, row in zip(names, own, strict=True) if row.stability >= 1]
    loose = [
        f"{place} ({row.stability:.0%})"
        for place, row in zip(names, own, strict=True)
        if not row.stability >= 1
    ]
    said = f"The ICBs most like {name}: "
    if firm:
        said += f"{listed(firm)}, whichever facts about their people are used"
    if loose:
        said += "; " * bool(firm)
        said += f"less firmly {listed(loose)}, with the share of choices that hold them"
    return f"{said}."

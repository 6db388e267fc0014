"""How many more people a year would have good care if an area matched areas like it."""

from typing import Any

import pandas as pd

from insight.formats import Html, listed, plural
from insight.formats.numbers import rounded
from insight.formats.rows import as_records
from insight.narrative.lists import Item, Part, lists, sentences

MOST = 5
NEEDED = [
    "title", "short_name", "outcome", "subject", "better", "statistic", "people", "people_lower",
    "people_upper", "lowest", "highest", "audit_short", "period", "peers",
]  # fmt: skip


def people(people: pd.DataFrame, peers: pd.DataFrame, area: str) -> Html:
    """Tell where matching the median of similar areas would do most, and how firm that is.

    people : the gaps of an area, one row per metric. peers : its similar areas.
    """
    rows = people[people["word"].isin(["behind", "ahead", "not clearly behind"])]
    if rows.empty or peers.empty:
        return sentences(["No similar areas are chosen, or no counts are published to compare with them."])
    name = str(rows["short_name"].iloc[0])
    behind = rows[rows["word"] == "behind"].sort_values(
        ["people_lower", "people"], ascending=False, kind="stable"
    )
    counts = rows["word"].value_counts()
    lead = (
        f"{name} is behind the median of similar ICBs in {plural(len(behind), 'metric')}, ahead in "
        f"{counts.get('ahead', 0)} and not clearly behind in {counts.get('not clearly behind', 0)}."
    )
    items = [_item(row, name) for row in as_records(behind, NEEDED)]
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
    said += "." if pd.isna(row.lowest) else f"; other choices of similar ICBs give {low} to {high}."
    return Item(row.title, said, "", f"{row.audit_short}, {row.period}")


def _words(number: int) -> str:
    return {10: "ten", 9: "nine", 8: "eight"}.get(number, str(number))


def _similar(peers: pd.DataFrame, name: str) -> str:
    """Name the similar areas, the firm ones first, with the share of other choices that hold the others."""
    own = peers[peers["rank"].notna()]
    names = own["short_name"].fillna(own["peer"])
    firm = own["stability"] >= 1
    said = f"The ICBs most like {name}: "
    if firm.any():
        said += f"{listed(names[firm])}, whichever facts about their people are used"
    if (~firm).any():
        loose = [
            f"{place} ({share:.0%})"
            for place, share in zip(names[~firm], own["stability"][~firm], strict=True)
        ]
        said += "; " * bool(firm.any())
        said += f"less firmly {listed(loose)}, with the share of choices that hold them"
    return f"{said}."

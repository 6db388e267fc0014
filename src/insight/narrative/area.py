"""What a page says about one area: how much is known, how it compares with England, what is missing."""

from typing import Any

import pandas as pd

from insight.formats import Html, age, listed, opened, plural, sentences
from insight.formats.clear import outstanding
from insight.formats.numbers import is_missing
from insight.formats.rows import (
    ENGLAND,
    LEVELS,
    are_groups,
    are_newest,
    columns_where,
    england_decimals,
    is_synthetic,
    is_word,
    level_of,
    place,
    records_where,
)
from insight.formats.verdicts import mark, tally
from insight.narrative.lists import Item, asked, counted, lists
from insight.narrative.sentences import NEEDED, SYNTHETIC, dated, levels, sentence, standing

FIRST = 3  # sentences shown before the rest is folded away
CHANCE = 20  # one comparison in so many falls outside a 95% interval by chance
HEADINGS = {
    "better": "Better than England",
    "worse": "Worse than England",
    "higher": "Higher than England, where neither direction is better",
    "lower": "Lower than England, where neither direction is better",
}
OPENED = ["audit", "audit_short", "region", "verdict", "age_months"]
COUNTED = ["audit", "value", "verdict", "coverage", "coverage_note"]


def opening(findings: pd.DataFrame, area: str) -> Html:
    """Say how the area stands in one sentence, how old its data are, and whether they are made up."""
    rows = records_where(findings, are_newest(findings, area), OPENED)
    name, level = place(findings, area), LEVELS[level_of(findings, area)][0]
    region = next((row.region for row in rows if not is_missing(row.region)), None)
    within = f", in the {region} region" if region else ""
    audits = len({row.audit for row in rows})
    sources = plural(audits, "audit or programme", "audits and programmes")
    told = tally(row.verdict for row in rows)
    lead = f"{name}{within}: {told}, of {plural(len(rows), 'metric')} of {sources}."
    if not rows:
        lead = f"{name}: no audit in this edition publishes results for this {level}."
    said = SYNTHETIC if is_synthetic(findings) else ""
    return opened(lead, [_dates(rows)], synthetic=said)


def summary(findings: pd.DataFrame, area: str) -> Html:
    """Count the verdicts, and say what they can and cannot show."""
    rows, name = records_where(findings, are_newest(findings, area), COUNTED), place(findings, area)
    compared = len([row for row in rows if not is_missing(row.verdict)])
    told = tally(row.verdict for row in rows)
    if not compared:
        said = [f"No metric of {name} can be compared with England."]
        return sentences([*said, *_partial(rows, name)])
    said = [
        f"{name} against England, metric by metric: {told}.",
        "A metric is called better, worse, higher or lower only when its whole 95% interval lies on that "
        "side of England's value.",
    ]
    if compared >= CHANCE:
        said[1] += (
            f" Of {compared} comparisons, about {round(compared / CHANCE)} would do so by chance alone if "
            f"{name} were no different from England."
        )
    return sentences([*said, *_partial(rows, name)])


def against_england(findings: pd.DataFrame, area: str) -> Html:
    """List the metrics whose intervals lie away from England's value: the better first, then the worse.

    Within a list, the further an interval lies from England, in its own widths, the earlier
    it is told. That is an order for reading, not a rank.
    """
    rows, places = outstanding(findings, area, NEEDED), england_decimals(findings)
    parts = []
    for verdict, heading in HEADINGS.items():
        items = [_item(row, places) for row in rows if row.verdict == verdict]
        parts += [counted(heading, items, FIRST)] if items else []
    return lists(parts) if parts else sentences(["No interval lies wholly on one side of England's value."])


def not_shown(findings: pd.DataFrame, area: str) -> Html:
    """Say how many figures are missing, partial or withheld, and which audits do not reach this area."""
    rows, name = records_where(findings, are_newest(findings, area), COUNTED), place(findings, area)
    level = LEVELS[level_of(findings, area)]
    said = []
    gone = len([row for row in rows if is_missing(row.value)])
    part = len([row for row in rows if row.coverage == "part"])
    if gone:
        said.append(f"{plural(gone, 'metric has', 'metrics have')} no figure for {name}.")
    if part:
        said.append(f"{plural(part, 'metric covers', 'metrics cover')} only part of {name}.")
    reached = {row.audit for row in rows}
    said += [*_groups_withheld(findings, area), *_beyond(findings, reached, level)]
    if not rows:
        said.append(f"No audit in this edition has a figure for {name} itself.")
    return sentences(said or [f"Every metric has a figure for {name}."])


def _item(row: Any, places: dict[str, int]) -> Item:
    said = standing(row, england_decimals=places.get(row.metric))
    return Item(row.title, said, mark(row.verdict), dated(row), prompt=asked(row, row.verdict))


def _partial(rows: list[Any], name: str) -> list[str]:
    """Say which part of an area its figures cover, once for each reason."""
    short: dict[str, list[Any]] = {}
    for row in rows:
        if row.coverage in ("part", "none") and not is_missing(row.coverage_note):
            short.setdefault(row.coverage_note, []).append(row)
    said = []
    for note, part in short.items():
        covers = "covers" if len(part) == 1 else "cover"
        lead = f"{plural(len(part), 'metric')} {covers} only part of {name}."
        if all(row.coverage == "none" for row in part):
            lead = f"{plural(len(part), 'metric')} cannot be made for {name}."
        said.append(f"{lead} {sentence(str(note))}")
    return said


def _groups_withheld(findings: pd.DataFrame, area: str) -> list[str]:
    grouped = are_groups(findings, area, "deprivation") | are_groups(findings, area, "ethnicity")
    [values] = columns_where(findings, grouped, ["value"])
    gone = len([value for value in values if is_missing(value)])
    if not gone:
        return []
    return [
        f"Of {len(values):,} figures by deprivation or ethnic group, {gone:,} are withheld or were not "
        "published, most because so few people are in the group."
    ]


def _beyond(findings: pd.DataFrame, reached: set[str], level: tuple[str, str]) -> list[str]:
    """Name the audits that have no row for this area, with the levels they are published at."""
    others = is_word(findings, "area", ENGLAND)
    others[others] = [audit not in reached for [audit] in records_where(findings, others, ["audit"])]
    told = dict.fromkeys(records_where(findings, others, ["audit", "audit_name", "audit_levels"]))
    named = [f"{row.audit_name} (published for {levels(str(row.audit_levels))})" for row in told]
    return [f"No results for this {level[0]} from {listed(named)}."] if named else []


def _dates(rows: list[Any]) -> str:
    """Say how old the newest figures are, and call out the oldest."""
    aged = [row for row in rows if not is_missing(row.age_months)]
    if not aged:
        return "The pages of the audits say what is published, and for whom."
    young, old = (int(which(row.age_months for row in aged)) for which in (min, max))
    oldest = listed(dict.fromkeys(str(row.audit_short) for row in aged if row.age_months == old), most=3)
    if young == old:
        return f"All figures are {age(old)}, counted from the end of their period."
    return (
        f"The newest figures are {age(young)}, counted from the end of their period; "
        f"the oldest, of {oldest}, are {age(old)}."
    )

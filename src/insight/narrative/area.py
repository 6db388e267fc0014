"""What a page says about one area: how much is known, how it compares with England, what is missing."""

from typing import Any

import pandas as pd

from insight.formats import Html, age, compiled, listed, plural, render
from insight.formats.rows import (
    ENGLAND,
    LEVELS,
    as_records,
    by_audit,
    england_decimals,
    groups_of,
    is_synthetic,
    level_of,
    newest,
    outstanding,
    place,
)
from insight.formats.verdicts import mark, tally
from insight.narrative.lists import Item, asked, counted, lists, sentences
from insight.narrative.sentences import NEEDED, SYNTHETIC, dated, levels, sentence, standing

FIRST = 3  # sentences shown before the rest is folded away
CHANCE = 20  # one comparison in so many falls outside a 95% interval by chance
HEADINGS = {
    "better": "Better than England",
    "worse": "Worse than England",
    "higher": "Higher than England, where neither direction is better",
    "lower": "Lower than England, where neither direction is better",
}
OPENING = compiled("""\
{% if synthetic %}
<p class="insight-synthetic"><strong>{{ synthetic }}</strong></p>
{% endif %}
<p class="insight-lead">{{ lead }}</p>
<p>{{ dates }}</p>
""")


def opening(findings: pd.DataFrame, area: str) -> Html:
    """Say how the area stands in one sentence, how old its data are, and whether they are made up."""
    rows = newest(findings, area)
    name, level = place(findings, area), LEVELS[level_of(findings, area)][0]
    region = rows["region"].dropna().unique().tolist()
    within = f", in the {region[0]} region" if region else ""
    audits = rows["audit"].nunique()
    sources = plural(audits, "audit or programme", "audits and programmes")
    lead = f"{name}{within}: {tally(rows['verdict'])}, of {plural(len(rows), 'metric')} of {sources}."
    if rows.empty:
        lead = f"{name}: no audit in this edition publishes results for this {level}."
    said = SYNTHETIC if is_synthetic(findings) else ""
    return render(OPENING, synthetic=said, lead=lead, dates=_dates(rows))


def summary(findings: pd.DataFrame, area: str) -> Html:
    """Count the verdicts, and say what they can and cannot show."""
    rows = newest(findings, area)
    name = place(findings, area)
    compared = int(rows["verdict"].notna().sum())
    if not compared:
        said = [f"No metric of {name} can be compared with England."]
        return sentences([*said, *_partial(rows, name)])
    said = [
        f"{name} against England, metric by metric: {tally(rows['verdict'])}.",
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
    rows = outstanding(findings, area)
    places = england_decimals(findings)
    parts = []
    for verdict, heading in HEADINGS.items():
        these = rows[rows["verdict"] == verdict].assign(direction=verdict)
        items = [_item(row, places) for row in as_records(these, [*NEEDED, "direction"])]
        parts += [counted(heading, items, FIRST)] if items else []
    return lists(parts) if parts else sentences(["No interval lies wholly on one side of England's value."])


def not_shown(findings: pd.DataFrame, area: str) -> Html:
    """Say how many figures are missing, partial or withheld, and which audits do not reach this area."""
    rows, name = newest(findings, area), place(findings, area)
    level = LEVELS[level_of(findings, area)]
    said = []
    gone, part = rows[rows["value"].isna()], rows[rows["coverage"] == "part"]
    if len(gone):
        said.append(f"{plural(len(gone), 'metric has', 'metrics have')} no figure for {name}.")
    if len(part):
        said.append(f"{plural(len(part), 'metric covers', 'metrics cover')} only part of {name}.")
    said += [*_groups_withheld(findings, area), *_beyond(findings, area, level)]
    if rows.empty:
        said.append(f"No audit in this edition has a figure for {name} itself.")
    return sentences(said or [f"Every metric has a figure for {name}."])


def _item(row: Any, places: dict[str, int]) -> Item:
    said = standing(row, england_decimals=places.get(row.metric))
    return Item(row.title, said, mark(row.verdict), dated(row), prompt=asked(row))


def _partial(rows: pd.DataFrame, name: str) -> list[str]:
    """Say which part of an area its figures cover, once for each reason."""
    short = rows[rows["coverage"].isin(["part", "none"]) & rows["coverage_note"].notna()]
    said = []
    for note, part in short.groupby("coverage_note", sort=False):
        covers = "covers" if len(part) == 1 else "cover"
        lead = f"{plural(len(part), 'metric')} {covers} only part of {name}."
        if (part["coverage"] == "none").all():
            lead = f"{plural(len(part), 'metric')} cannot be made for {name}."
        said.append(f"{lead} {sentence(str(note))}")
    return said


def _groups_withheld(findings: pd.DataFrame, area: str) -> list[str]:
    rows = pd.concat([groups_of(findings, area, by) for by in ("deprivation", "ethnicity")])
    gone = int(rows["value"].isna().sum())
    if not gone:
        return []
    return [
        f"Of {len(rows):,} figures by deprivation or ethnic group, {gone:,} are withheld or were not "
        "published, most because so few people are in the group."
    ]


def _beyond(findings: pd.DataFrame, area: str, level: tuple[str, str]) -> list[str]:
    """Name the audits that have no row for this area, with the levels they are published at."""
    mine = set(newest(findings, area)["audit"])
    others = findings[~findings["audit"].isin(mine) & (findings["area"] == ENGLAND)]
    named = [
        f"{rows['audit_name'].iloc[0]} (published for {levels(str(rows['audit_levels'].iloc[0]))})"
        for _, rows in by_audit(others)
    ]
    return [f"No results for this {level[0]} from {listed(named)}."] if named else []


def _dates(rows: pd.DataFrame) -> str:
    """Say how old the newest figures are, and call out the oldest."""
    if rows.empty or rows["age_months"].isna().all():
        return "The pages of the audits say what is published, and for whom."
    ages = rows["age_months"].astype("Int64")
    young, old = int(ages.min()), int(ages.max())
    oldest = listed(rows.loc[ages == old, "audit_short"].astype(str).unique(), most=3)
    if young == old:
        return f"All figures are {age(old)}, counted from the end of their period."
    return (
        f"The newest figures are {age(young)}, counted from the end of their period; "
        f"the oldest, of {oldest}, are {age(old)}."
    )

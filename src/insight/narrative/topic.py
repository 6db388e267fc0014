"""What a page says about one audit: what it is, England's results, how areas differ."""

import pandas as pd

from insight.formats import Html, age, bare, compiled, listed, opened, plural, render, sentences
from insight.formats.rows import (
    LEVELS,
    as_records,
    by_metric,
    england_decimals,
    is_synthetic,
    newest,
    peers,
)
from insight.formats.verdicts import tally
from insight.narrative.sentences import NEEDED, SYNTHETIC, dated, levels, measured, sentence

NATIONAL = compiled("""\
{% if items %}
<ul class="insight-findings">
{% for item in items %}
<li><strong>{{ item.title }}</strong>. {{ item.said }} <small>{{ item.dated }}</small></li>
{% endfor %}
</ul>
{% else %}
<p>No value for England is published in these data.</p>
{% endif %}
""")
VARIATION = compiled("""\
<p>{{ lead }}</p>
{% if items %}
<ul>
{% for item in items %}
<li><strong>{{ item.title }}</strong>: {{ item.said }}</li>
{% endfor %}
</ul>
{% endif %}
""")


def audit(findings: pd.DataFrame, *, warned: bool = False) -> Html:
    """Say what the audit is, who runs it, at which levels it publishes, and whether the data are made up.

    warned : whether the page has said already that they are.
    """
    first = findings.iloc[0]
    published = levels(str(first.audit_levels))
    here = [LEVELS[kind][1] for kind in LEVELS if (findings["area_type"] == kind).any()]
    notes = [f"The audit publishes results for {published}. This page has results for {listed(here)}."]
    notes += [str(first.icb_note)] if pd.notna(first.icb_note) else []
    ages = findings["age_months"].dropna()
    notes += [f"The newest data here are {age(int(ages.min()))}."] if len(ages) else []
    provider = f"{first.audit_name} ({first.audit_short}) is run by {first.provider}."
    made_up = SYNTHETIC if is_synthetic(findings) and not warned else ""
    return opened(first.about, [provider, *notes], synthetic=made_up)


def national(findings: pd.DataFrame) -> Html:
    """Tell England's newest result of each headline metric."""
    rows = newest(findings, None)
    rows = rows[rows["headline"].astype(bool) & rows["value"].notna()]
    items = [
        {"title": row.title, "said": f"{measured(row)}.", "dated": dated(row)}
        for row in as_records(rows, NEEDED)
    ]
    return render(NATIONAL, items=items)


def variation(findings: pd.DataFrame, level: str = "icb") -> Html:
    """Tell how many areas of a level differ from England, metric by metric; or that none is published."""
    one, many = LEVELS[level]
    rows = peers(findings, level)
    rows = rows[rows["headline"].astype(bool)]
    if rows["value"].isna().all():
        published = levels(str(findings["audit_levels"].iloc[0]))
        here = [LEVELS[kind][1] for kind in LEVELS if (findings["area_type"] == kind).any()]
        lead = (
            f"These data hold results for {listed(here)}, not by {one}. The audit publishes for {published}."
        )
        return render(VARIATION, lead=lead, items=[])
    if rows["verdict"].isna().all():
        lead = "Not compared with England: there is no value for England, or no interval."
    else:
        lead = (
            f"How many {many} have a 95% interval wholly on one side of England's value. Some would by "
            "chance: about 1 in 20 of those no different from England."
        )
    places = england_decimals(findings)
    items = [
        {"title": part["title"].iloc[0], "said": _spread(part, level, places.get(name))}
        for name, part in by_metric(rows.dropna(subset="value"))
    ]
    return render(VARIATION, lead=lead, items=items)


def breaks(findings: pd.DataFrame) -> Html:
    """Say where the series of the audit do not compare with what came before."""
    rows = findings[(findings["step"].fillna(0) > 0) & findings["break_note"].notna()]
    said = [
        f"{listed(part['title'].unique())}: results do not compare across a change of definition. "
        f"{sentence(str(note))}"
        for note, part in rows.groupby("break_note", sort=False)
    ]
    nothing = ["No change of definition falls within the periods shown."]
    return sentences(said or nothing)


def _spread(rows: pd.DataFrame, level: str, places: int | None) -> str:
    ordered = rows.sort_values("value")
    low, high = ordered.iloc[0], ordered.iloc[-1]
    ends = f"{bare(low.value, low.unit, low.decimals)} to {bare(high.value, high.unit, high.decimals)}"
    said = f"{plural(len(rows), *LEVELS[level])} from {ends}"
    if pd.notna(low.england):
        said += f", England {bare(low.england, low.unit, places)}"
    return f"{said}; {tally(rows['verdict'])}."

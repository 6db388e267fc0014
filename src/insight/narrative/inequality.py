"""Differences between groups of people, after what share of people has a known group."""

import pandas as pd

from insight.formats import Html, bare, difference, group_in_words, listed, plural, render
from insight.formats.cells import value
from insight.formats.rows import (
    NOT_KNOWN,
    OUTSTANDING,
    as_records,
    by_audit,
    by_metric,
    clearness,
    groups_of,
    known_range,
    known_share,
    newest,
    place,
)

FIRST = 8
NAMES = {"deprivation": "deprivation", "ethnicity": "ethnic group", "sex": "sex", "age": "age group"}
NEEDED = ["title", "group", "value", "unit", "decimals", "verdict", "withheld"]
COMPLETENESS = "{% for words in sentences %}<p>{{ words }}</p>\n{% endfor %}"
GAPS = """\
{% if lead %}
<p>{{ lead }}</p>
{% endif %}
{% if first %}
<ul class="insight-findings">
{% for item in first %}<li><strong>{{ item.title }}</strong>. {{ item.said }}</li>
{% endfor %}
</ul>
{% endif %}
{% if rest %}
<details>
<summary>Show {{ rest | length }} more</summary>
<ul class="insight-findings">
{% for item in rest %}<li><strong>{{ item.title }}</strong>. {{ item.said }}</li>
{% endfor %}
</ul>
</details>
{% endif %}
"""


def completeness(findings: pd.DataFrame, area: str | None, by: str) -> Html:
    """Say, before any gap, for what share of people the group is known, and where nothing is published."""
    shares = known_share(findings, area, by)
    short = _short_names(findings, area)
    found = {audit: known_range(part) for audit, part in shares.groupby("audit", sort=False)}
    said = _known({str(audit): ends for audit, ends in found.items() if ends}, short, by)
    unknown = [short[str(audit)] for audit, ends in found.items() if ends is None]
    if unknown:
        said.append(f"How many people have a known {NAMES[by]} cannot be said for {listed(unknown)}.")
    without = [name for audit, name in short.items() if audit not in set(shares["audit"])]
    said += [f"{name}: no breakdown by {NAMES[by]} published for this audit." for name in without]
    return render(COMPLETENESS, sentences=said)


def gaps(findings: pd.DataFrame, area: str | None, by: str) -> Html:
    """Tell which metrics have a known group whose interval lies away from everyone's value.

    The clearest come first. For deprivation, the difference between the most and the least
    deprived fifth is told when both are known.
    """
    rows = groups_of(findings, area, by)[[*NEEDED, "metric", "lower", "upper"]]
    rows = rows[~rows["group"].isin(NOT_KNOWN)]
    whole = newest(findings, area)
    everyone = dict(zip(whole["metric"].astype(str), whole["value"], strict=True))
    rows = rows.assign(everyone=rows["metric"].astype(str).map(everyone).astype(float))
    clear = rows[rows["verdict"].isin(OUTSTANDING)]
    apart = clearness(clear, clear["everyone"]).groupby(clear["metric"].astype(str)).max()
    parts = dict(by_metric(rows))
    items = [
        {"title": parts[name]["title"].iloc[0], "said": _gap(parts[name], by)}
        for name in apart.sort_values(ascending=False, kind="stable").index
    ]
    return render(
        GAPS,
        lead=_lead(len(parts), len(items), place(findings, area), by),
        first=items[:FIRST],
        rest=items[FIRST:],
    )


def _known(found: dict[str, tuple[float, float, bool]], short: dict[str, str], by: str) -> list[str]:
    """Say the share with a known group, from the audit where it is lowest to the one where it is highest."""
    if not found:
        return []
    low, high = min(found, key=lambda audit: found[audit][0]), max(found, key=lambda audit: found[audit][1])
    low_share, high_share = bare(found[low][0], "%", 0), bare(found[high][1], "%", 0)
    least = "at least " * found[low][2]
    if low_share == high_share:
        where = ", in every audit that says" if len(found) > 1 else ""
        return [f"The {NAMES[by]} of {least}{low_share} of people is known{where}."]
    return [
        f"The share of people whose {NAMES[by]} is known runs from {least}{low_share} ({short[low]}) "
        f"to {high_share} ({short[high]})."
    ]


def _lead(all_metrics: int, found: int, name: str, by: str) -> str:
    if not all_metrics:
        return ""
    return (
        f"Of {plural(all_metrics, 'metric')} with results by {NAMES[by]}, {found or 'none'} "
        f"{'has' if found < 2 else 'have'} a group whose 95% interval lies away from the value for everyone "
        f"in {name}. Where none does, numbers may be too small to tell: that is not evidence of equality."
    )


def _gap(rows: pd.DataFrame, by: str) -> str:
    """Tell one metric's groups that differ from everyone."""
    found = as_records(rows, [*NEEDED, "everyone"])
    first = found[0]
    said = [f"Everyone: {bare(first.everyone, first.unit, first.decimals)}."]
    for verdict in ("better", "worse", "higher", "lower"):
        these = [f"{group_in_words(str(row.group))} {value(row)}" for row in found if row.verdict == verdict]
        said += [f"{verdict.capitalize()}: {listed(these)}."] * bool(these)
    return " ".join(said + (_ends(rows) if by == "deprivation" else []))


def _ends(rows: pd.DataFrame) -> list[str]:
    """Tell the difference between the most and the least deprived fifth."""
    values = rows.dropna(subset="value").set_index("group")["value"]
    most = [name for name in values.index if str(name).endswith("most deprived")]
    least = [name for name in values.index if str(name).endswith("least deprived")]
    if not most or not least:
        return []
    gap = values[most[0]] - values[least[0]]
    if gap == 0:
        return ["The most and the least deprived fifth have the same value."]
    size = difference(gap, rows["unit"].iloc[0], int(rows["decimals"].min()))
    return [f"The most deprived fifth is {size} {'higher' if gap > 0 else 'lower'} than the least deprived."]


def _short_names(findings: pd.DataFrame, area: str | None) -> dict[str, str]:
    rows = newest(findings, area)
    return {audit: str(part["audit_short"].iloc[0]) for audit, part in by_audit(rows)}

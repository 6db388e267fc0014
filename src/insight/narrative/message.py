"""The one thing a page about an audit says first, chosen by a rule and written by the numbers."""

from typing import Any

import pandas as pd

from insight.formats import Html, bare, compiled, difference, interval, number, plural, render, targets
from insight.formats.rows import LEVELS, as_records, history, is_synthetic, newest, peers
from insight.formats.verdicts import tally
from insight.narrative.sentences import NEEDED, SYNTHETIC, dated, measured

KINDS = {
    "evidence": "The evidence-based standard is",
    "ambition": "The national ambition is",
    "aspiration": "The audit's own aim is",
}
RECORD = [*NEEDED, "target", "target_kind", "better", "step", "period_end"]
MESSAGE = compiled("""\
{% if synthetic %}
<p class="insight-synthetic"><strong>{{ synthetic }}</strong></p>
{% endif %}
<p class="insight-lead"><strong>{{ lead }}</strong></p>
{% for words in said %}
<p>{{ words }}</p>
{% endfor %}
<p><small>{{ dated }}</small></p>
""")
NOTHING = "These data hold no figure for England, so there is no main message."


def message(findings: pd.DataFrame, signals: pd.DataFrame, metric: str) -> Html:
    """Say the main message: how England stands on one metric, how it moved, how far areas differ.

    findings, signals : of an audit. metric : the one the page is first about; where it has no
    figure for England, the first headline metric that has one.
    """
    rows = newest(findings, None)
    rows = rows[rows["value"].notna() & (rows["headline"].astype(bool) | (rows["metric"] == metric))]
    warned = SYNTHETIC if is_synthetic(findings) else ""
    found = sorted(as_records(rows, RECORD), key=lambda row: row.metric != metric)
    if not found:
        return render(MESSAGE, synthetic=warned, lead=NOTHING, said=[], dated="")
    row = found[0]
    parts = (_target(row), _change(findings, row), _spread(findings, row), _outliers(signals, row))
    said = " ".join(part for part in parts if part)
    return render(MESSAGE, synthetic=warned, lead=f"{measured(row)}.", said=[said], dated=dated(row))


def _target(row: Any) -> str:
    if not targets.judged(row):
        return ""
    return f"{KINDS[row.target_kind]} {number(row.target, row.unit, targets.places(row.target, row.unit))}."


def _change(findings: pd.DataFrame, row: Any) -> str:
    """Say how the value moved since the earliest one it compares with, of at most the last five."""
    past = history(findings, None)
    past = past[(past["metric"] == row.metric) & past["value"].notna()]
    same = [
        one
        for one in as_records(past.sort_values("period_end", kind="stable"), RECORD)
        if one.period_end < row.period_end and _step(one) == _step(row)
    ][-4:]
    if not same:
        return ""
    moved = row.value - same[0].value
    was = f"In {same[0].period} it was {number(same[0].value, row.unit, same[0].decimals)}"
    if bare(row.value, row.unit, row.decimals) == bare(same[0].value, row.unit, row.decimals):
        return f"{was}, the same."
    way = "more" if moved > 0 else "less"
    return f"{was}: it is now {difference(moved, row.unit, row.decimals)} {way}."


def _spread(findings: pd.DataFrame, row: Any) -> str:
    for level in ("icb", "trust", "cancer_alliance", "neonatal_network"):
        areas = peers(findings, level)
        areas = areas[(areas["metric"] == row.metric) & areas["value"].notna()]
        if len(areas) > 1:
            low, high = as_records(areas.sort_values("value", kind="stable").iloc[[0, -1]], RECORD)
            ends = interval(low.value, high.value, low.unit, low.decimals)
            many = plural(len(areas), *LEVELS[level])
            return f"{many} range from {ends}; by their 95% intervals, {tally(areas['verdict'])}."
    return "These data hold no results of it by area."


def _outliers(signals: pd.DataFrame, row: Any) -> str:
    tested = signals[(signals["kind"] == "others") & (signals["metric"] == row.metric) & signals["p"].notna()]
    if tested.empty:
        return ""
    found = int(tested["claim"].notna().sum())
    called = "is called an outlier" if found == 1 else "are called outliers" if found else "is an outlier"
    return f"Of {plural(len(tested), 'assured result')} that could be tested, {found or 'none'} {called}."


def _step(row: Any) -> float:
    return 0 if pd.isna(row.step) else row.step

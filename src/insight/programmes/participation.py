"""How complete an audit is, before its results: who takes part, and what share of cases it holds."""

from typing import Any

import numpy as np
import pandas as pd

from insight.definitions import Audit
from insight.formats import Html, Lines, bare, folded, interval, listed, number, plural, table
from insight.formats.rows import LEVELS, as_records, captioned, newest, peers
from insight.programmes.cells import paragraph
from insight.programmes.loading import Described

SHOWN = [
    "metric", "area", "short_name", "title", "period", "value", "unit", "decimals", "withheld",
    "source_title", "published", "age_months", "synthetic",
]  # fmt: skip
NOT_MEASURED = (
    "These data hold no measure of taking part, or of the share of cases held, for this audit. Its results "
    "may leave people out, and nothing here says how many."
)
NO_LIMIT = "No least share of cases is written down for this audit, so no result is left uncompared for it."
LIMIT = (
    "A result is compared with others only where the audit holds at least {} of the area's cases. Where it "
    "holds fewer, or nobody knows how many, the mark is hollow and neither better nor worse is said."
)


def participation(described: Described, findings: pd.DataFrame, signals: pd.DataFrame) -> Html:
    """Tell how complete an audit is: England's value of each such measure, then the areas with too few cases.

    findings, signals : of the audit.
    """
    rows = newest(findings, None)
    rows = rows[rows["metric"].isin(described.programme.participation)]
    if rows.empty:
        return paragraph(NOT_MEASURED)
    cells = [
        (row.title, row.period, _value(row), _spread(findings, str(row.metric)))
        for row in as_records(rows, SHOWN)
    ]
    caption = captioned(f"How complete {described.audit.short} is.", rows)
    made = table(Lines(cells, ["Measure", "Period", "England", "Across areas"]), caption)
    least = least_share(described.audit)
    words = NO_LIMIT if least is None else LIMIT.format(bare(least, "%", 0))
    return made + paragraph(words) + _too_few(described.audit, signals)


def judged(findings: pd.DataFrame, signals: pd.DataFrame) -> pd.DataFrame:
    """Give findings in which no area is compared for which the audit holds too few cases.

    findings, signals : of an audit. An area whose test of a metric got no further than case
    ascertainment, the first rung, has no verdict there; its value stays.
    """
    few = _few(signals)
    if few.empty:
        return findings
    low = set(zip(few["metric"].astype(str), few["area"].astype(str), strict=True))
    whole = (findings["breakdown"] == "all").to_numpy(bool)
    named = zip(findings["metric"].tolist(), findings["area"].tolist(), strict=True)
    hollow = whole & np.fromiter((pair in low for pair in named), bool, len(findings))
    return findings.assign(verdict=findings["verdict"].astype(object).mask(hollow, None))


def least_share(audit: Audit) -> float | None:
    """Give the least share of cases at which an audit's results are compared, if it has one."""
    policies = (audit.outliers, *(metric.outliers for metric in audit.metrics))
    rules = [policy.ascertainment for policy in policies if policy and policy.ascertainment]
    return rules[0].at_least if rules else None


def _few(signals: pd.DataFrame) -> pd.DataFrame:
    return signals[(signals["kind"] == "others") & (signals["rung"] == 0)]


def _value(row: Any) -> str:
    return number(row.value, row.unit, row.decimals) if pd.notna(row.value) else "no figure"


def _spread(findings: pd.DataFrame, metric: str) -> str:
    """Give the lowest and highest value of each kind of area."""
    said = []
    for level in ("icb", "trust"):
        rows = peers(findings, level)
        rows = rows[(rows["metric"] == metric) & rows["value"].notna()].sort_values("value", kind="stable")
        if len(rows) > 1:
            low, high = as_records(rows.iloc[[0, -1]], SHOWN)
            ends = interval(low.value, high.value, low.unit, low.decimals)
            said.append(f"{plural(len(rows), *LEVELS[level])} from {ends}")
    return listed(said) or "not published by area"


def _too_few(audit: Audit, signals: pd.DataFrame) -> Html:
    """List, folded away by kind of area, those that are not compared, and why."""
    few = _few(signals)
    parts = []
    for level, found in few.groupby("area_type", observed=True, sort=False):
        one = found.drop_duplicates(["area", "stopped"]).sort_values("short_name", kind="stable")
        cells = [(row.short_name, row.stopped) for row in as_records(one, ["short_name", "stopped"])]
        many = plural(one["area"].nunique(), *LEVELS[str(level)])
        made = table(Lines(cells, ["Area", "Why it is not compared"]), f"{audit.short}: {many} not compared.")
        parts.append({"summary": f"{many} not compared, for want of cases", "table": made})
    return folded(parts) if parts else Html("")

"""Groups of people side by side, after what share of people has a known group."""

import pandas as pd

from insight.formats import Html, bare, folded, grid, plural, render, table
from insight.formats.rows import (
    NOT_KNOWN,
    as_records,
    by_audit,
    captioned,
    groups_of,
    known_range,
    known_share,
    newest,
    place,
)
from insight.formats.verdicts import brief

NAMES = {"deprivation": "deprivation", "ethnicity": "ethnic group", "sex": "sex", "age": "age group"}
SHOWN = ["metric", "title", "period", "group", "value", "unit", "decimals", "verdict", "withheld"]


def completeness(findings: pd.DataFrame, area: str | None, by: str) -> Html:
    """Give, audit by audit, how many metrics have a breakdown and what share of people has a known group."""
    rows = newest(findings, area)
    name = place(findings, area)
    if rows.empty:
        return render("")
    shares = known_share(findings, area, by)
    cells = []
    for audit, part in by_audit(rows):
        mine = shares[shares["audit"] == audit]
        known = _range(mine) if len(mine) else "no breakdown published for this audit"
        first = part.iloc[0]
        broken = f"{len(mine)} of {len(part)}"
        cells.append((f"{first.topic} ({first.audit_short})", broken, known))
    columns = ["Audit", "Metrics with the breakdown", f"People whose {NAMES[by]} is known"]
    caption = f"How complete the breakdown by {NAMES[by]} is, {name}."
    return table(grid(cells, columns), captioned(caption, rows))


def groups(findings: pd.DataFrame, area: str | None, by: str) -> Html:
    """Give every metric by group, folded away audit by audit."""
    rows = groups_of(findings, area, by)
    name = place(findings, area)
    if rows.empty:
        return render("")
    whole = newest(findings, area)
    everyone = {str(row.metric): row for row in as_records(whole, ["metric", "value", "unit", "decimals"])}
    parts = []
    for _, part in by_audit(rows):
        first = part.iloc[0]
        about = f"{first.topic} ({first.audit_short})"
        frame = _side_by_side(part, everyone)
        caption = (
            f"{about} by {NAMES[by]}, {name}. Each group against everyone in the area, by its 95% interval."
        )
        made = table(frame, captioned(caption, part))
        parts.append({"summary": f"{about}: {plural(len(frame), 'metric')} by {NAMES[by]}", "table": made})
    return folded(parts)


def _range(shares: pd.DataFrame) -> str:
    found = known_range(shares)
    if found is None:
        return "not published"
    low, high = (bare(share, "%", 0) for share in found[:2])
    least = "at least " * found[2]
    return f"{least}{low}" if low == high else f"{low} to {high}"


def _side_by_side(rows: pd.DataFrame, everyone: dict) -> pd.DataFrame:
    """Give a row per metric and a column per group, the groups nobody knows last."""
    names = sorted(rows["group"].astype(str).unique(), key=lambda group: (group in NOT_KNOWN, group))
    found: dict[str, dict[str, str]] = {}
    titles = {}
    for row in as_records(rows, SHOWN):
        found.setdefault(row.metric, {})[str(row.group)] = _cell(row)
        titles[row.metric] = f"{row.title}, {row.period}"
    cells = []
    for metric, of_group in found.items():
        whole = everyone.get(metric)
        total = bare(whole.value, whole.unit, whole.decimals) if whole else "no figure"
        cells.append((titles[metric], total, *(of_group.get(name, "not published") for name in names)))
    return grid(cells, ["Metric", "Everyone", *names])


def _cell(row) -> str:
    if pd.isna(row.value):
        return "withheld" if "few people" in str(row.withheld) else "no figure"
    return brief(bare(row.value, row.unit, row.decimals), row.verdict)

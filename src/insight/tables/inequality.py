"""Groups of people side by side, after what share of people has a known group."""

from typing import Any

import pandas as pd

from insight.formats import Html, Lines, bare, folded, listed, plural, render, table
from insight.formats.gaps import apart, are_gaps, times
from insight.formats.known import Share, known_range, known_share
from insight.formats.numbers import is_missing
from insight.formats.rows import (
    CITED,
    ENGLAND,
    NOT_KNOWN,
    are_groups,
    are_newest,
    captioned,
    parted_by_audit,
    place,
    records_where,
)
from insight.formats.signals import cited
from insight.formats.verdicts import brief

NAMES = {"deprivation": "deprivation", "ethnicity": "ethnic group", "sex": "sex", "age": "age group"}
AUDIT = ["audit", "topic", "audit_short"]
SHOWN = ["title", "period", "group", "value", "unit", "decimals", "verdict", "withheld", *CITED, *AUDIT]

GAP = [
    "metric", "title", "group", "reference", "period", "unit", "absolute", "absolute_lower",
    "absolute_upper", "relative", "relative_lower", "relative_upper", "known", "withheld", "sii",
    "sii_lower", "sii_upper", "rii", "rii_lower", "rii_upper", "trend",
]  # fmt: skip
WHOLE = ["metric", "group", "unit", "absolute", "absolute_lower", "absolute_upper"]  # of England's
GAPS = ["Metric and groups", "Difference", "Ratio", "Narrowing?", "Group known", "England's difference"]
SLOPES = ["SII, least minus most", "RII, least to most"]


def completeness(findings: pd.DataFrame, area: str | None, by: str) -> Html:
    """Give, audit by audit, how many metrics have a breakdown and what share of people has a known group."""
    rows = records_where(findings, are_newest(findings, area), [*AUDIT, *CITED])
    name = place(findings, area)
    if not rows:
        return render("")
    shares = parted_by_audit(known_share(findings, area, by))
    cells = []
    for audit, part in parted_by_audit(rows).items():
        mine = shares.get(audit)
        known = "no breakdown published for this audit" if mine is None else _range(mine)
        first = part[0]
        broken = f"{0 if mine is None else len(mine)} of {len(part)}"
        cells.append((f"{first.topic} ({first.audit_short})", broken, known))
    columns = ["Audit", "Metrics with the breakdown", f"People whose {NAMES[by]} is known"]
    caption = f"How complete the breakdown by {NAMES[by]} is, {name}."
    return table(Lines(cells, columns), captioned(caption, rows))


def groups(findings: pd.DataFrame, area: str | None, by: str) -> Html:
    """Give every metric by group, folded away audit by audit."""
    rows = records_where(findings, are_groups(findings, area, by), SHOWN)
    name = place(findings, area)
    if not rows:
        return render("")
    whole = records_where(findings, are_newest(findings, area), ["metric", "value", "unit", "decimals"])
    everyone = {str(row.metric): row for row in whole}
    parts = []
    for part in parted_by_audit(rows).values():
        first = part[0]
        about = f"{first.topic} ({first.audit_short})"
        frame = _side_by_side(part, everyone)
        caption = (
            f"{about} by {NAMES[by]}, {name}. Each group against everyone in the area, by its 95% interval."
        )
        made = table(frame, captioned(caption, part))
        parts.append(
            {"summary": f"{about}: {plural(len(frame.cells), 'metric')} by {NAMES[by]}", "table": made}
        )
    return folded(parts)


def gaps(gaps: pd.DataFrame, findings: pd.DataFrame, area: str | None, by: str) -> Html:
    """Give every gap between groups, or why it cannot be told, folded away audit by audit.

    gaps, findings : a page's slices. area : its code; England when None. by : a breakdown.
    Differences and ratios are of the group and the reference group that the first cell names,
    with 95% intervals; England's own difference stands beside an area's.
    """
    own, alone = are_gaps(gaps, area, by), area in (None, ENGLAND)
    whole = [] if alone else records_where(gaps, are_gaps(gaps, ENGLAND, by), WHOLE)
    england = {(row.metric, row.group): row for row in whole}
    names = [*GAPS[:3], *(SLOPES if by == "deprivation" else []), *GAPS[3:]]
    sources = parted_by_audit(cited(findings, gaps, own))
    parts, where = [], place(findings, area)
    for name, part in parted_by_audit(records_where(gaps, own, [*GAP, *AUDIT])).items():
        first = part[0]
        about = f"{first.topic} ({first.audit_short})"
        told = [row for row in part if is_missing(row.withheld)]
        cells = [_gap(row, england.get((row.metric, row.group)), by) for row in told]
        untold = _untold([row for row in part if not is_missing(row.withheld)])
        cells += [(*found, *[""] * (len(names) - 2)) for found in untold]
        shown = len(names) - alone  # England's own difference stands beside an area's alone
        frame = Lines([row[:shown] for row in cells], names[:shown])
        caption = f"{about}: gaps by {NAMES[by]}, {where}, with 95% intervals."
        made = table(frame, captioned(caption, sources.get(name, [])))
        summary = f"{about}: {plural(len(part), 'gap')} by {NAMES[by]}"
        parts.append({"summary": summary, "table": made})
    return folded(parts)


def _gap(row: Any, england: Any, by: str) -> tuple[str, ...]:
    about = f"{row.title}: {row.group} minus {row.reference}, {row.period}"
    size, ratio = apart(row), times(row)
    slopes = (apart(row, "sii"), times(row, "rii")) if by == "deprivation" else ()
    known = "not known" if is_missing(row.known) else bare(row.known, "%", 0)
    trend = row.trend if isinstance(row.trend, str) else ""
    return (about, size, ratio, *slopes, trend, known, "" if england is None else apart(england))


def _untold(rows: list[Any]) -> list[tuple[str, str]]:
    """Name the gaps that cannot be told, those of a metric for one and the same reason together."""
    same: dict[tuple, list[Any]] = {}
    for row in rows:
        same.setdefault((row.title, row.reference, row.period, row.withheld), []).append(row.group)
    return [
        (f"{title}: {listed(groups)} minus {reference}, {period}", f"No gap: {why}")
        for (title, reference, period, why), groups in same.items()
    ]


def _range(shares: list[Share]) -> str:
    found = known_range(shares)
    if found is None:
        return "not published"
    low, high = (bare(share, "%", 0) for share in found[:2])
    least = "at least " * found[2]
    return f"{least}{low}" if low == high else f"{low} to {high}"


def _side_by_side(rows: list[Any], everyone: dict) -> Lines:
    """Give a row per metric and a column per group, the groups nobody knows last."""
    names = sorted({str(row.group) for row in rows}, key=lambda group: (group in NOT_KNOWN, group))
    found: dict[str, dict[str, str]] = {}
    titles = {}
    for row in rows:
        found.setdefault(row.metric, {})[str(row.group)] = _cell(row)
        titles[row.metric] = f"{row.title}, {row.period}"
    cells = []
    for metric, of_group in found.items():
        whole = everyone.get(str(metric))
        total = bare(whole.value, whole.unit, whole.decimals) if whole else "no figure"
        cells.append((titles[metric], total, *(of_group.get(name, "not published") for name in names)))
    return Lines(cells, ["Metric", "Everyone", *names])


def _cell(row) -> str:
    if is_missing(row.value):
        return "withheld" if "few people" in str(row.withheld) else "no figure"
    return brief(bare(row.value, row.unit, row.decimals), row.verdict)

"""Gaps between groups place by place: the same gap in every region and ICB."""

from typing import Any

import pandas as pd

from insight.formats import Html, Lines, folded, plural, sentences, table
from insight.formats.gaps import apart, pair, times
from insight.formats.rows import ENGLAND, as_records, captioned, parted_by_audit
from insight.formats.signals import cited
from insight.tables.known import KINDS, NAMES, NOTHING, place_name

NEEDED = [
    "metric", "audit", "area", "area_type", "short_name", "title", "group", "reference", "unit", "absolute",
    "absolute_lower", "absolute_upper", "relative", "relative_lower", "relative_upper", "withheld", "topic",
    "audit_short",
]  # fmt: skip


def gaps_by_place(gaps: pd.DataFrame, findings: pd.DataFrame, by: str, most: int = 8) -> Html:
    """Give the gaps that are clear in England for every region and ICB, audit by audit, folded.

    gaps, findings : a page's, every area. by : a breakdown. most : how many gaps of an audit at most,
    those that are the most times their own interval in England. Each column is one gap, absolute
    and relative with their intervals; one that is withheld is a word and no number.
    """
    rows = gaps[(gaps["breakdown"] == by) & gaps["latest"].astype(bool) & gaps["area_type"].isin(KINDS)]
    clear = rows[(rows["area"] == ENGLAND) & rows["withheld"].isna() & rows["clear"].astype(bool)]
    every = clear["audit"].astype(str).value_counts().to_dict()
    clear = _clearest(clear, most)
    wanted = {*zip(clear["metric"].astype(str), clear["group"].astype(str), strict=True)}
    keys = zip(rows["metric"].astype(str), rows["group"].astype(str), strict=True)
    rows = rows[[key in wanted for key in keys]]
    sources = parted_by_audit(cited(findings, rows)) if len(rows) else {}
    found = parted_by_audit(as_records(rows, NEEDED))
    parts = [
        _folded(part, sources.get(audit, []), by, every[audit])
        for audit, part in found.items()
        if len({row.area for row in part}) > 1
    ]
    if not parts:
        words = f"No gap by {NAMES[by].lower()} that is clear in England is published for regions or ICBs."
        return sentences([words])
    return folded(parts)


def _clearest(rows: pd.DataFrame, most: int) -> pd.DataFrame:
    """Give each audit's gaps that are the most times their own interval."""
    width = rows["absolute_upper"] - rows["absolute_lower"]
    apart = (rows["absolute"].abs() / width.where(width > 0)).fillna(0)
    rank = apart.groupby(rows["audit"].astype(str)).rank(ascending=False, method="first")
    return rows[rank <= most]


def _folded(rows: list[Any], sources: list[Any], by: str, every: int) -> dict[str, str]:
    """Give one audit's gaps, to be opened when asked for: a line for each place, a column for each gap."""
    columns = {(row.metric, row.group): row for row in rows}
    places: dict[str, dict] = {}
    for row in sorted(rows, key=lambda row: (KINDS[row.area_type], str(row.short_name))):
        places.setdefault(row.area, {})[row.metric, row.group] = row
    lines = []
    for of in places.values():
        cells = [_gap(of[key]) if key in of else NOTHING for key in columns]
        lines.append((place_name(next(iter(of.values()))), *cells))
    about = f"{rows[0].topic} ({rows[0].audit_short})"
    name = f"by {NAMES[by].lower()}"
    shown = plural(len(columns), f"gap {name}", f"gaps {name}")
    if every > len(columns):
        shown = f"the clearest {len(columns)} of {every} gaps {name}"
    caption = f"{about}: {shown}, of those clear in England, place by place, with 95% intervals."
    heads = ["Place", *(f"{row.title}: {pair(row)}" for row in columns.values())]
    made = table(Lines(lines, heads), captioned(caption, sources))
    return {"summary": f"{about}: {shown}, in {plural(len(lines), 'place')}", "table": made}


def _gap(row: Any) -> str:
    if pd.notna(row.withheld):
        return "withheld"
    return f"{apart(row)}; ratio {times(row)}" if pd.notna(row.relative) else apart(row)

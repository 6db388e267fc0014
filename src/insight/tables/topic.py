"""One audit's metrics: England, and the standards they are held to."""

import pandas as pd

from insight.formats import Html, Lines, capital, number, render, sentences, table, targets
from insight.formats.cells import ends, value
from insight.formats.rows import LEVELS, as_records, by_metric, captioned, newest, peers

DIRECTIONS = {"higher": "higher is better", "lower": "lower is better", "neither": "neither"}
SHOWN = [
    "metric", "title", "period", "value", "lower", "upper", "unit", "decimals", "withheld", "better",
    "target", "target_kind", "target_source", "numerator_words", "denominator_words", "status",
]  # fmt: skip


def national(findings: pd.DataFrame) -> Html:
    """Give England's newest value of each metric, and what it counts."""
    rows = newest(findings, None)
    if rows.empty:
        return render("")
    cells = [
        (
            row.title,
            f"{row.numerator_words}, of: {row.denominator_words}",
            row.period + (", provisional" if row.status == "provisional" else ""),
            value(row),
            ends(row),
            DIRECTIONS[row.better],
        )
        for row in as_records(rows, SHOWN)
    ]
    names = ["Metric", "What it counts", "Period", "England", "95% interval", "Direction"]
    caption = f"{rows['audit_name'].iloc[0]}: England's newest results."
    return table(Lines(cells, names), captioned(caption, rows))


def standards(findings: pd.DataFrame, level: str = "icb") -> Html:
    """Give each metric's standard, its kind, and how many areas reach it, by their 95% intervals.

    An area reaches a standard when its whole interval is on the right side of it, falls
    short when its whole interval is on the wrong side, and is otherwise too close to call.
    Only standards whose source somebody has read are shown.
    """
    rows = newest(findings, None)
    rows = rows[rows["target_kind"].notna()]
    if rows.empty:
        words = "No metric of this audit has a standard whose source has been checked."
        return sentences([words])
    level = level if (findings["area_type"] == level).any() else "trust"
    areas = dict(by_metric(peers(findings, level)))
    cells = []
    for row in as_records(rows, SHOWN):
        known = pd.notna(row.target)
        target = (
            number(row.target, row.unit, targets.places(row.target, row.unit, row.decimals))
            if known
            else "no single value"
        )
        counts = _reached(areas.get(str(row.metric)), row) if known else ("", "", "")
        cells.append(
            (row.title, target, targets.KINDS[row.target_kind], str(row.target_source), value(row), *counts)
        )
    many = LEVELS[level][1]
    names = [
        "Metric", "Standard", "Kind", "Source of the standard", "England", f"{capital(many)} that reach it",
        "Too close to call", "Fall short",
    ]  # fmt: skip
    caption = f"Standards, and how many {many} reach them by their 95% intervals."
    return table(Lines(cells, names), captioned(caption, rows))


def _reached(rows: pd.DataFrame | None, row) -> tuple[str, str, str]:
    if rows is None:
        return ("not published",) * 3
    known = rows.dropna(subset=["lower", "upper"])
    above, below = int((known["lower"] >= row.target).sum()), int((known["upper"] < row.target).sum())
    if row.better == "lower":
        above, below = int((known["upper"] <= row.target).sum()), int((known["lower"] > row.target).sum())
    return str(above), str(len(known) - above - below), str(below)

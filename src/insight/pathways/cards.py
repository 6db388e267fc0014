"""One card for each metric of an area: all that a reader needs to know of it, gathered in one place."""

from typing import Any, NamedTuple

import pandas as pd

from insight.formats.metrics import comparable
from insight.formats.rows import (
    are_newest,
    are_of,
    are_peers,
    as_records,
    columns_where,
    is_word,
    level_of,
    records_where,
)
from insight.metrics import Words, words
from insight.pathways.course import COLUMNS, Course, courses
from insight.pathways.likeness import SHOWN, Better, doing_better
from insight.pathways.standing import Standing, standings

ROW = [
    "metric", "audit", "audit_short", "audit_name", "topic", "title", "why", "prompt", "unit", "decimals",
    "better", "statistic", "type", "stage", "setting", "case_mix", "headline", "status", "withheld",
    "coverage", "coverage_note", "basis", "parts", "part_type", "error_bound", "value", "lower", "upper",
    "numerator", "denominator", "england", "region_value", "region", "verdict", "target", "target_kind",
    "target_source", "period", "period_end", "published", "age_months", "outcome", "subject", "short_name",
    "area", "area_type", "numerator_words", "denominator_words", "source_title", "synthetic",
]  # fmt: skip
TIME = ["metric", "variation", "conflict", "assurance", "points", "series_reason", "rule", "since"]
PEOPLE = [
    "metric", "word", "people", "people_lower", "people_upper", "lowest", "highest", "better", "peers",
    "peer_median", "unit", "decimals",
]  # fmt: skip
AROUND = [*SHOWN, "region"]
BELOW = "worse"


class Card(NamedTuple):
    """What is known of one metric for an area; England's own figure stands in where the area has none."""

    row: Any  # a record of ROW
    own: bool  # whether the row is the area's
    words: Words
    standing: Standing | None
    course: Course | None  # of few points; a control chart says more where there is one
    time: Any  # the control chart's verdict, a record of TIME; None where there is none
    gap: Any  # how many more people, a record of PEOPLE; None where that is not worked out
    better: tuple[Better, ...]  # similar areas that do better, where this one is worse and may be compared
    trusts: tuple[Any, ...]  # the metric's rows of the trusts within the area, records of ROW


def cards(
    findings: pd.DataFrame, tests: pd.DataFrame, people: pd.DataFrame, likes: pd.DataFrame, area: str
) -> list[Card]:
    """Give a card for every metric of a page, in the order of audits and their metrics.

    findings, tests, people, likes : a page's slices, as findings.load, load_signals, load_people and
    load_peers give them. Metrics without a row of the area have England's, with those of trusts within it.
    """
    rows = _rows(findings, area)
    own = {str(row.metric): row for row in rows if row.area == area}
    around = records_where(findings, are_peers(findings, level_of(findings, area)), AROUND)
    place = standings(around, area)
    way = courses(records_where(findings, are_of(findings, area), COLUMNS))
    below = {metric: row for metric, row in own.items() if row.verdict == BELOW and comparable(row)}
    better = doing_better(around, below, likes)
    in_time = is_word(tests, "area", area) & is_word(tests, "kind", "time")
    time = {str(row.metric): row for row in records_where(tests, in_time, TIME)}
    gaps = {str(row.metric): row for row in as_records(people, PEOPLE)}
    trusts = _trusts(findings, area)
    known, none = words(), Words("", (), ())
    found = []
    for row in rows:
        name = str(row.metric)
        found.append(
            Card(
                row,
                name in own,
                known.get(name, none),
                place.get(name),
                way.get(name) if name in own else None,
                time.get(name),
                gaps.get(name),
                tuple(better.get(name, ())),
                tuple(trusts.get(name, ())),
            )  # fmt: skip
        )
    return found


def _rows(findings: pd.DataFrame, area: str) -> list[Any]:
    """Give an area's newest rows, and England's of other metrics, as audits list their metrics."""
    mine = are_newest(findings, area)
    [own] = columns_where(findings, mine, ["metric"])
    chosen = mine | (are_newest(findings, None) & ~findings["metric"].isin(own).to_numpy())
    order = list(zip(*columns_where(findings, chosen, ["audit", "metric_order"]), strict=True))
    rows = records_where(findings, chosen, ROW)
    return [rows[place] for place in sorted(range(len(rows)), key=order.__getitem__)]


def _trusts(findings: pd.DataFrame, area: str) -> dict[str, list[Any]]:
    """Give the newest rows of the trusts within an area, by metric."""
    within = are_peers(findings, "trust") & is_word(findings, "parent", area)
    found: dict[str, list[Any]] = {}
    for row in records_where(findings, within, ROW):
        found.setdefault(str(row.metric), []).append(row)
    return found

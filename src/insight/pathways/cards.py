"""One card for each metric of an area: all that a reader needs to know of it, gathered in one place."""

from typing import Any, NamedTuple

import pandas as pd

from insight.formats.metrics import comparable
from insight.formats.rows import as_records, history, level_of, newest, peers
from insight.formats.signals import tests_of
from insight.pathways.course import Course, courses
from insight.pathways.likeness import Better, doing_better
from insight.pathways.standing import Standing, standings
from insight.pathways.words import Words, words

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
    mine, england = newest(findings, area), newest(findings, None)
    rest = england[~england["metric"].astype(str).isin(set(mine["metric"].astype(str)))]
    rows = pd.concat([mine, rest]).sort_values(["audit", "metric_order"], kind="stable")
    around = peers(findings, level_of(findings, area))
    place, way = standings(around, area), courses(history(findings, area))
    own = {str(row.metric): row for row in as_records(mine, ROW)}
    below = {metric: row for metric, row in own.items() if row.verdict == BELOW and comparable(row)}
    better = doing_better(around, below, likes)
    time = {str(row.metric): row for row in as_records(tests_of(tests, area, "time"), TIME)}
    gaps = {str(row.metric): row for row in as_records(people, PEOPLE)}
    trusts = _trusts(findings, area)
    known, none = words(), Words("", (), ())
    found = []
    for row in as_records(rows, ROW):
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


def _trusts(findings: pd.DataFrame, area: str) -> dict[str, list[Any]]:
    """Give the newest rows of the trusts within an area, by metric."""
    rows = peers(findings, "trust")
    found: dict[str, list[Any]] = {}
    for row in as_records(rows[rows["parent"] == area], ROW):
        found.setdefault(str(row.metric), []).append(row)
    return found

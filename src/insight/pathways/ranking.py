"""Topics an area might make its focus, put in order by what the data say of them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from insight.formats.rows import as_records, is_word, records_where
from insight.pathways.pathway import Pathway

NAN = float("nan")
ABOUT = ["metric", "audit", "topic"]
OUTLIER = [*ABOUT, "area"]
BEHIND = [*ABOUT, "title", "type", "word", "people", "people_lower", "people_upper"]
GAP = ["metric", "breakdown", "latest", "withheld", "clear", "better", "absolute"]

DEPRIVED = ("deprivation", "ethnicity")  # groups whose gaps count: who people are must not decide their care
RULE = (
    "Topics stand in the order of three questions, and a later question counts only where earlier ones tie. "
    "First, how many results are outliers for the worse, of this ICB and of the NHS trusts based here. "
    "Second, in how many metrics of care this ICB is clearly behind the median of similar ICBs. Third, in "
    "how many metrics the more deprived, or one ethnic group, clearly have worse results. "
    "No score is made of them."
)


class Topic(NamedTuple):
    """One pathway, or one audit outside all of them, and what speaks for making it the focus."""

    id: str
    title: str
    outliers: int  # results of the area and its trusts that are outliers for the worse
    behind: tuple[str, ...]  # metrics in which the area is behind similar ones, the most people first
    most: float  # the most people a year of any one of those metrics; missing where there are none
    most_lower: float
    most_upper: float
    most_title: str
    unequal: int  # metrics in which a group clearly has worse results
    worse: tuple[str, ...]  # metrics of the area that are outliers for the worse
    metrics: int  # of the area


def ranked(
    tests: pd.DataFrame, people: pd.DataFrame, gaps: pd.DataFrame, routes: Sequence[Pathway], area: str
) -> list[Topic]:
    """Give the topics of an area in the order of RULE, those about which nothing speaks left out.

    tests, people, gaps : a page's slices, as findings.load_signals, load_people and load_gaps give them.
    A topic is a pathway, or an audit that is in none. Metrics of no good direction say nothing.
    """
    own = is_word(tests, "area", area)
    here = records_where(tests, own, ABOUT)
    bad = is_word(tests, "kind", "others") & is_word(tests, "direction", "worse")
    bad &= own | is_word(tests, "parent", area)
    outliers = records_where(tests, bad & tests["claim"].notna().to_numpy(), OUTLIER)
    behind = [row for row in as_records(people, BEHIND) if row.word == "behind"]
    behind = [
        row for row in behind if row.type != "structure"
    ]  # what share of its cases an audit holds is no care
    behind.sort(key=lambda row: -row.people_lower)
    topics: dict[str, tuple[str, set[str]]] = {}
    for row in {str(row.metric): row for row in [*here, *outliers, *behind]}.values():
        for name, called in _topics(str(row.metric), str(row.audit), str(row.topic), routes):
            topics.setdefault(name, (called, set()))[1].add(str(row.metric))
    mine, unequal = {str(row.metric) for row in here}, _unequal(gaps, area)
    found = [
        _one(name, title, [row for row in outliers if row.metric in names],
             [row for row in behind if row.metric in names], names & unequal, names & mine, area)
        for name, (title, names) in topics.items()
    ]  # fmt: skip
    told = [topic for topic in found if topic.outliers or topic.behind or topic.unequal]
    return sorted(told, key=lambda topic: (-topic.outliers, -len(topic.behind), -topic.unequal, topic.title))


def _topics(metric: str, audit: str, title: str, routes: Sequence[Pathway]) -> list[tuple[str, str]]:
    """Give the pathways a metric is on; its audit where it is on none."""
    on = [(route.id, route.title) for route in routes if route.holds(metric, audit)]
    return on or [(audit, title)]


def _unequal(gaps: pd.DataFrame, area: str) -> set[str]:
    """Give the metrics in which a group of people clearly does worse than the group it is held against."""
    rows = records_where(gaps, is_word(gaps, "area", area), GAP)
    return {
        str(row.metric)
        for row in rows
        if row.latest and row.clear and row.breakdown in DEPRIVED and row.better != "neither"
        and not isinstance(row.withheld, str) and (row.absolute < 0) == (row.better == "higher")
    }  # fmt: skip


def _one(
    name: str,
    title: str,
    outliers: list[Any],
    behind: list[Any],
    unequal: set[str],
    mine: set[str],
    area: str,
) -> Topic:
    first = behind[0] if behind else None
    return Topic(
        name,
        title,
        len(outliers),
        tuple(str(row.metric) for row in behind),
        first.people if first else NAN,
        first.people_lower if first else NAN,
        first.people_upper if first else NAN,
        str(first.title) if first else "",
        len(unequal),
        tuple(str(row.metric) for row in outliers if row.area == area),
        len(mine),
    )

"""The line of sight: from a recommendation to its standard, its metric, each ICB's result and the action."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pandas as pd

from insight import definitions
from insight.formats.rows import ENGLAND, as_records, is_word
from insight.recommendations.register import Book, Entry

NEEDED = [
    "metric", "audit", "audit_short", "title", "unit", "decimals", "better", "target", "target_kind",
    "headline", "area", "area_type", "short_name", "period", "value", "lower", "upper", "verdict", "withheld",
    "source_title", "published", "age_months", "synthetic",
]  # fmt: skip


class Seen(NamedTuple):
    """A recommendation and one metric it bears on, with the newest results."""

    entry: Entry
    metric: str
    title: str  # of the metric
    england: Any | None  # the row of findings, with the standard; None where the edition has none
    areas: tuple[Any, ...]  # rows of ICBs, in order of their name; one ICB's alone on its own page


class Orphans(NamedTuple):
    """What has no other end: recommendations that no metric measures, and metrics that none bears on."""

    entries: tuple[Entry, ...]
    metrics: tuple[Any, ...]  # rows of findings for England, in their audits' order


def sight(entries: Iterable[Entry], found: pd.DataFrame, area: str | None = None) -> list[Seen]:
    """Give a line for each recommendation and metric it bears on.

    found : the findings of a page. area : an ICB, whose results alone are given; all ICBs' when None.
    """
    of = _newest(found, {name for entry in entries for name in entry.recommendation.measured})
    known, lines = definitions.metrics(), []
    for entry in entries:
        for metric in entry.recommendation.measured:
            rows = of.get(metric, [])
            england = next((row for row in rows if row.area == ENGLAND), None)
            boards = [row for row in rows if row.area_type == "icb" and area in (None, row.area)]
            ordered = tuple(sorted(boards, key=lambda row: str(row.short_name)))
            lines.append(Seen(entry, metric, known[metric].title, england, ordered))
    return lines


def orphans(book: Book, books: Sequence[Book], found: pd.DataFrame) -> Orphans:
    """Give a document's recommendations without a metric, and metrics on which none of any document bears.

    The metrics are those of the audits the document is of; of every audit where it is of none. found : the
    findings of a page.
    """
    named = {name for each in books for entry in each.entries for name in entry.recommendation.measured}
    bare = tuple(entry for entry in book.entries if not entry.recommendation.measured)
    rows = found[_are_newest(found) & is_word(found, "area", ENGLAND)]
    mine = [
        row
        for row in as_records(rows, NEEDED)
        if not book.document.audits or row.audit in book.document.audits
    ]
    return Orphans(bare, tuple(row for row in mine if row.metric not in named))


def _newest(found: pd.DataFrame, metrics: set[str]) -> dict[str, list[Any]]:
    """Give the newest rows of the whole population, by metric."""
    rows = found[_are_newest(found) & found["metric"].isin(metrics).to_numpy(bool)]
    by_metric: dict[str, list[Any]] = {}
    for row in as_records(rows, NEEDED):
        by_metric.setdefault(str(row.metric), []).append(row)
    return by_metric


def _are_newest(found: pd.DataFrame) -> Any:
    return found["latest"].to_numpy(bool) & is_word(found, "breakdown", "all")

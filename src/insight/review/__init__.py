"""Two pages or two editions compared: which numbers, words and pictures changed, and why."""

from insight.review.again import Rerun, rerun
from insight.review.changes import Change, Comparison, PageChanges
from insight.review.comparing import compare, compare_editions, compare_pages
from insight.review.corrections import Banners, Correction, bannered, corrections, errata
from insight.review.facts import Facts, facts_of, record
from insight.review.side_by_side import as_html, write_html
from insight.review.since import since
from insight.review.told import as_json, lines
from insight.writing import write

__all__ = [
    "Banners",
    "Change",
    "Comparison",
    "Correction",
    "Facts",
    "PageChanges",
    "Rerun",
    "as_html",
    "as_json",
    "bannered",
    "compare",
    "compare_editions",
    "compare_pages",
    "corrections",
    "errata",
    "facts_of",
    "lines",
    "record",
    "rerun",
    "since",
    "write",
    "write_html",
]

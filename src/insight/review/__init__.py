"""Two pages or two editions compared: which numbers, words and pictures changed, and why."""

from insight.review.again import Rerun, rerun
from insight.review.changes import Change, Comparison, PageChanges
from insight.review.comparing import compare, compare_editions, compare_pages
from insight.review.side_by_side import as_html, write, write_html
from insight.review.told import as_json, lines

__all__ = [
    "Change",
    "Comparison",
    "PageChanges",
    "Rerun",
    "as_html",
    "as_json",
    "compare",
    "compare_editions",
    "compare_pages",
    "lines",
    "rerun",
    "write",
    "write_html",
]

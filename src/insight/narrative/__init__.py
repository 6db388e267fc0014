"""Findings in words. Every sentence is chosen by the numbers, never edited by hand."""

from insight.narrative.area import not_shown, opening, stands_out, summary
from insight.narrative.inequality import completeness, gaps
from insight.narrative.sentences import standing
from insight.narrative.topic import audit, breaks, national, variation

__all__ = [
    "audit",
    "breaks",
    "completeness",
    "gaps",
    "national",
    "not_shown",
    "opening",
    "standing",
    "stands_out",
    "summary",
    "variation",
]

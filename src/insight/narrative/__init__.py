"""Findings in words. Every sentence is chosen by the numbers, never edited by hand."""

from insight.narrative.area import against_england, not_shown, opening, summary
from insight.narrative.changes import changes, improved
from insight.narrative.england import furthest, glance
from insight.narrative.inequality import completeness, gaps
from insight.narrative.outliers import by_chance, not_called, outliers, outlying
from insight.narrative.people import people
from insight.narrative.sentences import standing
from insight.narrative.topic import audit, breaks, national, variation

__all__ = [
    "against_england",
    "audit",
    "breaks",
    "by_chance",
    "changes",
    "completeness",
    "furthest",
    "gaps",
    "glance",
    "improved",
    "national",
    "not_called",
    "not_shown",
    "opening",
    "outliers",
    "outlying",
    "people",
    "standing",
    "summary",
    "variation",
]

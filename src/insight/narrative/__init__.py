"""Findings in words. Every sentence is chosen by the numbers, never edited by hand."""

from insight.narrative.area import against_england, not_shown, opening, summary
from insight.narrative.changes import changes, improved
from insight.narrative.earlier import earlier
from insight.narrative.england import furthest, glance
from insight.narrative.focus import focus
from insight.narrative.inequality import completeness, gaps, no_breakdown
from insight.narrative.lists import rule
from insight.narrative.message import message
from insight.narrative.outliers import by_chance, not_called, outliers, outlying
from insight.narrative.people import people
from insight.narrative.provider import participation, provider
from insight.narrative.quality import data_by_audit, data_quality
from insight.narrative.reach import approaches, examples, reach
from insight.narrative.safety import cultures, enquiries, estimated, method, purpose, route, told_by
from insight.narrative.scoping import context, scoping, topics
from insight.narrative.sentences import standing
from insight.narrative.since import how_changed, since
from insight.narrative.spotlight import avoided, spotlight
from insight.narrative.stories import stories
from insight.narrative.themes import learned, oldest, outcomes, similar, theme
from insight.narrative.topic import audit, breaks, national, variation
from insight.narrative.tracking import asked_of, due_soon, from_source, tracked

__all__ = [
    "against_england",
    "approaches",
    "asked_of",
    "audit",
    "avoided",
    "breaks",
    "by_chance",
    "changes",
    "completeness",
    "context",
    "cultures",
    "data_by_audit",
    "data_quality",
    "due_soon",
    "earlier",
    "enquiries",
    "estimated",
    "examples",
    "focus",
    "from_source",
    "furthest",
    "gaps",
    "glance",
    "how_changed",
    "improved",
    "learned",
    "message",
    "method",
    "national",
    "no_breakdown",
    "not_called",
    "not_shown",
    "oldest",
    "opening",
    "outcomes",
    "outliers",
    "outlying",
    "participation",
    "people",
    "provider",
    "purpose",
    "reach",
    "route",
    "rule",
    "scoping",
    "similar",
    "since",
    "spotlight",
    "standing",
    "stories",
    "summary",
    "theme",
    "told_by",
    "topics",
    "tracked",
    "variation",
]

"""Findings as tables for readers."""

from insight.tables.area import not_shown, standing, trusts
from insight.tables.asks import asks
from insight.tables.assessment import assessment
from insight.tables.currency import currency, revisions
from insight.tables.focus import actions, focus, links
from insight.tables.frameworks import clinical_areas, facts, scores
from insight.tables.impacts import impacts
from insight.tables.inequality import completeness, gaps, groups
from insight.tables.known import completeness_map, denominators, reached
from insight.tables.national import at_a_glance, widest
from insight.tables.participation import independent, participation
from insight.tables.parts import made_of_trusts
from insight.tables.pathways import pathways
from insight.tables.places import gaps_by_place
from insight.tables.provenance import provenance
from insight.tables.provider import took_part
from insight.tables.quality import data_quality
from insight.tables.recommendations import recommendations
from insight.tables.safety import cadences, timeliness
from insight.tables.sight import orphans, sight, sight_here
from insight.tables.signals import control, tests
from insight.tables.since import since
from insight.tables.themes import outcomes, theme
from insight.tables.tiles import tiles
from insight.tables.topic import national, standards
from insight.tables.topics import topics
from insight.tables.tracking import (
    answered,
    asked_of,
    by_audience,
    partners,
    promised,
    reported,
    stages,
)
from insight.tables.tracking import (
    standing as recommended,
)
from insight.tables.wording import wording

__all__ = [
    "actions",
    "answered",
    "asked_of",
    "asks",
    "assessment",
    "at_a_glance",
    "by_audience",
    "cadences",
    "clinical_areas",
    "completeness",
    "completeness_map",
    "control",
    "currency",
    "data_quality",
    "denominators",
    "facts",
    "focus",
    "gaps",
    "gaps_by_place",
    "groups",
    "impacts",
    "independent",
    "links",
    "made_of_trusts",
    "national",
    "not_shown",
    "orphans",
    "outcomes",
    "participation",
    "partners",
    "pathways",
    "promised",
    "provenance",
    "reached",
    "recommendations",
    "recommended",
    "reported",
    "revisions",
    "scores",
    "sight",
    "sight_here",
    "since",
    "stages",
    "standards",
    "standing",
    "tests",
    "theme",
    "tiles",
    "timeliness",
    "took_part",
    "topics",
    "trusts",
    "widest",
    "wording",
]

"""Findings as tables for readers."""

from insight.tables.area import not_shown, standing, trusts
from insight.tables.inequality import completeness, gaps, groups
from insight.tables.provenance import provenance
from insight.tables.signals import control, tests
from insight.tables.tiles import tiles
from insight.tables.topic import national, standards

__all__ = [
    "completeness",
    "control",
    "gaps",
    "groups",
    "national",
    "not_shown",
    "provenance",
    "standards",
    "standing",
    "tests",
    "tiles",
    "trusts",
]

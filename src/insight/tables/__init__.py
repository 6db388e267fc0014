"""Findings as tables for readers."""

from insight.tables.area import not_shown, standing, trusts
from insight.tables.inequality import completeness, groups
from insight.tables.provenance import provenance
from insight.tables.topic import national, standards

__all__ = [
    "completeness",
    "groups",
    "national",
    "not_shown",
    "provenance",
    "standards",
    "standing",
    "trusts",
]

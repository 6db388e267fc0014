"""Metrics by areas, periods and groups: estimated, compared, and withheld if small."""

from insight.findings.load import load
from insight.findings.make import folder, make, of_audit

__all__ = ["folder", "load", "make", "of_audit"]

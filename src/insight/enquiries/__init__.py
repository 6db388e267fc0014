"""Programmes of confidential enquiry and what they are for: learning from harm, never ranking."""

from pathlib import Path

from insight import paths
from insight.definitions.strict import build, named, read
from insight.enquiries.framework import Cadence, Culture, Framework, Step, Timeliness
from insight.enquiries.programme import Finding, Programme, Recommendation

__all__ = [
    "Cadence", "Culture", "Finding", "Framework", "Programme", "Recommendation", "Step", "Timeliness",
    "framework", "programmes",
]  # fmt: skip

FRAMEWORK = "framework.yml"  # in params/enquiries; each other file there is a programme


def programmes() -> list[Programme]:
    """Give every programme of params/enquiries: enquiries first, and of those the most told of."""
    files = [path for path in sorted(_folder().glob("*.yml")) if path.name != FRAMEWORK]
    found = [named(Programme, path) for path in files]
    return sorted(found, key=lambda one: (one.form != "confidential enquiry", -one.told, one.name))


def framework() -> Framework:
    """Give what learning from harm rests on: its purpose, its culture, who is told, how soon, how often."""
    path = _folder() / FRAMEWORK
    return build(Framework, read(path), where=path)


def _folder() -> Path:
    return paths.params() / "enquiries"

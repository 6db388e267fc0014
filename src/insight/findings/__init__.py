"""Metrics by areas, periods and groups: estimated, compared, and withheld if small.

A page only loads findings, so it does not pay for importing what makes and checks them:
those are looked up when they are first asked for.
"""

from importlib import import_module

from insight.findings.kept import folder
from insight.findings.load import (
    load,
    load_curves,
    load_gaps,
    load_improved,
    load_peers,
    load_people,
    load_series,
    load_signals,
)
from insight.findings.slices import Slices

__all__ = [
    "Slices", "attack", "folder", "load", "load_curves", "load_gaps", "load_improved", "load_layout",
    "load_people", "load_peers", "load_series", "load_signals", "made", "make", "nothing_told", "of_audit",
]  # fmt: skip
LATER = {
    "attack": "making",
    "made": "keeping",
    "make": "making",
    "load_layout": "layout",
    "of_audit": "making",
    "nothing_told": "told",
}


def __getattr__(name: str):
    if name in LATER:
        return getattr(import_module(f"insight.findings.{LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

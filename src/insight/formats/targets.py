"""Targets in words: on whose authority a metric is held to something, and to what."""

from typing import Any

from insight.formats.numbers import bare, is_missing

KINDS = {  # what evidence set, what the nation hopes for, what the audit aims at
    "evidence": "evidence-based standard",
    "ambition": "national ambition",
    "aspiration": "aim of the audit",
}


def places(target: float, unit: str, decimals: float = 1) -> int:
    """Give the decimals a target needs: those of the value, or none when it is a whole number.

    >>> places(0.9, "%", 1), places(0.905, "%", 1), places(4, "hours", 2)
    (0, 1, 0)
    """
    shown = 100 * target if unit == "%" else target
    return 0 if abs(shown - round(shown)) < 1e-9 else int(decimals)


def judged(row: Any) -> bool:
    """Tell whether a row's metric is held to a number: a target of a known kind, and a good direction."""
    return bool(not is_missing(row.target) and row.target_kind in KINDS and row.better != "neither")


def said(row: Any) -> str:
    """Give a target's kind and its value.

    >>> from types import SimpleNamespace
    >>> said(SimpleNamespace(target=0.9, target_kind="ambition", unit="%"))
    'national ambition 90%'
    """
    return f"{KINDS[row.target_kind]} {bare(row.target, row.unit, places(row.target, row.unit))}"

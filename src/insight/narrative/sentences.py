"""One finding in one sentence."""

from typing import Any

from insight.formats import age, capital, number
from insight.formats.cells import ends, reason
from insight.formats.levels import levels as levels
from insight.formats.numbers import is_missing
from insight.formats.verdicts import AGAINST

NEEDED = [
    "metric", "audit", "audit_short", "title", "outcome", "subject", "statistic", "unit", "decimals",
    "short_name", "period", "value", "lower", "upper", "england", "verdict", "withheld", "coverage",
    "coverage_note", "status", "age_months", "area_type", "prompt",
]  # fmt: skip
SYNTHETIC = (
    "Synthetic data. Every number on this page is made up to show what the page can do. "
    "It says nothing about real care."
)


def standing(finding: Any, *, england_decimals: int | None = None) -> str:
    """Say in one sentence where an area stands against England.

    finding : one row of findings. england_decimals : those England's own value is shown
    with; the row's when not given. A figure that is withheld, partial or not compared is
    said to be so, and why.
    """
    if is_missing(finding.value):
        return f"{finding.title}: no figure for {finding.short_name}. {sentence(reason(finding))}"
    said = f"{measured(finding)}{_interval(finding)}"
    if finding.coverage == "part":
        return f"{said}. {sentence(str(finding.coverage_note))} Part of an area is not compared with England."
    return f"{said}, {_against(finding, england_decimals)}."


def measured(finding: Any) -> str:
    """Say a value of an area as the start of a sentence: who had what, or what the number is."""
    value = number(finding.value, finding.unit, finding.decimals)
    place = _where(finding)
    if finding.statistic == "proportion":
        return f"{place}, {value} of {finding.subject} were {finding.outcome}"
    return f"{place}, the {finding.outcome} was {value}"


def dated(finding: Any) -> str:
    """Say when a finding is of, how old it is, and whether it may still change."""
    early = ", provisional" if finding.status == "provisional" else ""
    old = f", {age(int(finding.age_months))}" if not is_missing(finding.age_months) else ""
    return f"{finding.audit_short}, {finding.period}{old}{early}"


def sentence(text: str) -> str:
    """Begin with a capital and end with a full stop.

    >>> sentence("nobody in the group")
    'Nobody in the group.'
    """
    return capital(text) if text.endswith((".", "?", "!")) else f"{capital(text)}."


def _where(finding: Any) -> str:
    return f"{'At' if finding.area_type == 'trust' else 'In'} {finding.short_name}"


def _interval(finding: Any) -> str:
    if is_missing(finding.lower) or is_missing(finding.upper):
        return ""
    return f" (95% interval {ends(finding)})"


def _against(finding: Any, decimals: int | None) -> str:
    places = finding.decimals if decimals is None else decimals
    if isinstance(finding.verdict, str):
        return f"{AGAINST[finding.verdict]} England ({number(finding.england, finding.unit, places)})"
    if is_missing(finding.england):
        return "not compared, as there is no value for England"
    if is_missing(finding.lower):
        return "not compared with England, as no interval is published"
    return "not compared with England"

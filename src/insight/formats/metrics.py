"""What kind of thing a metric is, in words: its measure, place, levels, case mix and standard."""

from typing import Any

from insight.formats.numbers import is_missing, number
from insight.formats.words import capital

MEASURES = {
    "process": "what is done",
    "outcome": "what comes of it",
    "structure": "what is there",
    "prom": "what patients say of their health",
    "prem": "what people say of their care",
}
SETTINGS = {"treatment": "by place of treatment", "residence": "by place of residence"}
KINDS = {
    "evidence": "evidence-based standard",
    "ambition": "national ambition",
    "aspiration": "aim of the audit",
}
CASE_MIX = {
    "adjusted": "adjusted for case mix",
    "crude": "crude: not adjusted for who the patients are",
    "not_applicable": "not applicable",
}
OUTCOMES = ("outcome", "prom", "prem")  # types of metrics that say what became of people
NO_STANDARD = "no standard with a checked source"


def setting(row: Any) -> str:
    """Say where a metric counts people: where they are treated, or where they live."""
    return (
        SETTINGS.get(row.setting, "place not stated") if isinstance(row.setting, str) else "place not stated"
    )


def measure(row: Any) -> str:
    """Say what a metric measures: what is done, or what comes of it."""
    return MEASURES.get(str(row.type), str(row.type))


def case_mix(row: Any) -> str:
    """Say whether a result allows for how patients differ from place to place."""
    return CASE_MIX.get(row.case_mix, "not stated") if isinstance(row.case_mix, str) else "not stated"


def comparable(row: Any) -> bool:
    """Tell whether a result may be held against another place's: not a crude outcome."""
    return not (row.type in OUTCOMES and row.case_mix == "crude")


def standard(row: Any) -> str:
    """Give the standard a metric is held to, its kind and on whose word; say so where there is none."""
    if not isinstance(row.target_kind, str):
        return NO_STANDARD
    said = f"{KINDS[row.target_kind]} ({row.target_source})"
    if is_missing(row.target):
        return f"{capital(said)}, no single value"
    shown = 100 * row.target if row.unit == "%" else row.target
    places = 0 if abs(shown - round(shown)) < 1e-9 else 1
    return f"{number(row.target, row.unit, places)}: {said}"

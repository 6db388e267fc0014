"""An audit of wrists as a programme, for tests of what readers are told of one."""

from datetime import date

from insight.definitions import Audit
from insight.programmes import Described, Programme

METRIC = {
    "id": "care_share", "title": "Seen within a day", "outcome": "seen within a day",
    "why": "It heals sooner.",
    "numerator": "People seen within a day", "denominator": "People with a broken wrist", "unit": "%",
    "statistic": "proportion", "better": "higher", "type": "process", "dimension": "effectiveness",
    "stage": "acute", "owner": "The Society of Wrists", "review": date(2027, 1, 1), "prompt": "Who waits?",
}  # fmt: skip
AUDIT = {
    "id": "care", "name": "National Audit of Wrists", "short": "NAW", "topic": "Broken wrists",
    "provider": "The Society of Wrists", "nations": ["England"], "about": "Follows people.",
    "cadence": "yearly", "levels": ["England", "icb"], "setting": "residence",
}  # fmt: skip
GOAL = {"metric": "care_share", "target": 0.9, "by": date(2028, 3, 31), "ours": True}


def metric(name: str = "care_share", **changes) -> dict:
    """Give a metric as an audit's file has it."""
    return METRIC | {"id": name} | changes


def described(metrics: list[dict] | None = None, *, audit: dict | None = None, **programme) -> Described:
    """Give the audit of wrists, by itself with the one metric that invented findings have, as a programme."""
    about = Audit.model_validate(AUDIT | {"metrics": metrics or [metric()]} | (audit or {}))
    written = {"id": "care", "checked": date(2026, 11, 1), "goals": [GOAL]} | programme
    return Described(about, Programme.model_validate(written))

"""What an ICB has agreed to do: who, what, by when, and how it stands when an edition is made."""

from insight.actions.action import STATUSES, Action
from insight.actions.log import Log, every, log, place, read, unknown_measures
from insight.actions.telling import since, told

__all__ = [
    "STATUSES", "Action", "Log", "every", "log", "place", "read", "since", "told",
    "unknown_measures",
]  # fmt: skip

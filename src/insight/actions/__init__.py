"""What an ICB has agreed to do: who, what, by when, and how it stands when an edition is made."""

from insight.actions.action import STATES, STATUSES, Action
from insight.actions.log import Log, every, log, place, read, refuse_unknown
from insight.actions.telling import as_at, since, states, told

__all__ = [
    "STATES", "STATUSES", "Action", "Log", "as_at", "every", "log", "place", "read", "refuse_unknown",
    "since", "states", "told",
]  # fmt: skip

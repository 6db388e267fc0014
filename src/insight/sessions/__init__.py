"""The pack for a session about an ICB's own results: what stands out, what to ask, and what comes of it."""

from insight.sessions.pack import Invited, Pack, Primer, asked, invited, pack, primers
from insight.sessions.signals import Signal, signals
from insight.sessions.telling import (
    agenda,
    checklist,
    form,
    guests,
    guides,
    more,
    opening,
    preread,
    prompts,
    sentence,
    standing,
)

__all__ = [
    "Invited", "Pack", "Primer", "Signal", "agenda", "asked", "checklist", "form", "guests", "guides",
    "invited", "more", "opening", "pack", "preread", "primers", "prompts", "sentence", "signals", "standing",
]  # fmt: skip

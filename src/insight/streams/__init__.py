"""Information streams: who reports what for whom, at which level, and how it is reached."""

from insight.streams.listing import answer, card, cards, index, missing
from insight.streams.loading import networks, streams, units, works
from insight.streams.lookups import by_hospital, by_specialty, by_trust, by_unit, identifiers, work
from insight.streams.patch import crosswalk, overlapping, reported
from insight.streams.stream import Stream
from insight.streams.systems import crosswalks, more, network_kinds, patch, patch_answer, portals, trusts, who

__all__ = [
    "Stream", "answer", "by_hospital", "by_specialty", "by_trust", "by_unit", "card", "cards", "crosswalk",
    "crosswalks", "identifiers", "index", "missing", "more", "network_kinds", "networks",
    "overlapping", "patch", "patch_answer", "portals", "reported", "streams", "trusts", "units", "who",
    "work", "works",
]  # fmt: skip

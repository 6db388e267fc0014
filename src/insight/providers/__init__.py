"""NHS trusts as those who give care: who they are, and which audits they take part in."""

from insight.providers.participation import STATUSES, participation
from insight.providers.published import Absence, PublishedList, published
from insight.providers.trust import Trust, sectors, trust

__all__ = [
    "STATUSES", "Absence", "PublishedList", "Trust", "participation", "published", "sectors", "trust",
]  # fmt: skip

"""Audits as programmes, as written in params/programmes/<audit>.yml, and what pages say of them."""

from insight.programmes.balance import adjustment, balance, burden, outcomes
from insight.programmes.goals import goals
from insight.programmes.journey import journey, ways
from insight.programmes.loading import Described, load, programmes
from insight.programmes.participation import judged, participation
from insight.programmes.programme import Programme
from insight.programmes.registry import cases, governance, levers, registry
from insight.programmes.standards import standards

__all__ = [
    "Described", "Programme", "adjustment", "balance", "burden", "cases", "goals", "governance", "journey",
    "judged", "levers", "load", "outcomes", "participation", "programmes", "registry", "standards",
    "ways",
]  # fmt: skip

"""Small numbers kept from being recognised: policies, and the attacker that tries to undo them."""

from insight.disclosure.policies import POLICIES, SMALL_NUMBER, SO_OTHERS, Policy, policy
from insight.disclosure.rounding import decimals, protect

__all__ = ["POLICIES", "SMALL_NUMBER", "SO_OTHERS", "Policy", "decimals", "policy", "protect"]

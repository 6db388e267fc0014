"""What pages say, proved: every number in their words is found in what they were made of."""

from insight.proof.proving import Unproved, prove, proved

__all__ = ["Unproved", "prove", "proved"]

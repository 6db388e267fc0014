"""What pages say, proved: every number in their prose is found in the findings they were made of."""

from insight.proof.proving import Unproved, of_findings, prove, proved

__all__ = ["Unproved", "of_findings", "prove", "proved"]

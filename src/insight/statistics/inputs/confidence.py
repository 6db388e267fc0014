"""Confidence, as the probability that lies beyond one limit."""

from scipy.special import ndtri

from insight.errors import InsightError


def tail(confidence: float) -> float:
    """Give the probability beyond each limit of a two-sided interval.

    confidence : coverage as a fraction. Raises InsightError unless it lies between 0 and 1.

    >>> round(tail(0.998), 6)
    0.001
    """
    if not 0 < confidence < 1:
        raise InsightError(f"A confidence is a fraction, such as 0.95 and not 95; this one is {confidence}.")
    return (1 - confidence) / 2


def normal_quantile(confidence: float) -> float:
    """Give z, the number of standard errors from a value to each of its normal limits.

    >>> round(normal_quantile(0.95), 4), round(normal_quantile(0.998), 4)
    (1.96, 3.0902)
    """
    return float(-ndtri(tail(confidence)))

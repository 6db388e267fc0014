"""How far from a target an area must really be before it would probably be flagged."""

import numpy as np
import pandas as pd
from scipy.special import ndtri

from insight.errors import InsightError, UnknownName
from insight.statistics.inputs.numbers import matched, refuse

KINDS = ("people", "events", "means")


def detectable(
    denominator,
    target,
    *,
    of: str = "people",
    sd=None,
    tau_squared=0.0,
    tail: float = 0.025,
    power: float = 0.8,
) -> pd.DataFrame:
    """Give the nearest values, below and above a target, that would be flagged with some power.

    denominator : how many people each area has; for events, what their rate or ratio is
    counted against, such as person-years or the expected number. target : the value areas are
    held against, a fraction for people, a rate or ratio for events. sd : for means, the
    standard deviation between people. tau_squared : the variance between areas that limits
    allow for. n of each, matched by index if Series, or one for all.
    of : "people", "events" or "means". tail : the probability beyond one limit. power : the
    probability of a flag, above a half.

    Returns a DataFrame of n rows, on the same index: lower, upper, in the unit of the target.
    A limit is missing where no possible value would be flagged that often, and both are where
    a number is missing or nobody was counted. Limits and power are those of the normal
    distribution, so small numbers are indicative. Raises InsightError for impossible numbers.

    >>> detectable([400], 0.5).round(3).values.tolist()
    [[0.43, 0.57]]

    Source: Fleiss, Levin & Paik (2003) Statistical Methods for Rates and Proportions, ch 4, with
    one sample held against a known value.
    """
    _possible(of, sd, tail, power)
    rows = matched(n=denominator, t=target, s=0.0 if sd is None else sd, tau=tau_squared)
    t, tau, s = (rows[name].to_numpy() for name in ("t", "tau", "s"))
    refuse((tau < 0) | (s < 0), rows.index, "a variance or standard deviation cannot be negative.")
    if of != "means":
        refuse((t < 0) | (t > (1 if of == "people" else np.inf)), rows.index, "the target is impossible.")
    n = np.where(rows["n"] > 0, rows["n"], np.nan)
    flagged, missed = -ndtri(tail), ndtri(power)
    fixed = s**2 / n if of == "means" else np.zeros(len(rows))
    linear, squared = (0.0 if of == "means" else 1 / n), (1 / n if of == "people" else 0.0)
    limit = flagged * np.sqrt(fixed + linear * t - squared * t**2 + tau)
    lower, upper = (
        _crossing(t + side * limit, side, missed**2, fixed + tau, linear, squared) for side in (-1, 1)
    )
    least, most = {"people": (0, 1), "events": (0, np.inf), "means": (-np.inf, np.inf)}[of]
    lower = np.where((lower >= least) & (lower < t), lower, np.nan)
    upper = np.where((upper <= most) & (upper > t), upper, np.nan)
    return pd.DataFrame({"lower": lower, "upper": upper}, index=rows.index)


def _possible(of: str, sd, tail: float, power: float) -> None:
    if of not in KINDS:
        raise UnknownName.among("kind of number", of, known=KINDS, where="detectable")
    if of == "means" and sd is None:
        raise InsightError("With means, give `sd`, the standard deviation between people.")
    if not (0 < tail < 0.5 < power < 1):
        raise InsightError(f"A tail lies below a half and a power above it; these are {tail} and {power}.")


def _crossing(limit, side: int, z_squared: float, fixed, linear, squared) -> np.ndarray:
    """Give the value z standard errors beyond a limit, where the variance depends on the value.

    The variance of an area of true value v is fixed + linear * v - squared * v**2, so that v is
    a root of (v - limit)**2 = z_squared * variance: the higher above a target, the lower below.
    """
    a = 1 + z_squared * squared
    b = limit + z_squared * linear / 2
    at_limit = fixed + linear * limit - squared * limit**2  # of the root, added up so as not to cancel
    under = z_squared * (at_limit + z_squared * (linear**2 / 4 + squared * fixed))
    value = (b + side * np.sqrt(np.maximum(under, 0))) / a
    return np.where((under >= 0) & (side * (value - limit) >= 0), value, np.nan)

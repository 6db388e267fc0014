"""Which units lie beyond a funnel's limits, with and without over-dispersion."""

import numpy as np
import pandas as pd
from scipy.special import ndtr

from insight.statistics.funnels.kinds import METHODS, Kind, reading, scores
from insight.statistics.funnels.levels import Levels, named
from insight.statistics.funnels.overdispersion import average, moments, spread
from insight.statistics.inputs.groups import coded


def flags(
    kind: Kind,
    numerator=None,
    denominator=None,
    *,
    value=None,
    se=None,
    target=None,
    by=None,
    per: float = 1.0,
    levels: str = "2 and 3 SD",
    winsorise: float = 0.1,
) -> pd.DataFrame:
    """Say how far each unit lies from its funnel's target, and beyond which limits.

    kind : what the values are, and so which other arguments are needed.
        "proportion": numerator and denominator, people, n of each.
        "rate": numerator, events, and denominator, what they are counted against; values
        are events per `per`. "ratio": numerator, events observed, denominator, expected.
        "mean": value and se, its standard error; with a denominator, the people measured,
        the pooled target is the mean of all people, otherwise it is weighted by 1 / se squared.
    target : the value expected, in the unit of the values, one for all or one for each; None
        for that of each funnel's units together, which one extreme unit can move.
    by : the funnel each unit belongs to, a label for each; None for one funnel.
    levels : a name in LEVELS. winsorise : as for `additive`. Matched by index if Series.

    Returns a DataFrame of n rows, on the same index:
        value; target and target_from ("given" or "pooled"); side ("high", "low", or missing
        at the target itself); method ("binomial", "Poisson" or "normal");
        exact_z, exact_tail, exact_level : if only chance is at work. The tail is the chance
        of a value so far from the target or farther, on its side, by the exact distribution
        (for means, which have none, by the normal); z is its normal quantile, signed;
        z is infinite for a value the target makes impossible, such as events at a target of 0.
        A unit is beyond a limit when its tail is less than the limit's: level 2 beyond the inner
        one, 3 beyond the outer, 0 within. Exactly the units beyond the limits of `binomial`
        or `poisson` with upper="symmetric" are flagged.
        adjusted_z, adjusted_tail, adjusted_level : the same when units' true values vary by
        tau_squared, z being the distance over the root of se squared plus tau_squared. They
        are the exact ones when tau_squared is 0, as nothing is to be allowed for.
        phi, tau_squared, k : of the unit's funnel; k is how many units they rest on.
    A row is missing when its denominator or se is not above 0 or a number is missing, and is
    left out of its funnel. phi and tau_squared are missing when fewer than two units vary.
    Raises InsightError for impossible counts, and UnknownName for an unknown kind or levels.

    >>> found = flags("proportion", [70, 50, 20], [100, 100, 100], target=0.5)
    >>> found[["exact_z", "exact_tail", "exact_level"]].round(5).values.tolist()
    [[3.94893, 4e-05, 3.0], [0.0, 0.53979, 0.0], [-6.09188, 0.0, 3.0]]
    >>> found[["adjusted_z", "adjusted_level"]].round(2).values.tolist()
    [[0.98, 0.0], [0.0, 0.0], [-1.47, 0.0]]

    Source: Spiegelhalter (2005) Stat Med 24:1185-202.
    """
    pair = named(levels)
    given = reading(kind)(numerator, denominator, value, se, target, per)
    codes, labels = coded(by, given.index)
    units = {str(name): given[name].to_numpy() for name in given}
    codes = np.where(np.isnan(units["value"] + units["weight"] + units["target"]), -1, codes)
    units["target"] = _targets(units, codes, len(labels), pooled=target is None)
    error, z, tail = scores(kind, units)
    distance, error = _distance(units), np.where(error > 0, error, np.nan)
    found = moments(distance / error, error**-2.0, codes, len(labels), winsorise)
    phi, k, tau_squared = (spread(of_funnel.astype(float), codes) for of_funnel in found)
    columns = {
        "value": units["value"].copy(),
        "target": units["target"],
        "target_from": _words(["pooled" if target is None else "given"], np.where(codes < 0, -1, 0)),
        "side": _words(["high", "low"], np.select([distance > 0, distance < 0], [0, 1], -1)),
        "method": _words([METHODS[kind]], np.where(codes < 0, -1, 0)),
        **_judged("exact", z, tail, pair),
        **_judged("adjusted", *_adjusted(z, tail, distance, error, tau_squared), pair),
        "phi": phi,
        "tau_squared": tau_squared,
        "k": k,
    }
    return pd.DataFrame(columns, index=given.index, copy=False)


def _targets(units: dict[str, np.ndarray], codes: np.ndarray, groups: int, *, pooled: bool) -> np.ndarray:
    """Give each unit's target, missing where it is in no funnel."""
    if pooled:
        return spread(average(units["value"], units["weight"], codes, groups), codes)
    return np.where(codes < 0, np.nan, units["target"])


def _distance(units: dict[str, np.ndarray]) -> np.ndarray:
    """Give how far values lie from their targets, rounding in the last digits apart."""
    distance = units["value"] - units["target"]
    return np.where(np.abs(distance) <= 1e-12 * np.abs(units["target"]), 0 * distance, distance)


def _adjusted(z, tail, distance, error, tau_squared) -> tuple[np.ndarray, np.ndarray]:
    """Give z and tail when true values vary by tau squared: the exact ones when that is 0."""
    wider = distance / np.sqrt(error**2 + tau_squared)
    chance_only = tau_squared == 0
    return np.where(chance_only, z, wider), np.where(chance_only, tail, ndtr(-np.abs(wider)))


def _judged(name: str, z: np.ndarray, tail: np.ndarray, pair: Levels) -> dict[str, np.ndarray]:
    level = np.select([tail < pair.outer.tail, tail < pair.inner.tail], [3.0, 2.0], 0.0)
    level = np.where(np.isnan(tail), np.nan, level)
    return {f"{name}_z": z, f"{name}_tail": tail, f"{name}_level": level}


def _words(words: list[str], codes: np.ndarray):
    return pd.Categorical.from_codes(codes.astype(np.int8), dtype=pd.CategoricalDtype(words))

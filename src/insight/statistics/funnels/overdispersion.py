"""More spread between units than chance explains, measured and allowed for."""

import numpy as np
import pandas as pd
from scipy.special import ndtri

from insight.statistics.funnels.levels import checked
from insight.statistics.funnels.winsorising import refuse_share, winsorised
from insight.statistics.inputs.groups import coded, totals
from insight.statistics.inputs.numbers import matched, refuse


def overdispersion(z, by=None, *, winsorise: float = 0.1) -> pd.DataFrame:
    """Measure how much more units vary than chance alone would make them.

    z : each unit's standard deviations from the target, n of them; by : the funnel each unit
    belongs to, a label for each, matched by index if Series; None for one funnel ("all").
    winsorise : the share of units at each end of a funnel whose z is drawn in to that
    quantile (type 7) first, so that true outliers do not hide themselves.

    Returns a DataFrame of one row per funnel, indexed by label sorted: phi, the mean of z
    squared (1 or less if only chance is at work), and k, the number of units. Units without
    a z are left out; phi is missing when none is left. Raises InsightError when winsorise is
    not a share below a half.

    >>> overdispersion([-3.0, -1.0, 0.0, 1.0, 9.0], winsorise=0.25).values.tolist()
    [[0.8, 5.0]]

    Source: Spiegelhalter (2005) Qual Saf Health Care 14:347-51.
    """
    given = matched(z=z)
    codes, labels = coded(by, given.index)
    phi, k, _ = moments(given["z"].to_numpy(), np.ones(len(given)), codes, len(labels), winsorise)
    return pd.DataFrame({"phi": phi, "k": k}, index=labels)


def additive(y, se, target=None, by=None, *, winsorise: float = 0.1) -> pd.DataFrame:
    """Estimate the spread of units' true values about the target, by the method of moments.

    y : each unit's value, n of them, in any unit, transformed or not; se : its standard
    error if it were at the target. target : the value expected, one for all or one for
    each; None for the mean of the funnel's units weighted by 1 / se squared, which one
    extreme unit can move. by, winsorise : as for `overdispersion`. Matched by index if Series.

    Returns a DataFrame of one row per funnel, indexed by label sorted: target (the mean of
    those given), phi, tau_squared (the variance between units' true values, in the unit of
    y squared; 0 when they vary no more than chance allows) and k, the units used. Units with
    a number missing or a standard error of 0 are left out; tau_squared is missing for fewer
    than two units. Raises InsightError for a negative standard error.

    >>> additive([1.0, 2.0, 3.0, 4.0], 0.5, winsorise=0.0).round(3).values.tolist()
    [[2.5, 5.0, 1.417, 4.0]]

    Source: Spiegelhalter (2005) Stat Med 24:1185-202; DerSimonian & Laird (1986)
    Control Clin Trials 7:177-88.
    """
    given = matched(y=y, se=se, target=0.0 if target is None else target)
    refuse((given["se"] < 0).to_numpy(), given.index, "a standard error cannot be negative.")
    codes, labels = coded(by, given.index)
    value, error, expected = (given[name].to_numpy() for name in ("y", "se", "target"))
    error = np.where(error > 0, error, np.nan)
    codes = np.where(np.isnan(value + error + expected), -1, codes)
    weight = error**-2.0
    centre = average(expected if target is not None else value, weight, codes, len(labels))
    expected = spread(centre, codes) if target is None else expected
    phi, k, tau_squared = moments((value - expected) / error, weight, codes, len(labels), winsorise)
    return pd.DataFrame({"target": centre, "phi": phi, "tau_squared": tau_squared, "k": k}, index=labels)


def additive_limits(se, target, tau_squared, *, tail: float, within=(-np.inf, np.inf)) -> pd.DataFrame:
    """Give the limits within which a unit lies if it differs from the target no more than most do.

    se : standard errors at the target, n of them; target and tau_squared : as `additive`
    gives them, one for all or one for each, matched by index if Series. tail : the chance
    beyond one limit. within : the least and greatest value possible.

    Returns a DataFrame of n rows, on the same index: lower, upper, in the unit of the
    target; missing where a number is.

    >>> additive_limits([0.03], 0.5, 0.0016, tail=0.025).round(3).values.tolist()
    [[0.402, 0.598]]
    """
    given = matched(se=se, target=target, tau_squared=tau_squared)
    margin = -ndtri(checked(tail)) * np.sqrt(given["se"] ** 2 + given["tau_squared"])
    limits = pd.DataFrame({"lower": given["target"] - margin, "upper": given["target"] + margin})
    return limits.clip(*within)


def moments(z, weight, codes, groups: int, winsorise: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give each group's phi, number of units and tau squared, from arrays of a number per unit."""
    refuse_share(winsorise)
    codes = np.where(np.isnan(z), -1, codes)
    k = np.bincount(codes[codes >= 0], minlength=groups)
    squares = totals(winsorised(z, codes, groups, winsorise) ** 2, codes, groups)
    phi = divided(squares, k)
    return phi, k, between(phi, k, weight, codes, groups)


def between(phi, k, weight, codes, groups: int) -> np.ndarray:
    """Give tau squared of each group from phi, k units and their weights, 1 / se squared."""
    first, second = totals(weight, codes, groups), totals(weight**2, codes, groups)
    excess = k * phi - (k - 1)
    tau_squared = divided(excess, first - divided(second, first))
    return np.where(k < 2, np.nan, np.where(excess < 0, 0.0, tau_squared))


def average(value, weight, codes, groups: int) -> np.ndarray:
    """Give each group's weighted mean; missing when it has no unit."""
    return divided(totals(value * weight, codes, groups), totals(weight, codes, groups))


def spread(of_group: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """Give each unit its group's number; missing when it has no group."""
    return np.append(of_group, np.nan)[codes]


def divided(top, bottom) -> np.ndarray:
    """Divide, giving NaN wherever the divisor is not above 0."""
    return np.divide(top, bottom, out=np.full(np.shape(top), np.nan), where=np.asarray(bottom) > 0)

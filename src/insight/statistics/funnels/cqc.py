"""The Care Quality Commission's funnel of ratios: square roots, extremes winsorised."""

import numpy as np
import pandas as pd
from scipy.special import ndtri

from insight.statistics.funnels.levels import checked
from insight.statistics.funnels.overdispersion import average, moments
from insight.statistics.inputs.groups import coded
from insight.statistics.inputs.numbers import counted


def estimate(observed, expected, target=1.0, by=None, *, winsorise: float = 0.1) -> pd.DataFrame:
    """Estimate how far units' true ratios spread, on the scale of square roots.

    observed, expected : events, n of each; target : the ratio expected, one for all or one
    for each; by : the funnel each unit belongs to, a label for each. Matched by index if
    Series. winsorise : the share of units at each end whose z is drawn in to that quantile.

    Returns a DataFrame of one row per funnel, indexed by label sorted: target, phi,
    tau_squared (of square roots of ratios) and k, the units used. Units with nothing
    expected or a number missing are left out; tau_squared is missing for fewer than two.
    Raises InsightError for a negative number.

    >>> estimate([64, 100, 144, 121], [100] * 4, winsorise=0.0).round(4).values.tolist()
    [[1.0, 9.0, 0.0275, 4.0]]

    Source: Care Quality Commission, Intelligent Monitoring: statistical methodology;
    Spiegelhalter et al (2012) J R Stat Soc A 175:1-47.
    """
    y, error, centre, index = _scores(observed, expected, target)
    codes, labels = coded(by, index)
    z = (y - np.sqrt(centre)) / error
    codes = np.where(np.isnan(z), -1, codes)
    targets = average(centre, np.ones(len(z)), codes, len(labels))
    phi, k, tau_squared = moments(z, error**-2.0, codes, len(labels), winsorise)
    return pd.DataFrame({"target": targets, "phi": phi, "tau_squared": tau_squared, "k": k}, index=labels)


def limits(expected, tau_squared, target=1.0, *, tail: float) -> pd.DataFrame:
    """Give the limits of each unit's ratio, squared back to the scale of ratios.

    expected : events, n of them; tau_squared and target : as `estimate` gives them, one for
    all or one for each, matched by index if Series. tail : the chance beyond one limit.

    Returns a DataFrame of n rows, on the same index: lower (never below 0), upper; missing
    when nothing is expected or a number is missing. Raises InsightError for a negative number.

    >>> limits([400], 0.001, tail=0.025).round(4).values.tolist()
    [[0.8482, 1.1643]]
    """
    given = counted(n=expected, tau_squared=tau_squared, target=target)
    root = np.sqrt(given["target"])
    variance = 1 / (4 * given["n"].where(given["n"] > 0)) + given["tau_squared"]
    margin = -ndtri(checked(tail)) * np.sqrt(variance)
    return pd.DataFrame({"lower": (root - margin).clip(lower=0) ** 2, "upper": (root + margin) ** 2})


def scores(observed, expected, tau_squared, target=1.0) -> pd.Series:
    """Give each unit's standard deviations from the target, over-dispersion allowed for.

    observed, expected : events, n of each; tau_squared and target : as for `limits`. A unit
    lies beyond `limits` exactly when its score exceeds theirs. Returns a Series of n on the
    same index; missing when nothing is expected or a number is missing.

    >>> scores([484], [400], 0.001).round(4).tolist()
    [2.4807]
    """
    y, error, centre, index = _scores(observed, expected, target)
    extra = counted(x=observed, tau_squared=tau_squared)["tau_squared"].to_numpy()
    return pd.Series((y - np.sqrt(centre)) / np.sqrt(error**2 + extra), index=index, name="z")


def _scores(observed, expected, target):
    given = counted(x=observed, n=expected, target=target)
    n = given["n"].where(given["n"] > 0).to_numpy()
    return np.sqrt(given["x"].to_numpy() / n), 1 / (2 * np.sqrt(n)), given["target"].to_numpy(), given.index

"""The funnel of the Summary Hospital-level Mortality Indicator: logarithms, extremes dropped."""

import numpy as np
import pandas as pd
from scipy.special import ndtri

from insight.statistics.funnels.levels import checked
from insight.statistics.funnels.overdispersion import average, moments
from insight.statistics.funnels.winsorising import kept_by_rank, refuse_share
from insight.statistics.inputs.groups import coded
from insight.statistics.inputs.numbers import counted


def estimate(observed, expected, target=1.0, by=None, *, truncate: float = 0.1) -> pd.DataFrame:
    """Estimate how far units' true ratios spread, on the scale of logarithms.

    observed, expected : events, n of each; target : the ratio expected, one for all or one
    for each; by : the funnel each unit belongs to, a label for each. Matched by index if
    Series. truncate : the share of units dropped at each end of a funnel, by rank of z.

    Returns a DataFrame of one row per funnel, indexed by label sorted: target, phi,
    tau_squared (of log ratios) and k, the units kept. Units with no event, nothing expected
    or a number missing are left out; tau_squared is missing when fewer than two are kept.
    Raises InsightError for a negative number.

    >>> found = estimate([50, 100, 200, 110, 90], [100] * 5, truncate=0.2)
    >>> found.round(4).values.tolist()
    [[1.0, 0.6728, 0.0001, 3.0]]

    Source: NHS Digital, Summary Hospital-level Mortality Indicator: indicator specification.
    """
    refuse_share(truncate)
    y, error, centre, index = _scores(observed, expected, target)
    codes, labels = coded(by, index)
    z = (y - np.log(centre)) / error
    codes = np.where(np.isnan(z), -1, codes)
    targets = average(centre, np.ones(len(z)), codes, len(labels))
    kept = kept_by_rank(z, codes, len(labels), truncate)
    phi, k, tau_squared = moments(z[kept], error[kept] ** -2.0, codes[kept], len(labels), 0.0)
    return pd.DataFrame({"target": targets, "phi": phi, "tau_squared": tau_squared, "k": k}, index=labels)


def limits(expected, tau_squared, target=1.0, *, tail: float) -> pd.DataFrame:
    """Give the limits of each unit's ratio, back on the scale of ratios.

    expected : events, n of them; tau_squared and target : as `estimate` gives them, one for
    all or one for each, matched by index if Series. tail : the chance beyond one limit.

    Returns a DataFrame of n rows, on the same index: lower, upper; missing when nothing is
    expected or a number is missing. Raises InsightError for a negative number.

    >>> limits([400], 0.0075, tail=0.025).round(4).values.tolist()
    [[0.822, 1.2165]]
    """
    given = counted(n=expected, tau_squared=tau_squared, target=target)
    n, centre = (given[name].where(given[name] > 0) for name in ("n", "target"))
    margin = -ndtri(checked(tail)) * np.sqrt(1 / (n * centre) + given["tau_squared"])
    return pd.DataFrame({"lower": centre * np.exp(-margin), "upper": centre * np.exp(margin)})


def scores(observed, expected, tau_squared, target=1.0) -> pd.Series:
    """Give each unit's standard deviations from the target, over-dispersion allowed for.

    observed, expected : events, n of each; tau_squared and target : as for `limits`. A unit
    lies beyond `limits` exactly when its score exceeds theirs. Returns a Series of n on the
    same index; missing for no event, when nothing is expected, or when a number is missing.

    >>> scores([500], [400], 0.0075).round(4).tolist()
    [2.2314]
    """
    y, error, centre, index = _scores(observed, expected, target)
    extra = counted(x=observed, tau_squared=tau_squared)["tau_squared"].to_numpy()
    return pd.Series((y - np.log(centre)) / np.sqrt(error**2 + extra), index=index, name="z")


def _scores(observed, expected, target):
    given = counted(x=observed, n=expected, target=target)
    x, n, centre = (given[name].where(given[name] > 0).to_numpy() for name in ("x", "n", "target"))
    return np.log(x / n), 1 / np.sqrt(n * centre), centre, given.index

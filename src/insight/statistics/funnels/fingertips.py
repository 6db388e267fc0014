"""Fingertips' significance of a unit in a funnel, by its own interval and not by the drawn limits."""

import numpy as np
import pandas as pd

from insight.statistics.funnels.inverse_wilson import inverse_wilson
from insight.statistics.funnels.levels import named
from insight.statistics.inputs.numbers import counted, shares
from insight.statistics.intervals.exact_or_byar import exact_or_byar

PAIR = named("95% and 99.8%")


def proportion_significance(numerator, denominator, target=None) -> pd.DataFrame:
    """Say beyond which limits each unit's proportion lies, by its Wilson interval.

    numerator, denominator : people, n of each, matched by index if Series; target : the
    proportion expected, or None for that of all units together, each unit's own included.

    Returns a DataFrame of n rows, on the same index: level (0 within, 2 beyond the 95%
    limits, 3 beyond the 99.8% ones) and side ("high", "low", or missing when within). Both
    are missing when nobody is in the unit or a count is missing. Raises InsightError for a
    numerator outside 0 to its denominator.

    >>> proportion_significance([40, 80, 62], [100, 100, 100]).values.tolist()
    [[3.0, 'low'], [3.0, 'high'], [0.0, nan]]

    Source: the significance OHID gives points of a funnel of proportions.
    """
    given = shares(numerator, denominator)
    x, n = given["x"], given["n"].where(given["n"] > 0)
    centre = _pooled(x, n) if target is None else target
    bounds = [inverse_wilson(n, centre, tail=level.tail) for level in (PAIR.inner, PAIR.outer)]
    value = (x / n).to_numpy()
    return _beyond(value, [(b["lower"].to_numpy(), b["upper"].to_numpy()) for b in bounds], given.index)


def ratio_significance(observed, expected, target=None) -> pd.DataFrame:
    """Say beyond which limits each unit's ratio or rate lies, by its Byar interval.

    observed : events, n of them; expected : events expected, n of them, or for a rate its
    denominator divided by `per`; matched by index if Series. target : the ratio or rate
    expected (1 for a standardised ratio, as OHID has it), or None for that of all units
    together, each unit's own included.

    The interval is exact below 10 events and Byar's from 10, while the limits OHID draws
    are exact throughout, so that a unit just beyond a line may be within here.

    Returns level and side, as `proportion_significance`. Raises InsightError for a negative
    number.

    >>> ratio_significance([5, 25], [10, 10], target=1.0).values.tolist()
    [[0.0, nan], [3.0, 'high']]

    Source: the significance OHID gives points of a funnel of ratios and rates.
    """
    given = counted(x=observed, n=expected)
    x, n = given["x"], given["n"].where(given["n"] > 0)
    centre = counted(x=x, target=_pooled(x, n) if target is None else target)["target"]
    tails = (PAIR.inner.tail, PAIR.outer.tail)
    bounds = [exact_or_byar(x, confidence=1 - 2 * tail) for tail in tails]
    reversed_ = [(-high / n.to_numpy(), -low / n.to_numpy()) for low, high in bounds]
    return _beyond(-centre.to_numpy(), reversed_, given.index)


def _pooled(x: pd.Series, n: pd.Series) -> float:
    usable = x.notna() & n.notna()
    total = n[usable].sum()
    return x[usable].sum() / total if total > 0 else np.nan


def _beyond(value, bounds, index: pd.Index) -> pd.DataFrame:
    """Compare values with the inner and outer limits, both as arrays of n."""
    low = sum((value < lower).astype(int) for lower, _ in bounds)
    high = sum((value > upper).astype(int) for _, upper in bounds)
    level = np.array([0.0, 2.0, 3.0])[np.maximum(low, high)]
    missing = np.isnan(value + bounds[0][0] + bounds[0][1])
    side = pd.Series(np.nan, index=index, dtype=object).mask(low > 0, "low").mask(high > 0, "high")
    return pd.DataFrame({"level": np.where(missing, np.nan, level), "side": side.mask(missing)}, index=index)

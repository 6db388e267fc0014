"""Events seen against those expected had the reference's rates applied to an area's people."""

import numpy as np
import pandas as pd

from insight.statistics.inputs.groups import coded, totals
from insight.statistics.inputs.numbers import counted
from insight.statistics.intervals.exact_or_byar import exact_or_byar


def indirect(
    observed,
    population,
    reference_events,
    reference_population,
    by,
    *,
    per: float = 1,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Give each group's indirectly standardised ratio, exact below 10 observed, Byar's from 10.

    One row per group and stratum (usually an age band), n of each, matched by index if Series:
    observed : counts of events; population : the people they happened among;
    reference_events, reference_population : the reference's counts in that stratum.
    by : each row's group, such as an area; None for one group. per : what a ratio equal to
    the reference is called, such as 100. confidence : a fraction.

    Returns a DataFrame of one row per group, in order: value, lower, upper, and observed,
    expected. The reference's own uncertainty is left out, as is usual. Missing where a count
    is missing or a stratum has no reference population. Raises InsightError for negative counts.

    >>> indirect([30, 35], [1000, 500], [200, 500], [10_000, 10_000], None, per=100).round(1).values.tolist()
    [[144.4, 111.5, 184.1, 65.0, 45.0]]

    Source: Breslow & Day (1987) vol II p 69; the switch at 10 events is Fingertips'.
    """
    sums = _sums(observed, population, reference_events, reference_population, by)
    return _scaled(sums, np.full(len(sums), per), confidence)


def indirect_rate(
    observed,
    population,
    reference_events,
    reference_population,
    by,
    *,
    per: float = 100_000,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Give each group's indirectly standardised rate: its ratio times the reference's crude rate.

    Arguments as for `indirect`; per : the rate is given for this many people. Every group must
    list every stratum of the reference, with a population of 0 where it has nobody, because
    the crude rate is that of the strata listed.

    Returns what `indirect` does, in events per `per`.

    >>> rates = indirect_rate([30, 35], [1000, 500], [200, 500], [10_000, 10_000], None, per=1000)
    >>> rates.round(1).values.tolist()
    [[50.6, 39.0, 64.4, 65.0, 45.0]]
    """
    sums = _sums(observed, population, reference_events, reference_population, by)
    return _scaled(sums, per * sums["crude"].to_numpy(), confidence)


def _sums(observed, population, reference_events, reference_population, by) -> pd.DataFrame:
    rows = counted(x=observed, n=population, xr=reference_events, nr=reference_population)
    codes, labels = coded(by, rows.index)
    x, n, xr, nr = (rows[name].to_numpy() for name in rows)
    nr = np.where(nr > 0, nr, np.nan)
    count, expected, events, people = (
        totals(column, codes, len(labels)) for column in (x, n * xr / nr, xr, nr)
    )
    crude = events / people
    return pd.DataFrame({"observed": count, "expected": expected, "crude": crude}, index=labels)


def _scaled(sums: pd.DataFrame, unit: np.ndarray, confidence: float) -> pd.DataFrame:
    count, expected = sums["observed"].to_numpy(), sums["expected"].to_numpy()
    lower, upper = exact_or_byar(count, confidence=confidence)
    scale = unit / np.where(expected > 0, expected, np.nan)
    estimate = {"value": count * scale, "lower": lower * scale, "upper": upper * scale}
    return pd.DataFrame(estimate | {"observed": count, "expected": expected}, index=sums.index)

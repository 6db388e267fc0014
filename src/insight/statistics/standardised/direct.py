"""The rate an area would have if its people were spread over ages as a standard population is."""

import numpy as np
import pandas as pd

from insight.errors import InsightError
from insight.statistics.inputs.groups import coded, totals
from insight.statistics.inputs.numbers import counted, refuse
from insight.statistics.intervals.byar import byar

FEWEST = 10  # events; below this a directly standardised rate is not worked out


def direct(
    events,
    population,
    standard,
    by,
    *,
    per: float = 100_000,
    confidence: float = 0.95,
    each=None,
    stratum=None,
) -> pd.DataFrame:
    """Give each group's directly standardised rate, with Dobson's interval.

    One row per group and stratum (usually an age band):
    events : counts of events; population : the people they happened among; standard : the
    standard population of that stratum, in any unit; n of each. by : each row's group, such
    as an area; None for one group. All matched by index if Series.
    per : the rate is given for this many people. confidence : a fraction.
    each : for events that the same person can have again, such as admissions: how many
    events each of the people in a row had, `events` then being a count of people. A stratum
    takes a row for each number of events, and `stratum` (its label) says which go together.

    Returns a DataFrame of one row per group, in order: value, lower, upper, in events per
    `per`, and events, population. The rate is missing below 10 events, where a count is
    missing, and where a stratum has no population: add neighbouring strata together first. No
    rate is below 0: where the events lie in strata of little weight, Dobson's lower limit would be.
    Raises InsightError for negative counts, and when the rows of a stratum disagree.

    >>> found = direct([120, 300], [10_000, 8_000], [7_000, 3_000], None, per=1000)
    >>> found.round(2).values.tolist()
    [[19.65, 17.73, 21.72, 420.0, 18000.0]]

    Source: Dobson, Kuulasmaa, Eberle & Scherer (1991) Stat Med 10:457-62, around Byar's
    interval for the total count; for repeated events, each person's variance is that of one
    event times the square of their number, as OHID does.
    """
    rows = counted(x=events, n=population, w=standard, f=1.0 if each is None else each)
    codes, labels = coded(by, rows.index)
    if each is not None and stratum is None:
        raise InsightError("With `each`, give `stratum`: which rows belong to one stratum of the standard.")
    once = np.ones(len(rows), dtype=bool) if stratum is None else _first_rows(rows, codes, stratum)
    x, n, w, f = (rows[name].to_numpy() for name in ("x", "n", "w", "f"))
    weight = w / np.where(n > 0, n, np.nan)
    whole, people, count, rate, variance = (
        totals(column, codes, len(labels))
        for column in (w * once, n * once, x * f, weight * x * f, (weight * f) ** 2 * x)
    )
    whole = np.where(whole > 0, whole, np.nan)
    enough = np.where(count >= FEWEST, count, np.nan)
    lower, upper = byar(enough, confidence=confidence)
    value = np.where(np.isnan(enough), np.nan, rate / whole)
    spread = np.sqrt(variance / enough) / whole
    limits = {
        "lower": np.maximum(value + spread * (lower - enough), 0),
        "upper": value + spread * (upper - enough),
    }
    scaled = {name: column * per for name, column in ({"value": value} | limits).items()}
    return pd.DataFrame(scaled | {"events": count, "population": people}, index=labels)


def _first_rows(rows: pd.DataFrame, codes: np.ndarray, stratum) -> np.ndarray:
    """Mark the first row of each group's strata, having seen that the others agree with it."""
    within, names = coded(stratum, rows.index)
    refuse(within < 0, rows.index, "a row has no stratum. Name it.")
    cells = codes * len(names) + within
    _, first, which = np.unique(cells, return_index=True, return_inverse=True)
    for name, words in (("n", "population"), ("w", "standard population")):
        given = rows[name].to_numpy()
        differs = (given != given[first][which]) & ~(np.isnan(given) & np.isnan(given[first][which]))
        refuse(differs, rows.index, f"the {words} differs from that of another row of the same stratum.")
    once = np.zeros(len(rows), dtype=bool)
    once[first] = True
    return once

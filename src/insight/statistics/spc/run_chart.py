"""Whether a series keeps to one side of its median, or crosses it, as chance would have it."""

import numpy as np
import pandas as pd
from scipy.special import bdtrik, betainc

from insight.statistics.inputs.repeated import once
from insight.statistics.spc.runs import runs
from insight.statistics.spc.steps import Points, arrange


def run_chart(value, series=None, order=None, step=None, *, centre=None, provisional=None) -> pd.DataFrame:
    """Test each step of each series for a run too long or crossings too few (Anhøj's rules).

    value : n numbers, in any unit. series, order, step, provisional : n of each, as in
    `xmr`. centre : the line to cross, n numbers; None is the median of each step.

    Returns a DataFrame of n rows, on the same index, the same all through a step: centre;
    useful (points not on the centre); longest (points in the longest run on one side) and
    longest_max (the most expected by chance); crossings (of the centre, by useful points
    next to each other) and crossings_min (the fewest expected); signal (longer than the one
    or fewer than the other). It needs no limits, so serves short series; below 10 useful
    points it hardly ever signals. A row is missing, and not a signal, when its value is;
    thresholds are missing in a step without useful points.

    >>> run_chart([1, 2, 1, 2, 1, 2, 3, 5, 6, 5, 6, 5, 6, 5]).head(1).values.tolist()
    [[4.0, 14.0, 7.0, 7.0, 1.0, 4.0, True]]

    Source: Anhøj & Olesen (2014) PLoS ONE 9:e113825; Anhøj (2015) PLoS ONE 10:e0121349.
    """
    line = {} if centre is None else {"centre": centre}
    points = arrange({"value": value, **line}, series, order, step, provisional)
    number = points.of("value")
    shown = points.columns["centre"] if line else points.each(points.median(number))
    middle = shown[points.rows]
    useful, longest, crossings = _runs(points, number - middle, 1e-12 * np.abs(middle))
    longest_max, crossings_min = once(thresholds, useful)
    signal = (longest > longest_max) | (crossings < crossings_min)
    by_step = {
        "useful": useful,
        "longest": longest,
        "longest_max": longest_max,
        "crossings": crossings,
        "crossings_min": crossings_min,
    }
    table = {name: points.each(np.asarray(column, dtype=float)) for name, column in by_step.items()}
    signalled = points.each(signal.astype(float)) == 1
    return pd.DataFrame({"centre": shown, **table, "signal": signalled}, index=points.index)


def thresholds(useful: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the longest run and the fewest crossings that chance explains.

    useful : n counts of points not on the centre. Returns two arrays of n; missing where
    there are none.

    >>> [limit.tolist() for limit in thresholds(np.array([10, 24]))]
    [[6.0, 8.0], [2.0, 8.0]]
    """
    n = np.where(useful > 0, useful, np.nan)
    trials = np.maximum(n - 1, 0)
    fewest = np.ceil(np.clip(bdtrik(0.05, np.maximum(trials, 1), 0.5), 0, None))
    fewest = np.where(_chance_of_at_most(fewest - 1, trials) >= 0.05, fewest - 1, fewest)
    fewest = np.where(_chance_of_at_most(fewest, trials) < 0.05, fewest + 1, fewest)
    return np.round(np.log2(n)) + 3, fewest


def _chance_of_at_most(heads: np.ndarray, tosses: np.ndarray) -> np.ndarray:
    tails = np.maximum(tosses - heads, 1e-9)
    chance = betainc(tails, np.maximum(heads, 0) + 1, 0.5)
    return np.where(heads < 0, 0.0, np.where(heads >= tosses, 1.0, chance))


def _runs(points: Points, above: np.ndarray, slack: np.ndarray) -> tuple[np.ndarray, ...]:
    """Count each step's useful points, the points of its longest run, and its crossings."""
    kept = np.flatnonzero(np.abs(above) > slack)
    step, steps = points.step[kept], len(points.counts)
    first, length = runs(np.sign(above[kept]), step)
    useful = np.bincount(step, minlength=steps)
    opening = first == np.arange(len(kept))
    whose, longest = step[opening], np.zeros(steps)
    starts = np.flatnonzero(np.diff(whose, prepend=-1))
    if len(starts):
        longest[whose[starts]] = np.maximum.reduceat(length[opening], starts)
    crossings = np.maximum(np.bincount(whose, minlength=steps) - 1, 0)
    return useful, longest, crossings

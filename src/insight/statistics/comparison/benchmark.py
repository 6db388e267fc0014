"""On which side of a benchmark each estimate lies, in words."""

import numpy as np
import pandas as pd

from insight.errors import UnknownName
from insight.statistics.inputs.numbers import matched

VERDICTS = {
    # direction of good: (interval below the comparator, includes it, above it)
    "higher": ("worse", "similar", "better"),
    "lower": ("better", "similar", "worse"),
    "neither": ("lower", "similar", "higher"),
}


def benchmark(estimates: pd.DataFrame, against, direction) -> pd.Series:
    """Say on which side of a comparator each interval lies.

    estimates : lower and upper, n of each. against : the comparator's values; direction :
    which way is good (higher, lower or neither); each n of them, matched by index if a
    Series, or one for all.

    Returns n words (better, similar, worse; lower, similar, higher where neither is good) on
    the index of the estimates. Touching the comparator is similar. Missing, so not compared,
    where anything is missing. Raises UnknownName for any other direction.

    >>> frame = pd.DataFrame({"lower": [0.2, 0.4], "upper": [0.3, 0.6]})
    >>> benchmark(frame, 0.5, pd.Series(["lower", "neither"])).tolist()
    ['better', 'similar']

    Source: the comparison by confidence interval in Fingertips, which holds the benchmark's
    own value to be certain.
    """
    given = matched(lower=estimates["lower"], upper=estimates["upper"])
    lower, upper = given["lower"].to_numpy(), given["upper"].to_numpy()
    values = _aligned(against, given.index).to_numpy(dtype=float, na_value=np.nan)
    good = _aligned(direction, given.index)
    codes, names = pd.factorize(good)
    odd = [name for name in names if name not in VERDICTS]
    if odd:
        raise UnknownName.among("direction", odd[0], known=VERDICTS, where="a benchmark")
    row = np.append([float(list(VERDICTS).index(name)) for name in names], np.nan)[codes]
    known = ~(np.isnan(lower) | np.isnan(upper) | np.isnan(values) | np.isnan(row))
    side = np.where(upper < values, 0, np.where(lower > values, 2, 1))
    words = pd.array([word for words in VERDICTS.values() for word in words], dtype="str")
    place = np.where(known, 3 * np.where(known, row, 0) + side, -1).astype(np.int64)
    return pd.Series(words.take(place, allow_fill=True), index=given.index)


def _aligned(given, index: pd.Index) -> pd.Series:
    """Give one value a row, by index if it has one."""
    if isinstance(given, pd.Series):
        return given if given.index.equals(index) else given.reindex(index)
    return pd.Series(given, index=index)

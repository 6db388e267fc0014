"""How many people a year it would be, if an area matched the median of similar areas."""

import numpy as np
import pandas as pd

from insight.errors import UnknownName
from insight.statistics.comparison.difference import difference
from insight.statistics.inputs.numbers import matched, refuse
from insight.statistics.peers.peer_median import peer_median
from insight.statistics.peers.similar import DECLARED
from insight.statistics.proportion import proportion
from insight.statistics.rate import rate

WORDS = ["", "ahead", "behind", "not clearly behind"]
SIGN = {"higher": 1.0, "lower": -1.0, "neither": np.nan}
ESTIMATE = ["value", "lower", "upper"]


def people_gap(
    numerator, denominator, median: pd.DataFrame, *, better, of: str = "people", per_year=1.0,
    confidence: float = 0.95,
) -> pd.DataFrame:  # fmt: skip
    """Estimate how many more people a year would gain if each area matched its peers' median.

    numerator, denominator : counts of each area in a period, n of each; median : value, lower and
    upper of its peers' median (`peer_median`), as fractions, or events for one of the denominator;
    all matched by index. better : "higher", "lower" or "neither", one for all or one a row.
    of : "people" or "events", what the numerator counts. per_year : how many such periods a year
    holds (4 for quarters), one for all or one a row. confidence : a fraction, that of median too.

    Returns a DataFrame of n rows: value, lower and upper, people (or events) a year who would gain
    (or be spared, where lower is better), none below 0; and word: "ahead" when the area already
    does as well or better, with a value of 0; "behind" when the whole interval is above 0; "not
    clearly behind"; or "" when it cannot be told. The interval is square-and-add of the area's own
    and its peers'. Missing where a count, the median or its interval is, or neither way is better.
    Raises InsightError for impossible counts, UnknownName for another direction.

    >>> median = pd.DataFrame({"value": [0.9], "lower": [0.88], "upper": [0.92]})
    >>> people_gap([800], [1000], median, better="higher", per_year=4).round(0).values.tolist()
    [[400.0, 276.0, 531.0, 'behind']]

    Source: square-and-add as in Newcombe (1998) Stat Med 17:873-90; the exact binomial interval of
    a median, Thompson (1936) Ann Math Stat 7:122-8.
    """
    own = _estimate(numerator, denominator, of, confidence)
    apart = difference(median[ESTIMATE], own).reindex(own.index)
    size = _size(denominator, per_year, better, own.index)
    gain, one, two = (apart[name].to_numpy() * size for name in ESTIMATE)
    low, high = np.fmin(one, two), np.fmax(one, two)
    limits = [np.where(np.isnan(gain), np.nan, np.maximum(part, 0)) for part in (gain, low, high)]
    word = np.select([np.isnan(gain), gain <= 0, low > 0], np.arange(3, dtype=np.int8), np.int8(3))
    found = dict(zip(ESTIMATE, limits, strict=True)) | {"word": pd.array(WORDS, dtype="str").take(word)}
    return pd.DataFrame(found, index=own.index, copy=False)


def people_gap_range(
    numerator, denominator, area, choices: pd.DataFrame, *, better, series=None, of: str = "people",
    per_year=1.0, least: int = 6,
) -> pd.DataFrame:  # fmt: skip
    """Give the lowest and highest gain over other ways of choosing peers.

    numerator, denominator, better, of, per_year : as for `people_gap`; area, series : of each row,
    as for `peer_median`. choices : choice, area, peer, as `choices` gives; all but the declared
    one are tried. least : the fewest peers with a value for a choice to count.

    Returns a DataFrame of n rows: lowest and highest, people (or events) a year, none below 0, and
    sets, how many choices could be made. Missing where none could.
    """
    own = _estimate(numerator, denominator, of, 0.95)["value"]
    size = _size(denominator, per_year, better, own.index)
    lowest, highest, sets = np.full(len(own), np.nan), np.full(len(own), np.nan), np.zeros(len(own), int)
    for name, peers in choices.groupby("choice", sort=False):
        if name == DECLARED:
            continue
        median = peer_median(own, area, peers, series=series)
        gain = np.where(median["peers"] >= least, (median["value"] - own) * size, np.nan)
        gain = np.where(np.isnan(gain), np.nan, np.maximum(gain, 0))
        lowest, highest, sets = np.fmin(lowest, gain), np.fmax(highest, gain), sets + ~np.isnan(gain)
    return pd.DataFrame({"lowest": lowest, "highest": highest, "sets": sets}, index=own.index)


def _estimate(numerator, denominator, of: str, confidence: float) -> pd.DataFrame:
    if of not in ("people", "events"):
        raise UnknownName.among("kind of count", of, known=("people", "events"), where="people gap")
    if of == "people":
        return proportion(numerator, denominator, confidence=confidence)
    return rate(numerator, denominator, per=1, confidence=confidence)


def _size(denominator, per_year, better, index: pd.Index) -> np.ndarray:
    """Give what turns an area's distance from its median into a gain of people a year."""
    one = isinstance(better, str)
    ways = better if isinstance(better, pd.Series) else pd.Series(better, index=None if one else index)
    for name in ways.dropna().unique():
        if name not in SIGN:
            raise UnknownName.among("direction", name, known=SIGN, where="people gap")
    signs = ways.map(SIGN).astype(float)
    scale = matched(people=denominator, years=per_year, sign=signs.iloc[0] if one else signs).reindex(index)
    refuse((scale["years"] < 0).to_numpy(), index, "a year cannot hold fewer than no periods.")
    return (scale["people"] * scale["years"] * scale["sign"]).to_numpy()

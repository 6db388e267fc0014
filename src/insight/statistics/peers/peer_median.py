"""The median of the areas most like each area."""

import numpy as np
import pandas as pd
from scipy.special import bdtr

from insight.statistics.inputs.confidence import tail
from insight.statistics.inputs.groups import coded
from insight.statistics.inputs.numbers import matched, refuse

AT_ONCE = 20_000  # rows held beside their peers at a time: few enough for the processor's own memory


def peer_median(value, area, peers: pd.DataFrame, *, series=None, confidence: float = 0.95) -> pd.DataFrame:
    """Give the median of each area's peers, in every series, with its exact binomial interval.

    value : n numbers in any unit; area : of each; series : the metric, period or group each
    belongs to (None if all are of one); an area stands once in a series. peers : area and peer,
    such as `similar` gives. confidence : a fraction; the interval covers at least this often.

    Returns a DataFrame of n rows, on the index of value: value, lower and upper, in its unit, and
    peers, how many had a value. The median of an area without such peers is missing; so is an
    interval where there are too few for one: five, at 95%. An area is never its own peer, and its
    own value, even if missing, does not matter. Raises InsightError for an area that stands twice.

    >>> peers = pd.DataFrame({"area": ["A", "A", "A"], "peer": ["B", "C", "D"]})
    >>> peer_median([9, 1, 2, 6], ["A", "B", "C", "D"], peers)["value"].tolist()
    [2.0, nan, nan, nan]

    Source: Thompson (1936) Ann Math Stat 7:122-8 for the interval between two ordered values.
    """
    given = matched(value=value)
    place, areas = coded(area, given.index)
    line, lines = coded(series, given.index)
    rows = np.flatnonzero((place >= 0) & (line >= 0))
    cell = line[rows] * (len(areas) + 1) + place[rows]
    table = np.full((len(lines), len(areas) + 1), np.nan)  # the last column is the area there is not
    held, twice = np.bincount(cell, minlength=table.size), np.zeros(len(given), dtype=bool)
    twice[rows] = held[cell] > 1
    refuse(twice, given.index, "an area stands twice in a series. Keep one row for each.")
    values, whose = table.ravel(), _columns(peers, areas)
    values[cell] = given["value"].to_numpy()[rows]
    ranks = _outer(whose.shape[1], tail(confidence))
    found, count = np.full((3, len(given)), np.nan), np.zeros(len(given), dtype=int)
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        near = whose[place[some]]
        near += (line[some] * table.shape[1])[:, None]
        found[:, some], count[some] = _middle(values[near], ranks)
    columns = dict(zip(["value", "lower", "upper"], found, strict=True)) | {"peers": count}
    return pd.DataFrame(columns, index=given.index, copy=False)


def _columns(peers: pd.DataFrame, areas: pd.Index) -> np.ndarray:
    """Give the numbers of each area's peers side by side; where there is none, that after the last."""
    area, peer = (areas.get_indexer(pd.Index(peers[name])) for name in ("area", "peer"))
    kept = (area >= 0) & (peer >= 0) & (area != peer)
    pairs = np.unique(np.column_stack([area[kept], peer[kept]]), axis=0)
    count = np.bincount(pairs[:, 0], minlength=len(areas))
    whose = np.full((len(areas), max(count.max(initial=0), 1)), len(areas))
    first = np.repeat(count.cumsum() - count, count)
    whose[pairs[:, 0], np.arange(len(pairs)) - first] = pairs[:, 1]
    return whose


def _middle(values: np.ndarray, ranks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give median, lower and upper of the values in each row, and how many are not missing.

    ranks : for each number of values, which from each end is the limit (0: there is none).
    """
    values.sort(axis=1)  # missing ones last
    count = np.full(len(values), values.shape[1])
    short = np.isnan(values[:, -1])
    count[short] = (~np.isnan(values[short])).sum(axis=1)
    found = np.full((3, len(values)), np.nan)
    for many in np.flatnonzero(np.bincount(count)[1:]) + 1:
        rows, rank = np.flatnonzero(count == many), int(ranks[many])
        found[0, rows] = values[rows, (many - 1) // 2] / 2 + values[rows, many // 2] / 2
        if rank > 0:
            found[1, rows], found[2, rows] = values[rows, rank - 1], values[rows, many - rank]
    return found, count


def _outer(most: int, beyond: float) -> np.ndarray:
    """Give, for 0 to `most` values, which from each end is the limit (0: there is none)."""
    count, rank = np.meshgrid(np.arange(most + 1), np.arange(most // 2 + 1), indexing="ij")
    fits = bdtr(rank.astype(float), np.maximum(count, rank + 1), 0.5) <= beyond
    return np.where(fits & (2 * rank < count), rank + 1, 0).max(axis=1)

"""Extreme numbers drawn in, or ranked for dropping, within each of many groups at once."""

import numpy as np

from insight.errors import InsightError
from insight.statistics.inputs.groups import ordered, ranked


def winsorised(z: np.ndarray, codes: np.ndarray, groups: int, share: float) -> np.ndarray:
    """Draw numbers beyond a group's quantiles in to them.

    z, codes : n numbers and their groups, -1 for none; groups : how many there are. share :
    a fraction below a half, so 0.1 draws in to the 10th and 90th percentiles (type 7, Hyndman
    & Fan 1996 Am Stat 50:361-5). Returns n numbers, in the same order.

    >>> winsorised(np.arange(11.0), np.zeros(11, dtype=int), 1, 0.25).tolist()
    [2.5, 2.5, 2.5, 3.0, 4.0, 5.0, 6.0, 7.0, 7.5, 7.5, 7.5]
    """
    if share == 0:
        return np.where(codes < 0, np.nan, z)
    inside, starts, sizes = _sorted(z, codes, groups)
    lower = _quantile(inside, starts, sizes, share)
    upper = _quantile(inside, starts, sizes, 1 - share)
    return np.clip(z, np.append(lower, np.nan)[codes], np.append(upper, np.nan)[codes])


def kept_by_rank(z: np.ndarray, codes: np.ndarray, groups: int, share: float) -> np.ndarray:
    """Say which numbers are left when those ranked lowest and highest in a group are dropped.

    z, codes, groups, share : as above. Rank r of K is kept when share <= r / (K + 1) < 1 -
    share; equal numbers share their mean rank. Returns n of True or False.

    >>> kept_by_rank(np.arange(10.0), np.zeros(10, dtype=int), 1, 0.1).tolist()
    [False, True, True, True, True, True, True, True, True, False]
    """
    order = ordered(z, codes)
    sizes = np.bincount(codes[codes >= 0], minlength=groups)
    first = np.append(np.cumsum(sizes) - sizes, 0)
    inside = order[np.count_nonzero(codes < 0) :]
    group, number = codes[inside], z[inside]
    new = np.append(True, (group[1:] != group[:-1]) | (number[1:] != number[:-1]))[: len(inside)]
    run = np.cumsum(new) - 1
    place = np.arange(len(inside)) - first[group] + 1.0
    rank = (np.bincount(run, weights=place) / np.bincount(run))[run] if len(inside) else place
    position = rank / (sizes[group] + 1)
    kept = np.zeros(len(z), dtype=bool)
    kept[inside] = (position >= share - 1e-12) & (position < 1 - share - 1e-12)
    return kept


def refuse_share(share: float) -> None:
    """Raise InsightError unless the share of units at each end is from 0 to below a half."""
    if not 0 <= share < 0.5:
        raise InsightError(
            f"The share of units drawn in or dropped at each end is a fraction from 0 to below 0.5, "
            f"such as 0.1 for a tenth; this one is {share}."
        )


def _sorted(z, codes, groups):
    inside = codes >= 0
    z, codes = z[inside], codes[inside]
    sizes = np.bincount(codes, minlength=groups)
    return ranked(z, codes), np.cumsum(sizes) - sizes, sizes


def _quantile(inside, starts, sizes, q: float) -> np.ndarray:
    position = np.maximum(sizes - 1, 0) * q
    below = np.floor(position + 1e-9).astype(np.int64)
    part = np.maximum(position - below, 0.0)
    padded = np.append(inside, [np.nan, np.nan])
    low = padded[starts + below]
    high = np.where(part > 0, padded[starts + np.minimum(below + 1, np.maximum(sizes - 1, 0))], low)
    return np.where(sizes > 0, low + part * (high - low), np.nan)

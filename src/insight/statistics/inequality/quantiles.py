"""Quantiles of deprivation laid out as a table: a row per area, a column per quantile."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from insight.statistics.inputs.groups import coded
from insight.statistics.inputs.numbers import matched, refuse

FEWEST, MOST = 5, 100  # quantiles: a line through fewer says little; more are a mistake


@dataclass(frozen=True)
class Quantiles:
    """Numbers of every area, quantile 1 (most deprived) in the first column.

    tables : each column given, as an array of areas x quantiles; NaN where there is none. Each
    quantile's numbers lie together in memory, so that adding up across quantiles is quick.
    reason : why an area cannot have a slope, or "" if it can.
    """

    areas: pd.Index
    tables: dict[str, np.ndarray]
    present: np.ndarray
    reason: np.ndarray

    def shares(self, size: str) -> tuple[np.ndarray, np.ndarray]:
        """Give each quantile's share of its area's people, and the middle of its range of ranks."""
        people = self.tables[size]
        share = people / np.where(self.reason == "", people.sum(axis=1), np.nan)[:, None]
        return share, share.cumsum(axis=1) - share / 2


def by_quantile(quantile, *, size: str, by=None, quantiles: int | None = None, **given) -> Quantiles:
    """Lay the given columns out by area and quantile, and say which areas are incomplete.

    quantile : whole numbers from 1, the most deprived, one per row; a row without one (people
    whose deprivation is not known) takes no part. given : the columns, n numbers each.
    size : the name of the column that holds the number of people.
    quantiles : how many there should be; the highest in the data if None.

    Raises InsightError for a quantile that is not a whole number from 1, that stands twice
    in an area, or for a negative number of people.
    """
    rows = matched(**given, quantile=quantile)
    place = rows.pop("quantile").to_numpy()
    codes, areas = coded(by, rows.index)
    _refuse(rows, size, place, quantiles)
    used = (codes >= 0) & ~np.isnan(place)
    width = int(quantiles or (place[used].max() if used.any() else FEWEST))
    cell = (place[used].astype(np.int64) - 1) * len(areas) + codes[used]
    held = np.bincount(cell, minlength=len(areas) * width)
    twice = np.zeros(len(rows), dtype=bool)
    twice[used] = held[cell] > 1
    refuse(twice, rows.index, "a quantile stands twice in its area. Keep one row for each.")
    tables = {}
    for name in given:
        flat = np.full(len(areas) * width, np.nan)
        flat[cell] = rows[name].to_numpy()[used]
        tables[name] = flat.reshape(width, len(areas)).T
    present = tables[size] > 0
    for table in tables.values():
        present &= ~np.isnan(table)
    return Quantiles(areas, tables, present.sum(axis=1), _reason(present))


def _reason(present: np.ndarray) -> np.ndarray:
    areas, width = present.shape
    if width < FEWEST:
        return np.full(areas, f"fewer than {FEWEST} quantiles", dtype=object)
    words = np.array(["a quantile is missing, has nobody in it, or has no value", ""], dtype=object)
    return words[present.all(axis=1).astype(np.int8)]


def _refuse(rows: pd.DataFrame, size: str, place: np.ndarray, quantiles: int | None) -> None:
    last = quantiles or MOST
    odd = (place < 1) | (place % 1 > 0) | (place > last)
    refuse(odd, rows.index, f"a quantile is a whole number from 1, the most deprived, to {last}. Mend them.")
    people = rows[size].to_numpy()
    refuse(people < 0, rows.index, "a number of people cannot be negative. Mend the counts.")
    endless = np.zeros(len(rows), dtype=bool)
    for name in rows:
        endless |= np.isinf(rows[name].to_numpy())
    refuse(endless, rows.index, "a figure cannot be without end. Leave it missing, or mend it.")

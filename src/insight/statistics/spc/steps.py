"""Points in order, cut into steps: no limit, moving range or run crosses a cut."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from insight.errors import InsightError
from insight.statistics.inputs.groups import ranked

SCREEN = 3.267  # a moving range of this many times the average is beyond its own 3 sigma limit


@dataclass(frozen=True, kw_only=True, eq=False)
class Points:
    """The points of many series at once, those that count sorted by series and order."""

    index: pd.Index  # of the rows as given
    columns: dict[str, np.ndarray]  # the numbers of every row, as given; NaN where missing
    rows: np.ndarray  # the places, among the rows as given, of the points that count, in order
    step: np.ndarray  # the step of each of those points: 0, 0, 1 ...
    step_of_row: np.ndarray  # the step of every row as given; -1 where a number is missing
    counts: np.ndarray  # how many points count in each step
    series_of_step: np.ndarray  # which of `labels` each step belongs to
    labels: pd.Index  # of the series, in the order they first appear

    def of(self, column: str) -> np.ndarray:
        """Give a column's numbers at the points that count, in order."""
        return self.columns[column][self.rows]

    def each(self, by_step: np.ndarray) -> np.ndarray:
        """Give every row its step's number; NaN where the row is missing."""
        return np.append(by_step, np.nan)[self.step_of_row]

    def total(self, numbers: np.ndarray) -> np.ndarray:
        """Add up numbers, one of each point that counts, within each step."""
        return np.bincount(self.step, weights=numbers, minlength=len(self.counts))

    def mean(self, numbers: np.ndarray) -> np.ndarray:
        """Average numbers within each step; exact where they are all the same."""
        first = np.full(len(self.counts), np.nan)
        first[self.step[::-1]] = numbers[::-1]
        return first + ratio(self.total(numbers - first[self.step]), self.total(np.ones_like(numbers)))

    def moving_range(self, numbers: np.ndarray, *, screen: bool = False) -> np.ndarray:
        """Average how far each point lies from the one before it, within each step.

        screen : leave out ranges of 3.267 times the average or more, once.
        """
        return self.average(*self.ranges(numbers), screen=screen)

    def average(self, ranges: np.ndarray, step: np.ndarray, *, screen: bool) -> np.ndarray:
        """Average moving ranges within each step; screen as in `moving_range`."""
        average = _average(ranges, step, len(self.counts))
        if not screen:
            return average
        kept = (ranges < SCREEN * average[step]) | (ranges == 0)
        return _average(ranges[kept], step[kept], len(self.counts))

    def median(self, numbers: np.ndarray) -> np.ndarray:
        """Give the middle number of each step, halfway between the two middle ones if even."""
        inside = ranked(numbers, self.step)
        many = np.bincount(self.step, minlength=len(self.counts))
        begin, some = np.cumsum(many) - many, many > 0
        middle = np.full(len(many), np.nan)
        low, high = (begin + (many - 1) // 2)[some], (begin + many // 2)[some]
        middle[some] = inside[low] + (inside[high] - inside[low]) / 2
        return middle

    def ranges(self, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Give the moving ranges, and the step of each."""
        together = self.step[1:] == self.step[:-1]
        return np.abs(np.diff(numbers))[together], self.step[1:][together]

    def first(self, baseline: int | None) -> "Points":
        """Keep the first points of each step, whose number the baseline is; None keeps all."""
        if baseline is None:
            return self
        if baseline < 2:
            raise InsightError(f"A baseline of {baseline} gives no moving range. Give 2 points or more.")
        opening = np.full(len(self.counts), len(self.step))
        opening[self.step[::-1]] = np.arange(len(self.step))[::-1]
        kept = np.arange(len(self.step)) - opening[self.step] < baseline
        return replace(self, rows=self.rows[kept], step=self.step[kept])


def arrange(
    columns: Mapping, series=None, order=None, step=None, provisional=None, *, above_zero: str | None = None
) -> Points:
    """Put points in order within their series, and find where each step begins.

    columns : numbers of every point, by name, n of each. series : a label of each point's
    series. order : its place in time, of any kind that sorts; points at one place keep
    the order given. step : a label; a step ends where it changes. provisional : True
    where a point must not count. All matched by index if Series; None is one series, the
    order given, one step, none provisional. above_zero : a column in which nothing or less
    counts as missing.

    A row without a number, series or place in time belongs to no step.
    """
    labels = {"series": series, "order": order, "step": step, "provisional": provisional}
    given = {name: label for name, label in labels.items() if label is not None}
    table = pd.DataFrame({**columns, **given})
    numbers = {name: _numbers(table[name]) for name in columns}
    series_code, names = _codes(table, "series", sort=False)
    order_code, _ = _codes(table, "order", sort=True)
    step_code, _ = _codes(table, "step", sort=False)
    present = (series_code >= 0) & (order_code >= 0)
    for column in numbers.values():
        present &= ~np.isnan(column)
    if above_zero is not None:
        present &= numbers[above_zero] > 0
    rows = _sorted(np.flatnonzero(present), series_code, order_code)
    new = np.ones(len(rows), dtype=bool)
    new[1:] = (np.diff(series_code[rows]) != 0) | (np.diff(step_code[rows]) != 0)
    number = np.cumsum(new) - 1
    step_of_row = np.full(len(table), -1)
    step_of_row[rows] = number
    counting = ~_true(table)[rows]
    return Points(
        index=table.index,
        columns=numbers,
        rows=rows[counting],
        step=number[counting],
        step_of_row=step_of_row,
        counts=np.bincount(number[counting], minlength=int(new.sum())),
        series_of_step=series_code[rows][new],
        labels=names,
    )


def refuse(points: Points, impossible: np.ndarray, reason: str) -> None:
    """Raise InsightError naming the first ten rows that are impossible, if any is."""
    if impossible.any():
        raise InsightError(f"Rows {points.index[impossible].tolist()[:10]}: {reason} Mend the counts.")


def ratio(over: np.ndarray, under: np.ndarray) -> np.ndarray:
    """Divide; missing where the divisor is not above 0."""
    return np.divide(over, under, out=np.full(len(under), np.nan), where=under > 0)


def _average(numbers: np.ndarray, step: np.ndarray, steps: int) -> np.ndarray:
    return ratio(np.bincount(step, weights=numbers, minlength=steps), np.bincount(step, minlength=steps))


def _numbers(column: pd.Series) -> np.ndarray:
    numbers = column.to_numpy(dtype=float, na_value=np.nan)
    return np.where(np.isfinite(numbers), numbers, np.nan)


def _codes(table: pd.DataFrame, name: str, *, sort: bool) -> tuple[np.ndarray, pd.Index]:
    if name not in table:
        return np.zeros(len(table), dtype=np.int64), pd.Index([None], dtype=object)
    codes, names = pd.factorize(table[name], sort=sort)
    return codes.astype(np.int64), pd.Index(names)


def _sorted(rows: np.ndarray, series: np.ndarray, order: np.ndarray) -> np.ndarray:
    key = series[rows] * (int(order.max(initial=0)) + 1) + order[rows]
    if (np.diff(key) >= 0).all():
        return rows
    return rows[np.argsort(key, kind="stable")]


def _true(table: pd.DataFrame) -> np.ndarray:
    if "provisional" not in table:
        return np.zeros(len(table), dtype=bool)
    return table["provisional"].eq(True).to_numpy(dtype=bool, na_value=False)

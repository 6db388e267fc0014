"""Whether a series changed its level or its slope at a known date: interrupted time series."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from insight.errors import InsightError
from insight.statistics.interruption.newey_west import newey_west, usual_lags
from insight.statistics.interruption.unchanged import Times, autocorrelation, largest, segments

LEAST_BEFORE, LEAST_AFTER = 8, 4
NOTHING_LEFT = 1e-9  # of the values' size; residuals smaller than this are rounding
NAN = float("nan")


class Part(NamedTuple):
    """What was added at the interruption, to the level or to the slope, with its interval."""

    value: float
    error: float  # its standard error
    lower: float
    upper: float


class Interrupted(NamedTuple):
    """What segmented regression says of one series."""

    before: int  # points
    after: int
    level: Part  # at the first point after, in the unit of the values
    slope: Part  # from one unit of time to the next
    start: float  # the fitted level at the first point of all
    trend: float  # the fitted slope before
    fitted: tuple[float, ...]  # at each point
    expected: tuple[float, ...]  # at each point after, had the line before gone on
    lags: int
    autocorrelation: float  # allowed for
    p: float  # chance of a change so far beyond its error, where there is none
    changed: bool | None  # None where it cannot be told
    reason: str | None  # why it cannot be told


UNTOLD = Part(NAN, NAN, NAN, NAN)


def interrupted(
    values: Sequence[float],
    times: Sequence[float],
    before: int,
    *,
    confidence: float = 0.95,
    lags: int | None = None,
) -> Interrupted:
    """Fit one line before a known date and another after it, and test whether they are one.

    values : n numbers, none missing, oldest first. times : where each stands, rising, in any even unit (the
    number of its quarter, say); a gap is a gap. before : how many points lie before the date. confidence : of
    the two intervals together, as a fraction. lags : see `newey_west`; `usual_lags` when None.

    Least squares on a level, a slope, and what each adds from the first point after on. Errors are Newey and
    West's. In short series those errors are too small: of series of 16 points in which nothing happens,
    Student's t calls a quarter changed or more, where 5% were meant. So t is not held against Student's
    distribution or the normal one, but against the t of 4,000 series drawn without any change, with the same
    points and with errors as alike from one to the next as these are (`unchanged`). The larger t of level and
    slope counts, so the allowance for looking twice is in it, and both intervals hold at once: the series
    changed if one of them leaves out 0. Of 16 drawn points without a change it then calls 4% changed where
    errors are not alike, 6% at an autocorrelation of 0.3 and 9% at 0.6: few points tell little of how alike
    they are.

    That care has its price in short series: of ten points before and six after, a jump of five times the
    scatter is found in five of six series, one of twice the scatter in one of four. No change detected is not
    no change.

    Errors that are alike far beyond one point, a season, or a date chosen because the series moved are not
    allowed for. Points weigh the same whatever their own intervals. No cause is told.

    Returns numbers that are missing, and `reason`, for fewer than 8 points before or 4 after, and for points
    that lie on the lines without any scatter. The Cochrane group on organisation of care asks for 3 and 3;
    as four numbers are fitted, we ask for more. Raises InsightError for a value that is missing, times that
    do not rise, or a date outside the series.

    >>> flat = [5, 6, 5, 6, 5, 6, 5, 6, 9, 10, 9, 10]
    >>> found = interrupted(flat, range(12), 8)
    >>> found.changed, round(found.level.value, 2), found.before, found.after
    (True, 3.49, 8, 4)

    Source: Wagner et al (2002) J Clin Pharm Ther 27:299-309; Lopez Bernal et al (2017) Int J Epidemiol
    46:348-55; Newey & West (1987) Econometrica 55:703-8. Of short series: Turner et al (2021) BMC Med Res
    Methodol 21:181.
    """
    y, t = _checked(values, times, before)
    after = len(y) - before
    used = usual_lags(len(y)) if lags is None else lags
    nothing = Interrupted(
        before, after, UNTOLD, UNTOLD, NAN, NAN, (), (), used, NAN, NAN, None, _few(before, after)
    )
    if nothing.reason:
        return nothing
    design = segments(t, before)
    found = np.linalg.solve(design.T @ design, design.T @ y)
    fitted = design @ found
    left = y - fitted
    if np.abs(left).max() <= NOTHING_LEFT * max(np.abs(y).max(), 1e-300):
        return nothing._replace(reason="the points lie on lines without any scatter")
    errors = np.sqrt(np.diag(newey_west(design, left, used)))
    alike = autocorrelation(t, before, left)
    chance = largest(t, before, used, alike)
    wide = float(np.quantile(chance, confidence))
    size = float(np.max(np.abs(found[2:]) / errors[2:]))
    level, slope = (_part(*pair, wide) for pair in zip(found[2:], errors[2:], strict=True))
    return nothing._replace(
        level=level, slope=slope, start=float(found[0]), trend=float(found[1]), fitted=tuple(fitted.tolist()),
        expected=tuple((design[before:, :2] @ found[:2]).tolist()), autocorrelation=alike,
        p=float((np.sum(chance >= size) + 1) / (len(chance) + 1)), changed=size > wide,
    )  # fmt: skip


def _checked(values: Sequence[float], times: Sequence[float], before: int) -> tuple[np.ndarray, Times]:
    y, t = np.asarray(values, float), tuple(float(time) for time in times)
    if len(y) != len(t) or not np.isfinite(y).all():
        raise InsightError("Give one value, and none missing, for each time. Leave out points without one.")
    if not (np.isfinite(t).all() and (np.diff(t) > 0).all()):
        raise InsightError("The times of a series must rise from each point to the next. Sort them.")
    if not 0 <= before <= len(y):
        raise InsightError(f"{before} of {len(y)} points cannot lie before the date.")
    return y, t


def _few(before: int, after: int) -> str | None:
    """Say which side of the date has too few points, if one has."""
    if before >= LEAST_BEFORE and after >= LEAST_AFTER:
        return None
    few = [
        f"{count} {'point' if count == 1 else 'points'} {side} it, where {least} are needed"
        for count, least, side in ((before, LEAST_BEFORE, "before"), (after, LEAST_AFTER, "after"))
        if count < least
    ]
    return " and ".join(few)


def _part(value: float, error: float, wide: float) -> Part:
    return Part(float(value), float(error), float(value - wide * error), float(value + wide * error))

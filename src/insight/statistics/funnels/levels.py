"""The two pairs of funnel limits in use, which are not the same and must not be confused."""

from dataclasses import dataclass

from scipy.special import ndtr, ndtri

from insight.errors import InsightError, UnknownName


@dataclass(frozen=True)
class Level:
    """One limit: how many standard deviations out, and the chance of lying beyond it."""

    z: float
    tail: float  # probability beyond one limit, on one side


@dataclass(frozen=True)
class Levels:
    """A pair of limits: beyond the inner is level 2, beyond the outer level 3."""

    name: str
    inner: Level
    outer: Level


def _deviations(z: float) -> Level:
    return Level(z, float(ndtr(-z)))


def _coverage(tail: float) -> Level:
    return Level(float(-ndtri(tail)), tail)


LEVELS = {
    # HQIP's alert and alarm: 95.45 % and 99.73 % of units lie inside by chance
    "2 and 3 SD": Levels("2 and 3 SD", _deviations(2.0), _deviations(3.0)),
    # Fingertips and SHMI: 1.96 and 3.09 SD, though some tools call them "2SD" and "3SD"
    "95% and 99.8%": Levels("95% and 99.8%", _coverage(0.025), _coverage(0.001)),
}


def named(name: str) -> Levels:
    """Give the pair of limits called `name`. Raises UnknownName for any other.

    >>> [round(level.tail, 5) for level in (named("2 and 3 SD").inner, named("2 and 3 SD").outer)]
    [0.02275, 0.00135]
    >>> [round(level.z, 4) for level in (named("95% and 99.8%").inner, named("95% and 99.8%").outer)]
    [1.96, 3.0902]

    Source: HQIP, Management of outliers (2 and 3 SD); Spiegelhalter (2005) Stat Med
    24:1185-202 (95% and 99.8%).
    """
    if name not in LEVELS:
        raise UnknownName.among("pair of funnel limits", name, known=LEVELS, where="funnel levels")
    return LEVELS[name]


def checked(tail: float) -> float:
    """Give back a tail probability. Raises InsightError unless it is between 0 and a half."""
    if not 0 < tail < 0.5:
        raise InsightError(
            f"A tail is the chance of lying beyond one limit, such as 0.025 for 95% limits "
            f"or 0.00135 for 3 SD; this one is {tail}."
        )
    return tail

"""Figures as people say them: so many in every hundred."""

from insight.formats import number

HUNDRED, TOP = 100, 10_000
WORDS = {100: "100", 1_000: "1,000", 10_000: "10,000"}
SAID = ("hours", "days")  # other units that everyone knows


def side_by_side(here: float, england: float, unit: str, decimals: int) -> str:
    """Give an area's figure beside England's: a share as so many in every hundred, or of more.

    >>> side_by_side(0.716, 0.652, "%", 1)
    'In every 100, about 72 here and 65 in England.'
    >>> side_by_side(0.021, 0.034, "%", 1), side_by_side(5.1, 6, "hours", 1)
    ('In every 1,000, about 21 here and 34 in England.', '5.1 hours here and 6.0 hours in England.')
    """
    if unit != "%":
        return f"{_said(here, unit, decimals)} here and {_said(england, unit, decimals)} in England."
    of = _of(here, england)
    return f"In every {WORDS[of]}, about {round(here * of):,} here and {round(england * of):,} in England."


def between(low: float, high: float, unit: str, decimals: int, beside: float) -> str:
    """Give the ends of a range, told as the figure beside it is.

    >>> between(0.25, 0.83, "%", 1, beside=0.58), between(9.1, 22.6, "hours", 1, beside=14.9)
    ('from about 25 to 83', 'from 9.1 hours to 22.6 hours')
    """
    if unit != "%":
        return f"from {_said(low, unit, decimals)} to {_said(high, unit, decimals)}"
    of = _of(beside)
    return f"from about {round(low * of):,} to {round(high * of):,}"


def alone(value: float, unit: str, decimals: int, beside: float | None = None) -> str:
    """Give one figure, of as many as a figure it stands beside, if there is one.

    >>> alone(0.652, "%", 1), alone(0.034, "%", 1), alone(6, "hours", 1), alone(0.1, "%", 1, beside=0.042)
    ('about 65 in every 100', 'about 34 in every 1,000', '6.0 hours', 'about 100 in every 1,000')
    """
    if unit != "%":
        return _said(value, unit, decimals)
    of = _of(value if beside is None else beside)
    return f"about {round(value * of):,} in every {WORDS[of]}"


def _of(*shares: float) -> int:
    """Give out of how many to tell shares: a hundred, or more where they are small or would look alike."""
    of = HUNDRED
    while of < TOP and (min(shares) * of < 10 or len({round(share * of) for share in shares}) < len(shares)):
        of *= 10
    return of


def _said(value: float, unit: str, decimals: int) -> str:
    if unit == "ratio":
        return f"{number(value, unit, decimals)} times as many"
    return number(value, unit if unit in SAID or unit.startswith("per 1") else "score", decimals)

"""Tests in words: against what, how far beyond which limits, how rare by chance, how high on the ladder."""

from typing import Any

import numpy as np
import pandas as pd

from insight.formats.html import Html, compiled, render
from insight.formats.numbers import bare, is_missing, number
from insight.formats.rows import CITED, columns_where, is_word, records_where
from insight.formats.verdicts import SIGNS, mark

TOP = 7  # rungs of the ladder
BEYOND = 2  # the level of the inner limits
ENOUGH = 13  # points from which a control chart has limits
RARE = 1_000_000  # chances smaller than one in so many are not told apart
LIMITS = {
    "2 and 3 SD": {
        2: "the inner limit (2 standard deviations)",
        3: "the outer limit (3 standard deviations)",
    },
    "95% and 99.8%": {2: "the inner limit (95%)", 3: "the outer limit (99.8%)"},
}
INNER = {"2 and 3 SD": "2 standard deviations", "95% and 99.8%": "95%"}
CHANCE = {"2 and 3 SD": 0.0455, "95% and 99.8%": 0.05}  # beyond the inner limits, both sides together
RULES = {
    "outside": "a point beyond the control limits",
    "shift": "seven points or more in a row on one side of the centre line",
    "trend": "seven points or more in a row that rise or fall",
    "near": "two of three points in a row close to a limit",
}
ASSURANCE = {
    "pass": ("P", "the target is reached whatever chance does"),
    "fail": ("F", "the target is missed whatever chance does"),
    "hit or miss": ("?", "the target is reached or missed by chance"),
    "none": ("○", "no target"),
}
CONFLICT = "improvement and concern at once"
LOOKS = {"improvement": "better", "concern": "worse", "common": "similar"}
SIGNED = compiled(
    '<span class="insight-verdict insight-{{ look }}">'
    '<span aria-hidden="true">{{ sign }}</span> {{ words }}</span>'
)


def tests_of(signals: pd.DataFrame, area: str, kind: str) -> pd.DataFrame:
    """Give an area's own tests of a kind: `others` or `time`."""
    return signals.take(are_tests(signals, area, kind).nonzero()[0])


def are_tests(signals: pd.DataFrame, area: str, kind: str) -> np.ndarray:
    """Tell of each row whether it is among those that tests_of gives."""
    return is_word(signals, "area", area) & is_word(signals, "kind", kind)


def cited(findings: pd.DataFrame, rows: pd.DataFrame, chosen: np.ndarray | None = None) -> list[Any]:
    """Give the findings that tests, gaps or points are of, for a caption to name their source and age.

    chosen : whether each of the rows is meant; all are when it is not given. They are records of CITED and
    their audit.
    """
    meant = np.ones(len(rows), bool) if chosen is None else chosen
    wanted = set(_places(rows, meant))
    here = np.zeros(len(findings), bool)
    for area in {area for _, area, _ in wanted}:
        here |= is_word(findings, "area", area)
    here &= is_word(findings, "breakdown", "all")
    here[here] = [place in wanted for place in _places(findings, here)]
    return records_where(findings, here, ["audit", *CITED])


def _places(rows: pd.DataFrame, chosen: np.ndarray) -> list[tuple[str, str, int]]:
    """Give the metric, area and day of some rows; the day as a number, as days take long to make."""
    days = rows["period_end"].to_numpy()[chosen].astype("datetime64[us]").view("int64").tolist()
    return list(zip(*columns_where(rows, chosen, ["metric", "area"]), days, strict=True))


def one_in(tail: float) -> str:
    """Give a chance as one in so many, to two significant figures.

    >>> one_in(0.02275), one_in(0.00135), one_in(1e-12)
    ('1 in 44', '1 in 740', 'fewer than 1 in 1,000,000')
    """
    if tail * RARE < 1:
        return f"fewer than 1 in {RARE:,}"
    return f"1 in {float(f'{1 / tail:.2g}'):,.0f}"


def whose(source: object) -> str:
    """Say where a target comes from.

    >>> whose("England"), whose("all areas together"), whose("The Long Plan")
    ("England's value", 'the value of all areas together', 'The Long Plan')
    """
    known = {"England": "England's value", "all areas together": "the value of all areas together"}
    return known.get(str(source), str(source))


def target(row: Any) -> str:
    """Give a test's target and where it comes from."""
    return f"{number(row.target, row.unit, row.decimals)} ({whose(row.target_source)})"


def pair(exact: float, adjusted: float, give: Any) -> str:
    """Give a number of the exact limits beside the one that allows for over-dispersion."""
    return f"{give(exact)} | {give(adjusted)}" if not is_missing(exact) and not is_missing(adjusted) else ""


def deviations(z: float) -> str:
    """Give a number of standard deviations with its sign.

    >>> deviations(-7.13), deviations(2.04)
    ('−7.1', '2.0')
    """
    return bare(z, "", 1)


def detectable(row: Any) -> str:
    """Say how far a value must lie from its target to be flagged four times in five."""
    ends = ((row.detectable_lower, "under"), (row.detectable_upper, "over"))
    said = [f"{word} {bare(end, row.unit, row.decimals)}" for end, word in ends if not is_missing(end)]
    return " or ".join(said) or "none could be"


def rung(row: Any) -> str:
    """Give how high a result climbed.

    >>> from types import SimpleNamespace
    >>> rung(SimpleNamespace(rung=5, reached="signal"))
    '5 of 7: signal'
    """
    return f"{int(row.rung)} of {TOP}: {row.reached}" if row.rung else f"none of {TOP}"


def variation(row: Any) -> Html | str:
    """Give what the last point of a series says, as a sign and words; why it says nothing otherwise."""
    if not isinstance(row.variation, str):
        return str(row.series_reason) if isinstance(row.series_reason, str) else "no series of figures"
    if not is_missing(row.conflict) and row.conflict:
        return render(SIGNED, look="similar", sign=SIGNS["better"] + SIGNS["worse"], words=CONFLICT)
    kind, _, side = row.variation.partition(" ")
    look = LOOKS.get(kind, "higher" if side == "high" else "lower")
    words = "moves as usual" if kind == "common" else row.variation
    return render(SIGNED, look=look, sign=SIGNS[look], words=words)


def assurance(row: Any) -> Html | str:
    """Give whether a series will reach its target, as a letter and words."""
    if not isinstance(row.assurance, str):
        return ""
    sign, words = ASSURANCE[row.assurance]
    return render(SIGNED, look="similar", sign=sign, words=words)


def rules(row: Any) -> str:
    """Say by which rules the last point of a series is more than ordinary movement."""
    names = str(row.rule).replace(",", " ").split() if isinstance(row.rule, str) else []
    return "; ".join(RULES.get(name, name) for name in names)


def way(row: Any) -> Html | str:
    """Give the direction of a test as a sign and a word."""
    return mark(row.direction) if isinstance(row.direction, str) else ""

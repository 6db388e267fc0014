"""The numbers of an audit as rows, like those a publisher's file would hold."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from insight.demo.draw import MEDIAN_ERROR, Numbers
from insight.demo.make import Block
from insight.demo.plan import Plan

Z = 1.959964  # normal quantile of a 95% interval
ABSENT = "did not take part"
NOBODY = "nobody in the group"
NUMBERS = ("numerator", "denominator", "value", "lower", "upper", "sd")


def rows(made: Iterable[tuple[Plan, Block]]) -> pd.DataFrame:
    """Give the blocks of one or more metrics as rows.

    Each has its metric, area, period, group, status and publication, the numbers of NUMBERS
    (missing where there is none) and reason.
    """
    parts = [_columns(plan, block) for plan, block in made]
    joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    return pd.DataFrame(joined)


def _columns(plan: Plan, block: Block) -> dict[str, np.ndarray]:
    """Give one block as columns, release by release, area by area, group by group."""
    shape = block.numbers.n.shape
    release, area, group = (index.ravel() for index in np.indices(shape))
    out, places = block.releases, block.areas
    shown = _shown(plan, block.numbers.each(np.ravel))
    absent = np.array([each.code in block.absent for each in places])[area]
    nobody = np.isnan(shown["value"]) & np.isnan(shown["numerator"])
    shown = {name: np.where(absent | nobody, np.nan, shown[name]) for name in NUMBERS}
    reason = np.full(len(area), None, dtype=object)
    reason[nobody], reason[absent] = NOBODY, ABSENT
    return {
        "metric": np.full(len(area), plan.metric.id, dtype=object),
        "area": _words([each.code for each in places])[area],
        "area_start": _days([each.start for each in places])[area],
        "area_type": _words([each.type for each in places])[area],
        "period": _words([each.period.label for each in out])[release],
        "period_start": _days([each.period.start for each in out])[release],
        "period_end": _days([each.period.end for each in out])[release],
        "breakdown": np.full(len(area), block.breakdown, dtype=object),
        "group": _words(list(block.groups))[group],
        **shown,
        "reason": reason,
        "status": _words([each.status for each in out])[release],
        "published": _days([each.published for each in out])[release],
    }


def _words(words: list[str]) -> np.ndarray:
    return np.array(words, dtype=object)


def _days(days: list) -> np.ndarray:
    return np.array(days, dtype="datetime64[us]")


def _shown(plan: Plan, found: Numbers) -> dict[str, np.ndarray]:
    """Give the numbers a publisher of this statistic shows; the others are missing.

    Proportions and rates are shown as counts, from which findings are worked out; means with
    the SD between people; medians and published values with their 95% interval.
    """
    n = found.n.astype(float)
    shown = dict.fromkeys(NUMBERS, np.full(len(n), np.nan))
    if plan.kind == "count":
        return shown | {"value": n}
    shown["denominator"] = n
    people = np.where(n > 0, n, np.nan)
    if found.x is not None:
        x = found.x.astype(float)
        if plan.metric.statistic in ("proportion", "rate"):
            return shown | {"numerator": x}
        middle, half = _wilson(x, people) if plan.kind == "proportion" else _score(x, people)
        value, lower, upper = x / people, middle - half, middle + half
        limits = {"lower": np.clip(lower, 0, value), "upper": np.maximum(upper, value)}
        return shown | {name: plan.per * each for name, each in ({"value": value} | limits).items()}
    assert found.value is not None and found.sd is not None
    most = 1.0 if plan.metric.unit == "%" else np.inf
    value = np.clip(np.where(n > 0, found.value, np.nan), 0, most)
    if plan.metric.statistic == "mean":
        return shown | {"value": value, "sd": found.sd}
    half = Z * found.sd / np.sqrt(people) * (MEDIAN_ERROR if plan.metric.statistic == "median" else 1)
    return shown | {
        "value": value, "lower": np.clip(value - half, 0, most), "upper": np.clip(value + half, 0, most),
    }  # fmt: skip


def _wilson(x: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the middle and half width of Wilson's interval (J Am Stat Assoc 1927; 22: 209-12)."""
    p, narrow = x / n, 1 + Z**2 / n
    return (p + Z**2 / (2 * n)) / narrow, Z / narrow * np.sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))


def _score(x: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the middle and half width of the score interval of a rate of x events in n people."""
    return (x + Z**2 / 2) / n, Z * np.sqrt(x + Z**2 / 4) / n

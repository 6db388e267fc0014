"""What share of the people counted have a known group."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from insight.formats.rows import NOT_KNOWN, are_groups, are_of, columns_where


class Share(NamedTuple):
    """What share of the people counted by a metric have a known group."""

    metric: str
    audit: str
    share: float | None  # a fraction; None when nobody published how many people each group has
    at_least: bool  # a known group is withheld, so that the share may be higher


def known_share(findings: pd.DataFrame, area: str | None, by: str) -> list[Share]:
    """Give, for each metric with a breakdown, what share of the people counted have a known group.

    People without a group are a group of their own, or are in the total alone.
    """
    grouped, whole = are_groups(findings, area, by), are_of(findings, area)
    counted: dict[tuple, list[Any]] = {}
    shown = columns_where(findings, grouped, ["audit", "group", "denominator"])
    for key, audit, group, people in zip(_places(findings, grouped), *shown, strict=True):
        if group not in NOT_KNOWN:
            counted.setdefault((key, audit), []).append(people)
    everyone = dict(
        zip(_places(findings, whole), *columns_where(findings, whole, ["denominator"]), strict=True)
    )
    found = []
    for (key, audit), people in counted.items():
        known = [number for number in people if not pd.isna(number)]
        total = everyone.get(key)
        share = min(sum(known) / total, 1) if known and not pd.isna(total) and total > 0 else None
        found.append(Share(str(key[0]), str(audit), share, len(known) < len(people)))
    return found


def known_range(shares: Iterable[Share]) -> tuple[float, float, bool] | None:
    """Give the lowest and highest share with a known group, and whether they are only lower bounds.

    Metrics none of whose groups is withheld are used where there are any; else the highest
    bound stands alone. None when nothing can be said.
    """
    known = [(float(one.share), one.at_least) for one in shares if one.share is not None]
    exact = [share for share, least in known if not least]
    if exact:
        return min(exact), max(exact), False
    most = max((share for share, _ in known), default=None)
    return None if most is None else (most, most, True)


def _places(rows: pd.DataFrame, chosen: np.ndarray) -> list[tuple[str, int]]:
    """Give the metric of some rows, and their period as a number: days take long to make, row by row."""
    days = rows["period_end"].to_numpy()[chosen].view("int64").tolist()
    return list(zip(*columns_where(rows, chosen, ["metric"]), days, strict=True))

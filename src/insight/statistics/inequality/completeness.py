"""For how many people the group is known, which is shown before any gap between groups."""

import numpy as np
import pandas as pd

from insight.statistics.inputs.confidence import tail
from insight.statistics.inputs.groups import coded, totals
from insight.statistics.inputs.numbers import counted


def known_share(count, group, *, limit: float, unknown=("unknown",), whole="all", by=None) -> pd.DataFrame:
    """Give the share of each area's people whose group is known, and whether gaps may be shown.

    count : people in each group, n of them; group : its label. limit : the least share known, as a
    fraction, for a gap to be shown. unknown : labels of people whose group is not known (not
    stated, not recorded); whole : the label of rows that count everyone. by : the area of each
    row; None for one area.

    Returns a row per area: known, people whose group is known; total, everyone; value, the share;
    enough, True where it reaches the limit; reason, why it cannot be told, or "". Everyone is the
    row for all, or else the groups and the unknown together. Without either nothing says how many
    are missing: the share is missing and `enough` is False. A group that is withheld does not
    count as known, unless the rows for all and for unknown say how many there are. Raises
    InsightError for a negative count or a limit that is not a fraction.

    >>> found = known_share([70, 20, 10], ["white", "asian", "unknown"], limit=0.8)
    >>> found.values.tolist()
    [[90.0, 100.0, 0.9, True, '']]
    """
    if limit != 1:
        tail(limit)
    given = counted(count=count)
    codes, areas = coded(by, given.index)
    labels = group if isinstance(group, pd.Series) else pd.Series(np.asarray(group), index=given.index)
    labels = labels.reindex(given.index)
    missing, everyone = (
        labels.isin(list(unknown)).to_numpy(),
        labels.eq(whole).fillna(False).to_numpy(dtype=bool),
    )
    people = given["count"].to_numpy()
    kinds = {"known": ~missing & ~everyone & labels.notna().to_numpy(), "unknown": missing, "all": everyone}
    added = {name: _sum(people, some, codes, len(areas)) for name, some in kinds.items()}
    total = np.where(np.isnan(added["all"]), added["known"] + added["unknown"], added["all"])
    known = np.fmin(added["known"], total - added["unknown"])
    known = np.where(total > 0, np.clip(known, 0, total), np.nan)
    value = known / np.where(total > 0, total, np.nan)
    told = ~np.isnan(value)
    enough = told & (np.nan_to_num(value) >= limit)
    reason = np.where(told, "", "nothing says for how many people the group is not known").astype(object)
    found = {"known": known, "total": total, "value": value, "enough": enough, "reason": reason}
    return pd.DataFrame(found, index=areas)


def _sum(people: np.ndarray, some: np.ndarray, codes: np.ndarray, areas: int) -> np.ndarray:
    """Add up chosen rows by area; missing where there is none or one is missing."""
    chosen = np.where(some, codes, -1)
    there = np.bincount(chosen[chosen >= 0], minlength=areas) > 0
    return np.where(there, totals(people, chosen, areas), np.nan)

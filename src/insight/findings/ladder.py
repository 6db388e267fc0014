"""The signal ladder: what has to be true before a result may be called an outlier.

A claim climbs from rung to rung and stops at the first that does not hold. What may be said
about it depends on the rung it reached, and the reason it stopped is told beside it. Good and
bad results climb the same ladder.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

RUNGS = (
    "case ascertainment",
    "data completeness",
    "case mix",
    "enough points",
    "signal",
    "allowance",
    "persistence",
)
TOP = len(RUNGS)
TESTED = RUNGS.index("enough points") + 1  # rungs below the signal: those on which a test was made
SIGNAL = RUNGS.index("signal") + 1
ALLOWANCE = RUNGS.index("allowance") + 1


class Check(NamedTuple):
    """Whether a rung holds in each row, and the reason where it does not."""

    holds: pd.Series
    reason: pd.Series


def check(holds: pd.Series, reason: object) -> Check:
    """Make a check; `reason` is one sentence for every row, or one for each."""
    words = reason if isinstance(reason, pd.Series) else pd.Series(str(reason), index=holds.index)
    return Check(holds.fillna(False).astype(bool), words.astype(object))


def climbed(checks: Mapping[str, Check]) -> pd.DataFrame:
    """Give how high each row climbed, and why it stopped there.

    checks : for each rung in RUNGS, whether it holds, n rows each on one index.

    Returns rung (0 to TOP: how many rungs hold, counted from the bottom), reached (the name
    of the highest, missing at 0) and stopped (the reason of the first rung that does not
    hold, missing at the top).
    """
    index = checks[RUNGS[0]].holds.index
    holds = np.array([checks[name].holds.to_numpy(dtype=bool) for name in RUNGS])
    rung = np.where(holds.all(axis=0), TOP, (~holds).argmax(axis=0))
    reasons = np.array([checks[name].reason.to_numpy(dtype=object) for name in RUNGS] + [[None] * len(index)])
    stopped = reasons[rung, np.arange(len(index))]
    names = np.array([None, *RUNGS], dtype=object)
    return pd.DataFrame({"rung": rung, "reached": names[rung], "stopped": stopped}, index=index)

"""How far apart areas lie in each metric, and in which they lie furthest apart."""

import pandas as pd

from insight.formats.clear import OUTSTANDING
from insight.formats.rows import by_metric, peers

FEWEST = 10  # areas with a figure, below which a middle half means little
DIFFERENT = 0.25  # share of areas whose interval lies off England's value; chance alone gives 0.05
QUARTERS = [0, 0.25, 0.75, 1]
COLUMNS = [
    "metric", "audit", "topic", "audit_short", "title", "period", "unit", "decimals", "england", "areas",
    "different", "lowest", "lower_quarter", "upper_quarter", "highest", "spread", "share", "period_end",
    "source_title", "published", "age_months", "synthetic",
]  # fmt: skip


def spreads(findings: pd.DataFrame, level: str = "icb") -> pd.DataFrame:
    """Give how far apart areas of a level lie in each headline metric, the furthest apart first.

    A row for each metric of which at least FEWEST areas have a figure and at least the share
    DIFFERENT of them lies off England's value by the whole 95% interval: elsewhere chance may
    have made the distance. `spread` is the width of the middle half of the areas, in the
    metric's unit; `share` is that width over England's value, missing where there is none.
    """
    rows = peers(findings, level)
    rows = rows[rows["headline"].astype(bool) & rows["value"].notna()]
    found = [made for _, part in by_metric(rows) if (made := _one(part)) is not None]
    return pd.DataFrame(found, columns=COLUMNS).sort_values("spread", ascending=False, kind="stable")


def _one(part: pd.DataFrame) -> dict | None:
    off = part["verdict"].isin(OUTSTANDING).mean()
    if len(part) < FEWEST or off < DIFFERENT:
        return None
    lowest, lower, upper, highest = part["value"].astype(float).quantile(QUARTERS)
    first = part.iloc[0]
    england = float(first["england"])
    told = {
        "areas": len(part), "different": int(round(off * len(part))), "lowest": lowest, "highest": highest,
        "lower_quarter": lower, "upper_quarter": upper, "spread": upper - lower,
        "share": (upper - lower) / england if england else float("nan"),
    }  # fmt: skip
    return {name: first[name] for name in COLUMNS if name not in told} | told

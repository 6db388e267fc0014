"""The line through the five fifths of deprivation, for the gradient chart."""

import numpy as np
import pandas as pd

from insight.formats.rows import ENGLAND
from insight.spotlights.fifths import fifths_told
from insight.statistics.inequality.slope_index import slope_index

KEPT = [
    "metric", "audit", "topic", "audit_short", "title", "unit", "decimals", "better", "period", "group",
    "value", "lower", "upper", "source_title", "published", "age_months", "synthetic",
]  # fmt: skip
LINE = ["y0", "y1", "sii", "sii_lower", "sii_upper", "rii", "rii_lower", "rii_upper"]


def slopes(found: pd.DataFrame, gaps: pd.DataFrame, area: str | None = None) -> pd.DataFrame:
    """Give each metric's fifths at their ranks, and the ends of the line through them.

    found, gaps : findings and gaps of several audits. area : its code; England when None. Only
    metrics whose gap by deprivation is told are given, so no fifth that is withheld and none of a
    place where too few people have a known fifth.

    Returns five rows per metric, most deprived first: the findings' words and figures; rank, the
    middle of a fifth's ranks from 0 to 1; share, its share of people; y0 and y1, the most and
    least deprived ends of the line; sii and rii with their limits, least to most deprived.
    """
    rows = fifths_told(found, gaps, area or ENGLAND)
    if rows.empty:
        return pd.DataFrame(columns=[*KEPT, "rank", "share", *LINE])
    people = rows["denominator"].astype("Float64").astype(float)
    metric = rows["metric"].astype(str)
    line = slope_index(
        rows["value"], rows["lower"], rows["upper"], people, rows["fifth"], by=metric, quantiles=5
    ).rename(columns={"rii_ohid": "rii", "rii_ohid_lower": "rii_lower", "rii_ohid_upper": "rii_upper"})
    share = people / people.groupby(metric).transform("sum")
    rank = share.groupby(metric).cumsum() - share / 2
    made = rows[KEPT].assign(rank=rank, share=share).reset_index(drop=True)
    made[LINE] = line.reindex(metric)[LINE].to_numpy()
    return made[np.isfinite(made["y0"].to_numpy())].reset_index(drop=True)

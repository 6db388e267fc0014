"""For how many people it is not known which group they are in: audit by audit, characteristic and place."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from insight.formats.rows import NOT_KNOWN
from insight.statistics.inequality.completeness import known_share

CELL = ["metric", "audit", "area_type", "area", "breakdown"]
PLACE = ["audit", "area_type", "area", "breakdown"]
LEVELS = ("england", "region", "icb")
COLUMNS = [*PLACE, "short_name", "metrics", "least", "most", "at_most", "limit", "enough"]


def completeness(found: pd.DataFrame, limits: Mapping[str, float]) -> pd.DataFrame:
    """Give the share of people whose group is missing, for each audit, characteristic and place.

    found : findings of several audits. limits : by audit, the least share that must be known for
    a gap to be told.

    Returns a row per audit, kind of area, area and breakdown with figures in the newest period:
    short_name; metrics, how many have the breakdown; least and most, the shares missing in the
    metrics where least and most are, as fractions; at_most, True where groups of every metric are
    withheld, so that fewer may be missing: least and most are then the smallest such bound; limit,
    the most that may be missing; enough, how many metrics keep within it. A share is missing (NaN)
    where nothing says how many people there are in all, or no group is shown.
    """
    rows = found[found["latest"] & found["area_type"].isin(LEVELS)]
    grouped = rows[rows["breakdown"] != "all"]
    if grouped.empty:
        return pd.DataFrame(columns=COLUMNS)
    cells = _cells(rows, grouped)
    cells["limit"] = 1 - cells["audit"].astype(str).map(dict(limits)).astype(float)
    cells["enough"] = cells["missing"] <= cells["limit"] + 1e-9
    names = dict(zip(rows["area"].astype(str), rows["short_name"], strict=True))
    exact = cells["missing"].where(~cells["at_most"])
    cells = cells.assign(exact=exact, bound=cells["missing"].where(cells["at_most"] & (cells["missing"] < 1)))
    whole = cells.groupby(PLACE, sort=False, observed=True).agg(
        metrics=("metric", "size"), least=("exact", "min"), most=("exact", "max"), bound=("bound", "min"),
        limit=("limit", "first"), enough=("enough", "sum"),
    )  # fmt: skip
    whole = whole.reset_index()
    whole["at_most"] = whole["least"].isna() & whole["bound"].notna()
    for name in ("least", "most"):
        whole[name] = whole[name].fillna(whole["bound"])
    return whole.assign(short_name=whole["area"].astype(str).map(names))[COLUMNS]


def _cells(rows: pd.DataFrame, grouped: pd.DataFrame) -> pd.DataFrame:
    """Give the share missing of each metric, place and breakdown: at most, where groups are withheld."""
    keys = [name for name in CELL if name != "breakdown"]
    plain = dict.fromkeys(CELL, str)
    each = grouped[[*CELL, "group", "denominator"]].astype({**plain, "group": str})
    whole = rows.loc[rows["breakdown"] == "all", [*keys, "denominator"]].astype(dict.fromkeys(keys, str))
    whole = each[CELL].drop_duplicates().merge(whole, on=keys, how="left").assign(group="all")
    every = pd.concat([each, whole], ignore_index=True)
    number = every.groupby(CELL, sort=False).ngroup().to_numpy()
    people = every["denominator"].astype("Float64").astype(float)
    share = known_share(people, every["group"], limit=1, unknown=NOT_KNOWN, by=number)["value"]
    shown = people.where(~every["group"].isin([*NOT_KNOWN, "all"])).groupby(number).sum()
    total = people.where(every["group"] == "all").groupby(number).max()
    least = (shown / total.where(total > 0)).clip(upper=1)
    found = every.assign(number=number).drop_duplicates("number").set_index("number")[CELL]
    return found.assign(
        missing=1 - share.fillna(least), at_most=np.where(share.isna() & least.notna(), True, False)
    )

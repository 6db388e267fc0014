"""Differences between groups of people: how large, how certain, and whether they narrow."""

import numpy as np
import pandas as pd

from insight.definitions import Audit
from insight.statistics.inequality.completeness import known_share
from insight.statistics.inequality.gap import gap
from insight.statistics.inequality.narrowing import narrowing
from insight.statistics.inequality.slope_index import slope_index

CELL = ["metric", "area_type", "area", "breakdown", "period_end"]
SERIES = ["metric", "area_type", "area", "breakdown", "group"]
ESTIMATE = ["value", "lower", "upper"]
COUNTS = ["numerator", "denominator"]
UNKNOWN = ("Unknown", "Not stated", "Missing")
FIFTHS = ("1 most deprived", "2", "3", "4", "5 least deprived")
REFERENCE = {"deprivation": FIFTHS[-1], "ethnicity": "White", "sex": "Male"}
FEWEST = 4  # periods from which it is said whether a gap narrows
LEVELS = ("england", "region", "icb", "sub_icb", "trust")
COLUMNS = [
    "metric", "audit", "area", "area_type", "period", "period_start", "period_end", "status", "breakdown",
    "group", "reference", "value", "lower", "upper", "reference_value", "absolute", "absolute_lower",
    "absolute_upper", "relative", "relative_lower", "relative_upper", "clear", "known", "known_limit",
    "withheld", "sii", "sii_lower", "sii_upper", "rii", "rii_lower", "rii_upper", "slope_reason", "change",
    "change_lower", "change_upper", "trend", "trend_points", "latest",
]  # fmt: skip


def of_audit(found: pd.DataFrame, audit: Audit) -> pd.DataFrame:
    """Give the gap between each group and its breakdown's reference group, for one audit.

    found : findings of the audit. The direction is always the group minus the reference:
    the most minus the least deprived fifth, each ethnic group minus White, Female minus Male.
    What share of people has a known group stands in `known`; under the audit's limit there
    is no gap, and `withheld` says so; nor is there one of an area that is only partly covered.
    SII and RII (least minus most deprived, by the rank of deprivation) stand in the row of the
    most deprived fifth. `trend` says whether the gap narrows over the assured periods since the
    last break.

    Returns the columns in COLUMNS, one row per metric, area, period, breakdown and group.
    """
    rows = found[found["breakdown"].isin(REFERENCE) & found["area_type"].isin(LEVELS)]
    if rows.empty:
        return pd.DataFrame(columns=COLUMNS)
    pairs = _paired(rows)
    pairs = pairs.merge(_known(found, rows, audit), on=CELL, how="left")
    pairs = _with_gaps(pairs, audit)
    pairs = pairs.merge(_slopes(rows, audit), on=CELL, how="left")
    ends = pairs["group"] == FIFTHS[0]
    slope = ["sii", "sii_lower", "sii_upper", "rii", "rii_lower", "rii_upper"]
    refused = pairs["withheld"].notna()
    pairs.loc[~ends | refused, slope] = np.nan
    pairs.loc[~ends, "slope_reason"] = None
    pairs = pairs.merge(_narrowing(pairs), on=SERIES, how="left")
    return pairs.reindex(columns=COLUMNS)


def _paired(rows: pd.DataFrame) -> pd.DataFrame:
    """Give each group beside the reference group of its breakdown."""
    reference = rows["breakdown"].map(REFERENCE)
    first = rows[~rows["group"].isin(UNKNOWN) & (rows["group"] != reference)]
    first = first[(first["breakdown"] != "deprivation") | (first["group"] == FIFTHS[0])]
    second = rows.loc[rows["group"] == reference, [*CELL, "group", *ESTIMATE, *COUNTS]]
    second = second.rename(columns={name: f"reference_{name}" for name in (*ESTIMATE, *COUNTS)})
    return first.merge(second.rename(columns={"group": "reference"}), on=CELL)


def _known(found: pd.DataFrame, rows: pd.DataFrame, audit: Audit) -> pd.DataFrame:
    """Give the share of people whose group is known, cell by cell, and why it is too small for a gap.

    Where groups are withheld, it is the share that is shown: the least it can be.
    """
    whole = found.loc[found["breakdown"] == "all", [*CELL, "denominator"]].drop(columns="breakdown")
    cells = rows[CELL].drop_duplicates()
    whole = cells.merge(whole, on=[name for name in CELL if name != "breakdown"]).assign(group="all")
    every = pd.concat([rows[[*CELL, "group", "denominator"]], whole], ignore_index=True)
    number = every.groupby(CELL, sort=False, observed=True).ngroup().to_numpy()
    people = every["denominator"].astype("Float64").astype(float)
    limit = audit.known_group_at_least
    shares = known_share(people, every["group"], limit=limit, unknown=UNKNOWN, by=number)
    shown = people.where(~every["group"].isin([*UNKNOWN, "all"])).groupby(number).sum()
    total = people.where(every["group"] == "all").groupby(number).max()
    known = shares["value"].fillna((shown / total).clip(upper=1))
    percent = np.floor(100 * known.fillna(0) + 1e-9).astype(int).astype(str)
    least = shares["value"].isna().map({True: " as far as is shown", False: ""})
    words = "the group is known for only " + percent + "% of people" + least + f", and {limit:.0%} are needed"
    reason = words.where(known.notna(), "it is not known for how many people the group is missing")
    keys = every.assign(number=number).drop_duplicates("number").set_index("number")[CELL]
    return keys.assign(known=known, known_reason=reason.where(~(known >= limit), None)).reset_index(drop=True)


def _with_gaps(pairs: pd.DataFrame, audit: Audit) -> pd.DataFrame:
    """Add the absolute and relative gap, or why there is none."""
    kind = {metric.id: metric.statistic for metric in audit.metrics}
    out = pairs.copy()
    second = pairs[[f"reference_{name}" for name in (*ESTIMATE, *COUNTS)]].set_axis(
        [*ESTIMATE, *COUNTS], axis=1
    )
    of = np.where(pairs["metric"].map(kind) == "rate", "events", "people")
    names = ["absolute", "absolute_lower", "absolute_upper", "relative", "relative_lower", "relative_upper"]
    out[names] = np.nan
    counted = pairs["metric"].map(kind).isin(["proportion", "rate"])
    for events in ("people", "events"):
        here = (of == events) & counted.to_numpy()
        if here.any():
            out.loc[here, names] = gap(pairs.loc[here, [*ESTIMATE, *COUNTS]], second[here], of=events)[names]
    rest = ~counted
    if rest.any():
        out.loc[rest, names] = gap(pairs.loc[rest, ESTIMATE], second.loc[rest, ESTIMATE])[names]
    shrunken = pairs["metric"].isin([metric.id for metric in audit.metrics if metric.stabilised])
    reason = pd.Series(None, index=out.index, dtype=object)
    reason = reason.mask(out["absolute"].isna(), "one of the two groups has no figure")
    part = out["absolute"].notna() & (pairs["coverage"] != "whole")
    reason = reason.mask(part, "the figure covers only part of the area")
    reason = reason.mask(pairs["known_reason"].notna(), pairs["known_reason"])
    reason = reason.mask(shrunken, "figures already steadied towards an average are never differenced")
    out["withheld"] = reason
    out.loc[reason.notna(), names] = np.nan
    clear = (out["absolute_lower"] > 0) | (out["absolute_upper"] < 0)
    return out.assign(clear=clear, known_limit=audit.known_group_at_least)


def _slopes(rows: pd.DataFrame, audit: Audit) -> pd.DataFrame:
    """Give SII and RII over the five fifths of deprivation, cell by cell."""
    fifths = rows[rows["breakdown"] == "deprivation"]
    kind = {metric.id: metric.statistic for metric in audit.metrics}
    keys, made = [], []
    for of, statistic in (("values", "proportion"), ("values", "rate"), ("values", "mean")):
        here = fifths[fifths["metric"].map(kind) == statistic]
        if here.empty:
            continue
        number = here.groupby(CELL, sort=False, observed=True).ngroup().to_numpy()
        keys.append(here[CELL].assign(number=number).drop_duplicates("number").set_index("number"))
        quantile = here["group"].map({name: rank for rank, name in enumerate(FIFTHS, 1)}).astype(float)
        people = here["denominator"].astype("Float64").astype(float)
        found = slope_index(
            here["value"], here["lower"], here["upper"], people, quantile, by=number, of=of, quantiles=5
        )
        made.append(keys[-1].join(found))
    if not made:
        blank = dict.fromkeys(["sii", "sii_lower", "sii_upper", "rii", "rii_lower", "rii_upper"], np.nan)
        return rows.iloc[:0][CELL].assign(**blank, slope_reason=None)
    every = pd.concat(made, ignore_index=True)
    every = every.rename(
        columns={"rii_ohid": "rii", "rii_ohid_lower": "rii_lower", "rii_ohid_upper": "rii_upper"}
    )
    every["slope_reason"] = every["reason"].replace("", None)
    wanted = ["sii", "sii_lower", "sii_upper", "rii", "rii_lower", "rii_upper", "slope_reason"]
    return every[[*CELL, *wanted]]


def _narrowing(pairs: pd.DataFrame) -> pd.DataFrame:
    """Say of each series of gaps, since its last break, whether it narrows."""
    assured = pairs[pairs["status"] != "provisional"]
    last = assured.groupby(SERIES, observed=True)["step"].transform("max")
    rows = assured[(assured["step"] == last) & assured["withheld"].isna()].reset_index(drop=True)
    if rows.empty:
        blank = dict.fromkeys(["change", "change_lower", "change_upper", "trend_points"], np.nan)
        return rows[SERIES].assign(**blank, trend=None)
    number = rows.groupby(SERIES, sort=False, observed=True).ngroup().to_numpy()
    keys = rows[SERIES].assign(number=number).drop_duplicates("number").set_index("number")
    years = (rows["period_end"] - rows["period_end"].min()).dt.days / 365.25
    second = rows[[f"reference_{name}" for name in ESTIMATE]].set_axis(ESTIMATE, axis=1)
    found = narrowing(rows[ESTIMATE], second, years, by=number, least=FEWEST)
    found = found.rename(
        columns={"lower": "change_lower", "upper": "change_upper", "word": "trend", "points": "trend_points"}
    )
    found["trend"] = found["trend"].replace("", None)
    return keys.join(found[["change", "change_lower", "change_upper", "trend", "trend_points"]])

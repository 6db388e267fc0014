"""The rows of findings that a reader looks at: an area's newest, its history, its groups."""

from collections import namedtuple
from collections.abc import Iterable
from functools import cache
from typing import Any

import pandas as pd

from insight.formats.words import day

ENGLAND = "E92000001"
NOT_KNOWN = ("Unknown", "Not stated", "Missing")  # groups of people whose group nobody knows
LEVELS = {
    "england": ("England", "England"),
    "region": ("region", "regions"),
    "icb": ("ICB", "ICBs"),
    "sub_icb": ("sub-ICB", "sub-ICBs"),
    "trust": ("trust", "trusts"),
    "site": ("site", "sites"),
    "cancer_alliance": ("cancer alliance", "cancer alliances"),
    "stroke_network": ("stroke network", "stroke networks"),
    "neonatal_network": ("neonatal network", "neonatal networks"),
}
CITED = ["source_title", "published", "age_months", "synthetic"]  # what a caption reads
OUTSTANDING = ("better", "worse", "lower", "higher")


def newest(findings: pd.DataFrame, area: str | None) -> pd.DataFrame:
    """Give an area's newest row of each metric, whole population; England's when area is None."""
    return findings[_of(findings, area) & findings["latest"] & (findings["breakdown"] == "all")]


def history(findings: pd.DataFrame, area: str | None) -> pd.DataFrame:
    """Give every period of an area, whole population; England's when area is None."""
    return findings[_of(findings, area) & (findings["breakdown"] == "all")]


def groups_of(findings: pd.DataFrame, area: str | None, by: str) -> pd.DataFrame:
    """Give an area's newest row of each metric and group of a breakdown; England's when area is None."""
    return findings[_of(findings, area) & findings["latest"] & (findings["breakdown"] == by)]


def peers(findings: pd.DataFrame, level: str) -> pd.DataFrame:
    """Give the newest row of each metric for every area of a level, whole population."""
    return findings[(findings["area_type"] == level) & findings["latest"] & (findings["breakdown"] == "all")]


def by_metric(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Part rows by metric, in the order their audits list them."""
    return _parted(rows, "metric")


def by_audit(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Part rows by audit, in the order they stand."""
    return _parted(rows, "audit")


def as_records(rows: pd.DataFrame, names: Iterable[str]) -> list[Any]:
    """Give each row as a record of the columns asked for; a page reads few of findings' many."""
    names = tuple(names)
    columns = [rows[name].tolist() for name in names]
    return [_record(names)(*cells) for cells in zip(*columns, strict=True)]


def place(findings: pd.DataFrame, area: str | None) -> str:
    """Give the short name of an area; England when area is None; its code when nothing names it.

    An area without rows of its own is named by the rows of areas within it (`parent_name`).
    """
    names = findings.loc[_of(findings, area), "short_name"]
    if names.empty and "parent_name" in findings:
        names = findings.loc[findings["parent"] == area, "parent_name"]
    return str(names.iloc[0]) if len(names) else area or "England"


def level_of(findings: pd.DataFrame, area: str | None) -> str:
    """Give the kind of area, such as icb; an ICB when there are no rows of it."""
    kinds = findings.loc[_of(findings, area), "area_type"]
    return str(kinds.iloc[0]) if len(kinds) else "icb"


def england_decimals(findings: pd.DataFrame) -> dict[str, int]:
    """Give the decimals England's newest value of each metric is shown with."""
    rows = newest(findings, None)
    return {
        str(name): int(places)
        for name, places in zip(rows["metric"], rows["decimals"].fillna(1), strict=True)
    }


def clearness(rows: pd.DataFrame, against: pd.Series) -> pd.Series:
    """Give how many of its own widths each interval lies away from a value; below 0 when it includes it.

    Used to order what is said, never as evidence. against : a value for each row.
    """
    gap = pd.concat([rows["lower"] - against, against - rows["upper"]], axis=1).max(axis=1)
    return gap / (rows["upper"] - rows["lower"]).where(rows["upper"] > rows["lower"])


def known_share(findings: pd.DataFrame, area: str | None, by: str) -> pd.DataFrame:
    """Give, for each metric with a breakdown, what share of the people counted have a known group.

    Returns metric, audit, share (a fraction, missing when nobody published how many people
    each group has) and at_least: True when a known group is withheld, so that the share may
    be higher. People without a group are a group of their own, or are in the total alone.
    """
    groups = groups_of(findings, area, by)[["metric", "audit", "period_end", "group", "denominator"]]
    groups = groups.assign(metric=groups["metric"].astype(str), audit=groups["audit"].astype(str))
    known = groups[~groups["group"].isin(NOT_KNOWN)]
    tally = known.groupby(["metric", "audit", "period_end"], sort=False)["denominator"].agg(
        ["sum", "count", "size"]
    )
    total = history(findings, area)[["metric", "period_end", "denominator"]]
    found = tally.reset_index().merge(total.assign(metric=total["metric"].astype(str)), how="left")
    share = (found["sum"] / found["denominator"]).where((found["count"] > 0) & (found["denominator"] > 0))
    found["share"] = share.astype("Float64").clip(upper=1)
    found["at_least"] = found["count"] < found["size"]
    return found[["metric", "audit", "share", "at_least"]]


def known_range(shares: pd.DataFrame) -> tuple[float, float, bool] | None:
    """Give the lowest and highest share with a known group, and whether they are only lower bounds.

    shares : as `known_share` gives. Metrics none of whose groups is withheld are used where
    there are any; else the highest bound stands alone. None when nothing can be said.
    """
    known = shares.dropna(subset="share")
    exact = known.loc[~known["at_least"], "share"]
    if len(exact):
        return float(exact.min()), float(exact.max()), False
    return (float(known["share"].max()), float(known["share"].max()), True) if len(known) else None


def is_synthetic(rows: pd.DataFrame) -> bool:
    """Tell whether any of the rows is made up."""
    return bool(rows["synthetic"].fillna(False).astype(bool).any())


def captioned(text: str, rows: pd.DataFrame, *, most: int = 3) -> str:
    """Add to a caption its sources, when they came out, how old the data are, and whether made up.

    rows : the findings shown. Age is counted from the last day of the newest period shown to
    the edition's day.
    """
    mark = "Synthetic data. " if is_synthetic(rows) else ""
    if rows.empty:
        return f"{mark}{text}"
    outs = rows.groupby("source_title", sort=False)["published"].max()
    named = [f"{title}, published {day(out)}" for title, out in list(outs.items())[:most]]
    more = f"; and {len(outs) - most} more" if len(outs) > most else ""
    return f"{mark}{text} Source: {'; '.join(named)}{more}. {_ages(rows)}"


def _ages(rows: pd.DataFrame) -> str:
    ages = rows["age_months"].dropna().astype(int)
    if ages.empty:
        return "Age of the data not known."
    low, high = ages.groupby(rows["metric"].astype(str)).min().agg(["min", "max"])
    if low == high:
        return f"Newest data {low} month{'' if low == 1 else 's'} old."
    return f"Newest data {low} to {high} months old."


@cache
def _record(names: tuple[str, ...]) -> Any:
    return namedtuple("Record", names)


def _of(findings: pd.DataFrame, area: str | None) -> pd.Series:
    return findings["area"] == (area or ENGLAND)


def _parted(rows: pd.DataFrame, column: str) -> list[tuple[str, pd.DataFrame]]:
    keys = rows[column].astype(str)
    return [(str(name), part) for name, part in rows.groupby(keys, sort=False)]

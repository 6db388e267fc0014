"""Observations put onto one date's geography: carried over, added up, or said to be impossible."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from insight import areas
from insight.findings.coverage import BATCH, covered, impossible

CELL = [*BATCH, "breakdown", "group"]  # what a number is about, but for the area
INTO_ICB = (("icb", "icb"), ("sub_icb", "icb"), ("trust", "icb"))  # published level -> level of a report
UPWARD = ("icb", "region", "england")  # each may be added up from the levels before it
COUNTS = ["numerator", "denominator"]
SUMS = [*COUNTS, "total", "squares"]
CARRIED = ["value", "lower", "upper", "sd", "decimals"]
NO_SUM = "A figure for the whole cannot be made from those of its parts: only counts and averages can."


def onto(
    observations: pd.DataFrame,
    at: date,
    *,
    statistic: dict[str, str],
    roll_up: Mapping[str, Mapping[Any, str]],
) -> pd.DataFrame:
    """Give the observations by the areas in force on a date.

    observations : rows as the store keeps them, at most one per metric, period, group and
        area. at : the edition's geography date. statistic : the statistic of each metric.
    roll_up : for each source, {level: the lowest level its rows may be added up to}; rows
        of a level that is not named are only carried over.

    Returns one row per cell and area: the counts added up; value, lower and upper where a
    single row was carried over unchanged; parts, the number of rows added; coverage
    (whole, part, none) with coverage_note saying what is missing. An ICB of the date that
    cannot be made, although others can, gets a row with coverage `none`.
    """
    rows = _with_sums(observations)
    made = [_carried(rows)]
    for level, target in _routes(rows):
        here = rows[rows["area_type"] == level]
        if level != target:
            here = here[here["source"].isin(_leave(roll_up, level, target))]
        if not here.empty:
            made.append(_routed(here, level, target, at, statistic))
    found = pd.concat([frame for frame in made if not frame.empty], ignore_index=True)
    return _best(found).drop(columns=["total", "squares", "order"], errors="ignore")


def _routes(rows: pd.DataFrame) -> Iterable[tuple[str, str]]:
    """Give the pairs of levels to try: into ICBs first, then from each level upward."""
    levels = set(rows["area_type"].unique())
    yield from (route for route in INTO_ICB if route[0] in levels)
    for target in ("region", "england"):
        yield from ((level, target) for level in ("sub_icb", "icb", "trust") if level in levels)


def _leave(roll_up: Mapping[str, Mapping[Any, str]], level: str, target: str) -> list[str]:
    """Give the sources whose rows of a level may be added up to another."""
    lowest = {name: to[level] for name, to in roll_up.items() if level in to}
    return [name for name, to in lowest.items() if UPWARD.index(target) >= UPWARD.index(to)]


def _with_sums(observations: pd.DataFrame) -> pd.DataFrame:
    """Add the sums from which a mean and its spread can be made again: n·m and the sum of squares."""
    rows = observations.copy()
    numbers = [*COUNTS, "value", "lower", "upper", "sd"]
    rows[numbers] = rows[numbers].astype("Float64").astype(float)
    n, m, s = rows["denominator"], rows["value"], rows["sd"]
    return rows.assign(total=n * m, squares=(n - 1) * s**2 + n * m**2)


def _carried(rows: pd.DataFrame) -> pd.DataFrame:
    """Give the rows of levels that no geography date changes, as they are."""
    same = rows[~rows["area_type"].isin(["icb", "sub_icb"])]
    return same.assign(parts=1, part_type=same["area_type"], coverage="whole", coverage_note=None, order=0)


def _routed(rows: pd.DataFrame, level: str, target: str, at: date, statistic: dict[str, str]) -> pd.DataFrame:
    """Give rows of one level by the areas of another, with what each covers."""
    links = areas.crosswalk(level, target, at)
    links = links.assign(source_start=pd.to_datetime(links["source_start"]))
    full = links[links["extent"] == "full"][["source", "source_start", "target"]]
    full.columns = ["area", "area_start", "target"]
    summed = _summed(rows.merge(full, on=["area", "area_start"]), statistic)
    cover = covered(rows, level, target, at)
    out = summed.merge(cover, on=[*BATCH, "target"], how="left")
    refused = out.pop("refused")
    out["coverage"] = np.where(refused, "none", out["coverage"])
    out["coverage_note"] = np.where(refused, NO_SUM, out["coverage_note"])
    out = _short(out, level)
    if target == "icb":
        out = pd.concat([out, impossible(rows, out, cover, at)], ignore_index=True)
    return out.rename(columns={"target": "area"}).assign(
        area_type=target, part_type=level, order=1 + (level != target)
    )


def _summed(linked: pd.DataFrame, statistic: dict[str, str]) -> pd.DataFrame:
    """Add up rows that share a cell and a target. A part without numbers is left out and counted.

    A row that stands alone keeps its published value and interval. Where several are
    added, a mean and its spread are made again from their sums; any other published
    value is `refused`.
    """
    empty = linked[["numerator", "value"]].isna().all(axis=1)
    linked = linked.assign(short=empty.astype(int), parts=(~empty).astype(int), rows=1)
    linked.loc[empty, SUMS] = np.nan
    first = {name: (name, "first") for name in ("audit", "period", "source", "reason", *CARRIED)}
    most = {name: (name, "max") for name in ("status", "rounded_to", "published")}
    added = {name: (name, "sum") for name in ("short", "parts", "rows")}
    grouped = linked.groupby([*CELL, "target"], sort=False, observed=True)
    out = grouped.agg(**first, **most, **added)
    out[SUMS] = grouped[SUMS].sum(min_count=1)
    out = out.reset_index()
    several = (out.pop("rows") > 1).to_numpy()
    kind = out["metric"].map(statistic).to_numpy()
    n = out["denominator"]
    mean = (out["total"] / n).where(kind == "mean")
    spread = np.sqrt(((out["squares"] - n * mean**2) / (n - 1)).clip(lower=0))
    out["value"] = out["value"].where(~several, mean)
    out["sd"] = out["sd"].where(~several, spread)
    for name in ("lower", "upper", "decimals"):
        out[name] = out[name].where(~several)
    out["reason"] = out["reason"].where(out["parts"] == 0)
    return out.assign(refused=several & np.isin(kind, ["median", "published"]))


def _short(out: pd.DataFrame, level: str) -> pd.DataFrame:
    """Say of a sum that some of its parts are withheld at source, so that it is not the whole."""
    short = out.pop("short")
    partly = (short > 0) & (out["parts"] > 0)
    unit = {"sub_icb": "sub-ICB", "icb": "ICB", "trust": "trust"}[level]
    count = short.astype(str) + " of " + (short + out["parts"]).astype(str)
    note = f"The {unit} rows have no figure in " + count + "."
    before = out["coverage_note"].fillna("")
    out["coverage_note"] = out["coverage_note"].where(~partly, (before + " " + note).str.strip())
    out["coverage"] = out["coverage"].where(~(partly & (out["coverage"] == "whole")), "part")
    return out


def _best(found: pd.DataFrame) -> pd.DataFrame:
    """Keep one row per cell and area: the widest coverage, then the one nearest to what was published."""
    rank = found["coverage"].map({"whole": 0, "part": 1, "none": 2})
    missing = found[["numerator", "value"]].isna().all(axis=1)
    ordered = found.assign(rank=rank, missing=missing).sort_values(
        ["rank", "missing", "order"], kind="stable"
    )
    kept = ordered.drop_duplicates([*CELL, "area_type", "area"])
    return kept.drop(columns=["rank", "missing"]).sort_index().reset_index(drop=True)

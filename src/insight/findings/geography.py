"""Observations put onto one date's geography: carried over, added up, or said to be impossible."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from insight import areas
from insight.definitions.source import RollUp
from insight.findings.coverage import BATCH, CELL, covered, impossible, noted
from insight.findings.spreading import NEGLIGIBLE, check_kept, estimate_notes, left_out, reached, shared_out

LEVELS = {"sub_icb": "sub-ICB", "icb": "ICB", "site": "site", "trust": "trust"}  # that may be added up
UPWARD = ("icb", "region", "england")  # each may be added up from the levels before it
COUNTS = ["numerator", "denominator"]
SUMS = [*COUNTS, "total", "squares"]
CARRIED = ["value", "lower", "upper", "sd", "decimals", "published_status"]
NO_SUM = "A figure for the whole cannot be made from those of its parts: only counts and averages can."
TREATED = {
    "site": "Added up from the sites that stand here: everyone treated there, wherever they live.",
    "trust": "Added up from the trusts based here: everyone they treated, wherever they live.",
}
ELSEWHERE = "It is about people by where they live, and a {} counts the people it treats, wherever they live."


def onto(
    observations: pd.DataFrame,
    at: date,
    *,
    statistic: Mapping[str, str],
    roll_up: Mapping[str, Mapping[Any, Any]],
    setting: Mapping[str, str] | None = None,
    shares: Mapping[str, pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """Give the observations by the areas in force on a date.

    observations : rows as the store keeps them, at most one per metric, period, group and
        area. at : the edition's geography date. statistic : the statistic of each metric.
    roll_up : for each source, {level: the lowest level its rows may be added up to}, or
        the RollUp that says so; rows of a level that is not named are only carried over.
    setting : of each metric, whether it counts people by place of treatment or residence.
        By residence, trusts and sites are not added up into the areas in which they lie.
    shares : for each source that spreads its trusts, where their patients live. Such trusts
        are spread over ICBs and regions; England is their plain sum.

    Returns one row per cell and area: the counts added up; value, lower and upper where a
    single row was carried over unchanged; parts, the number of rows added; coverage
    (whole, part, none) with coverage_note saying what is missing, and of trusts and sites
    on what grounds they were added; spread, the sum of the shares of the parts, missing
    where none was spread: such counts are estimates and no whole numbers. An ICB of the
    date that cannot be made, although others can, gets a row with coverage `none`.
    """
    rows = _with_sums(observations)
    leave = _leave(roll_up)
    about = _About(at, statistic, setting or {})
    made = [_carried(rows)]
    for level, target in _routes(rows):
        here = rows[rows["area_type"] == level]
        if level != target:
            spread = here[here["source"].isin(_sources(leave, level, target, by="shares"))]
            here = here[here["source"].isin(_sources(leave, level, target, by="place"))]
            if not spread.empty:
                titles = {name: to[level] for name, to in leave.items() if level in to}
                made.append(_spread(spread, target, about, shares or {}, titles))
        if not here.empty:
            made.append(_placed(here, level, target, about))
    found = pd.concat([frame for frame in made if not frame.empty], ignore_index=True)
    return _best(found).drop(columns=["total", "squares", "order"], errors="ignore")


class _About(NamedTuple):
    """The date, and what is known of each metric."""

    at: date
    statistic: Mapping[str, str]
    setting: Mapping[str, str]


def _routes(rows: pd.DataFrame) -> Iterable[tuple[str, str]]:
    """Give the pairs of levels to try: into ICBs first, from the surest level on, then upward."""
    levels = set(rows["area_type"].unique())
    yield from ((level, "icb") for level in ("icb", "sub_icb", "site", "trust") if level in levels)
    for target in ("region", "england"):
        yield from ((level, target) for level in ("sub_icb", "icb", "site", "trust") if level in levels)


def _leave(roll_up: Mapping[str, Mapping[Any, Any]]) -> dict[str, dict[str, RollUp]]:
    return {
        name: {level: RollUp.model_validate(up) for level, up in to.items()} for name, to in roll_up.items()
    }


def _sources(leave: Mapping[str, Mapping[str, RollUp]], level: str, target: str, *, by: str) -> list[str]:
    """Give the sources whose rows of a level are added up to another in a way. England needs no shares."""
    mine = {name: to[level] for name, to in leave.items() if level in to}
    return [
        name
        for name, up in mine.items()
        if UPWARD.index(target) >= UPWARD.index(up.to) and by == ("place" if target == "england" else up.by)
    ]


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


def _placed(rows: pd.DataFrame, level: str, target: str, about: _About) -> pd.DataFrame:
    """Give rows of one level by the areas of another in which they lie, with what each covers."""
    links = areas.crosswalk(level, target, about.at)
    full = links[links["extent"] == "full"][["source", "source_start", "target"]]
    full = full.set_axis(["area", "area_start", "target"], axis=1)
    full["area_start"] = pd.to_datetime(full["area_start"])
    linked = rows.merge(full, on=["area", "area_start"]).assign(weight=np.nan)
    cover = covered(rows, level, target, about.at)
    out = _made(linked, cover, level, about)
    if level in TREATED and target != "england":
        out = noted(out, TREATED[level], where=out["coverage"] != "none", keep=True)
        lives = out["metric"].map(about.setting) == "residence"
        out["coverage"] = out["coverage"].mask(lives, "none")
        out["coverage_note"] = out["coverage_note"].mask(lives, ELSEWHERE.format(level))
    if target == "icb":
        out = pd.concat([out, impossible(rows, out, cover, about.at)], ignore_index=True)
    return _filed(out, level, target, 1 + (level != target))


def _spread(
    rows: pd.DataFrame,
    target: str,
    about: _About,
    shares: Mapping[str, pd.DataFrame],
    leave: Mapping[str, RollUp],
) -> pd.DataFrame:
    """Give rows of trusts by the areas in which their patients live, with what each covers."""
    check_kept(rows, shares)
    cover = reached(rows, shares, target, about.at)
    out = _made(shared_out(rows, shares, target, about.at), cover, "trust", about)
    if target == "icb":
        out = pd.concat([out, impossible(rows, out, cover, about.at)], ignore_index=True)
    out = out.merge(left_out(rows, shares), on=CELL, how="left")
    lost, people = out.pop("left_out"), out.pop("people")
    out = noted(out, lost, where=lost.notna(), keep=people <= NEGLIGIBLE * out["denominator"])
    words = estimate_notes(out, about.setting, leave)
    out = noted(out, words, where=out["coverage"] != "none", keep=True)
    return _filed(out, "trust", target, 3)


def _made(linked: pd.DataFrame, cover: pd.DataFrame, level: str, about: _About) -> pd.DataFrame:
    """Add up rows that share a cell and a target, with what each sum covers."""
    out = _summed(linked, about.statistic).merge(cover, on=[*BATCH, "target"], how="left")
    refused = out.pop("refused")
    out["coverage"] = np.where(refused, "none", out["coverage"])
    out["coverage_note"] = np.where(refused, NO_SUM, out["coverage_note"])
    return _short(out, level)


def _filed(out: pd.DataFrame, level: str, target: str, order: int) -> pd.DataFrame:
    named = out.rename(columns={"target": "area"})
    return named.assign(area_type=target, part_type=level, order=order)


def _summed(linked: pd.DataFrame, statistic: Mapping[str, str]) -> pd.DataFrame:
    """Add up rows that share a cell and a target. A part without numbers is left out and counted.

    linked : rows with target, and weight: the share that is added, missing for all of it.
    A row that stands alone keeps its published value and interval. Where several are
    added, or shares of them, a mean and its spread are made again from their sums; any
    other published value is `refused`.
    """
    empty = linked[["numerator", "value"]].isna().all(axis=1)
    linked = linked.assign(short=empty.astype(int), parts=(~empty).astype(int), rows=1)
    linked[SUMS] = linked[SUMS].mul(linked["weight"].fillna(1), axis=0)
    linked.loc[empty, [*SUMS, "weight"]] = np.nan
    first = {name: (name, "first") for name in ("audit", "period", "source", "reason", *CARRIED)}
    most = {name: (name, "max") for name in ("status", "rounded_to", "published")}
    added = {name: (name, "sum") for name in ("short", "parts", "rows")}
    grouped = linked.groupby([*CELL, "target"], sort=False, observed=True)
    out = grouped.agg(**first, **most, **added)
    out[SUMS] = grouped[SUMS].sum(min_count=1)
    out["spread"] = grouped["weight"].sum(min_count=1)
    out = out.reset_index()
    several = ((out.pop("rows") > 1) | out["spread"].notna()).to_numpy()
    kind = out["metric"].map(statistic).to_numpy()
    n = out["denominator"]
    mean = (out["total"] / n).where(kind == "mean")
    spread = np.sqrt(((out["squares"] - n * mean**2) / (n - 1)).clip(lower=0))
    out["value"] = out["value"].where(~several, mean)
    out["sd"] = out["sd"].where(~several, spread)
    for name in ("lower", "upper", "decimals", "published_status"):
        out[name] = out[name].where(~several)
    out["reason"] = out["reason"].where(out["parts"] == 0)
    return out.assign(refused=several & np.isin(kind, ["median", "published"]))


def _short(out: pd.DataFrame, level: str) -> pd.DataFrame:
    """Say of a sum that some of its parts are withheld at source, so that it is not the whole."""
    short = out.pop("short")
    partly = (short > 0) & (out["parts"] > 0)
    count = short.astype(str) + " of " + (short + out["parts"]).astype(str)
    note = f"The {LEVELS[level]} rows have no figure in " + count + "."
    return noted(out, note, where=partly)


def _best(found: pd.DataFrame) -> pd.DataFrame:
    """Keep one row per cell and area: the widest coverage, then the one nearest to what was published."""
    rank = found["coverage"].map({"whole": 0, "part": 1, "none": 2})
    missing = found[["numerator", "value"]].isna().all(axis=1)
    ordered = found.assign(rank=rank, missing=missing).sort_values(
        ["rank", "missing", "order"], kind="stable"
    )
    kept = ordered.drop_duplicates([*CELL, "area_type", "area"])
    return kept.drop(columns=["rank", "missing"]).sort_index().reset_index(drop=True)

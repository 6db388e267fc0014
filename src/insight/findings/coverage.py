"""Whether the parts of an area are all in the data, and what to say when they are not."""

from datetime import date
from functools import lru_cache

import pandas as pd

from insight import areas, paths

BATCH = ["metric", "period_start", "period_end"]  # rows that were collected and published together
CELL = [*BATCH, "breakdown", "group"]  # what a number is about, but for the area
UNLISTED = ("trust", "site")  # levels with no list of the areas that ought to be in the data
LACK = {"sub_icb": "made from sub-ICB rows", "icb": "made from ICB rows", "shares": "told from shares by ICB"}
IMPOSSIBLE = "This area cannot be made from this data."


def covered(rows: pd.DataFrame, level: str, target: str, at: date) -> pd.DataFrame:
    """Say, for each metric, period and target, whether all the target's parts are in the data.

    rows : observations of one level, with area and area_start. target : the level they are
    added up to, as it stands at the date `at`. The parts wanted are those of the geography
    the data were collected on: the one in force when the newest of its areas began. Trusts
    and sites have no such list, so a sum of them covers those there are. The level `shares`
    is that of ICBs over which trusts were spread.

    Returns metric, period_start, period_end, target, coverage (whole, part, none) and
    coverage_note (missing when whole).
    """
    if rows.empty:
        return rows[BATCH].assign(target="", coverage="", coverage_note=None)
    seen = rows[[*BATCH, "area", "area_start"]].drop_duplicates()
    batches = seen.groupby(BATCH, sort=False, observed=True).agg(vintage=("area_start", "max")).reset_index()
    wanted = pd.concat(
        [
            _wanted(paths.root(), level.replace("shares", "icb"), target, at, vintage)
            for vintage in batches["vintage"].unique()
        ]
    )
    seen = seen.rename(columns={"area": "source", "area_start": "source_start"}).assign(here=True)
    found = batches.merge(wanted, on="vintage").merge(seen, on=[*BATCH, "source", "source_start"], how="left")
    if level in UNLISTED:
        found = found[found["here"].notna()]
    found["got"] = found["here"].notna() & (found["extent"] == "full")
    keys = [*BATCH, "target"]
    judged = found.groupby(keys, sort=False, observed=True)["got"].agg(["all", "any"]).reset_index()
    judged["coverage"] = judged["any"].map({True: "part", False: "none"}).mask(judged["all"], "whole")
    notes = _notes(found[~found["got"]], found, level, keys)
    return judged.drop(columns=["all", "any"]).merge(notes, on=keys, how="left")


def impossible(rows: pd.DataFrame, made: pd.DataFrame, cover: pd.DataFrame, at: date) -> pd.DataFrame:
    """Give a row with no numbers for every ICB of the date that could not be made though others could.

    rows : the observations. made : what came of them. cover : as `covered` says. Only the
    whole population of each metric and period (breakdown `all`) is filled in so.
    """
    about = rows.groupby(BATCH, sort=False, observed=True)[
        ["audit", "period", "source", "published", "status", "rounded_to"]
    ].max()
    every = pd.DataFrame({"target": [area.code for area in areas.known("icb", at=at)]})
    cells = about.reset_index().merge(every, how="cross")
    have = made.loc[made["breakdown"] == "all", [*BATCH, "target"]].assign(have=True)
    cells = cells.merge(have, on=[*BATCH, "target"], how="left").merge(
        cover, on=[*BATCH, "target"], how="left"
    )
    gone = cells[cells.pop("have").isna()].copy()
    gone["coverage"] = "none"
    gone["coverage_note"] = gone["coverage_note"].fillna(IMPOSSIBLE)
    return gone.assign(breakdown="all", group="all", parts=0)


def noted(
    rows: pd.DataFrame, note: str | pd.Series, *, where: pd.Series, keep: bool | pd.Series = False
) -> pd.DataFrame:
    """Add a sentence to the coverage notes of some rows; what was whole is then part, unless it may keep."""
    before = rows["coverage_note"].astype(object)
    after = (before.fillna("") + " " + note).str.strip()
    whole = pd.Series(keep, index=rows.index) | (rows["coverage"] != "whole")
    coverage = rows["coverage"].mask(where & ~whole, "part")
    return rows.assign(coverage=coverage, coverage_note=before.mask(where, after))


@lru_cache(maxsize=64)
def _wanted(root: object, level: str, target: str, at: date, vintage: pd.Timestamp) -> pd.DataFrame:
    """Give the parts of every target, as their level stood when the data were collected."""
    parts = areas.constituents(target, level, at)
    parts = parts.assign(source_start=pd.to_datetime(parts["source_start"]), vintage=vintage)
    if level in UNLISTED:
        return parts
    table = areas.table()
    begun = pd.to_datetime(table["start"]) <= vintage
    going = pd.to_datetime(table["end"]).fillna(pd.Timestamp("2262-01-01")) >= vintage
    alive = table.loc[(table["type"] == level) & begun & going, ["code", "start"]]
    alive = alive.set_axis(["source", "source_start"], axis=1)
    return parts.merge(alive.assign(source_start=pd.to_datetime(alive["source_start"])))


def _notes(missing: pd.DataFrame, found: pd.DataFrame, level: str, keys: list[str]) -> pd.DataFrame:
    """Write what each incomplete target covers and what it lacks: one sentence each."""
    kinds = missing[["source", "source_start", "extent", "name", "share"]].drop_duplicates()
    kinds["lack"] = [
        _lack(name, extent, share, level)
        for name, extent, share in zip(kinds["name"], kinds["extent"], kinds["share"], strict=True)
    ]
    worded = missing.merge(kinds, on=["source", "source_start", "extent", "name", "share"])
    lacks = worded.groupby(keys, sort=False, observed=True)["lack"].agg(" ".join)
    got = found[found["got"]].groupby(keys, sort=False, observed=True)["name"].agg(tuple)
    covers = got.reindex(lacks.index).map(_covers)
    return (covers + " " + lacks).rename("coverage_note").reset_index()


def _lack(name: str, extent: str, share: float, level: str) -> str:
    if extent == "full":
        return f"{name} is not in the data."
    people = f", {share:.0%} of its people," if pd.notna(share) else ""
    return f"The share of {name}{people} cannot be {LACK[level]}."


def _covers(names: object) -> str:
    return f"Covers {_list(names)}." if isinstance(names, tuple) else IMPOSSIBLE


def _list(names: tuple[str, ...]) -> str:
    shown = [str(name) for name in names]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"

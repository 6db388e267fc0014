"""Which rows of findings add up to which: groups to everybody, areas to their parent, quarters to a year."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

CELL = ["metric", "status", "start", "end", "breakdown", "group"]  # a row's key, but for its area
DAY = pd.Timedelta(days=1)


@dataclass(frozen=True)
class Ties:
    """Sums of rows.

    ties : one row per sum, index 0, 1, …: words; exact, or else the parts are at most the whole.
    terms : tie, row, by: 1 for a part and -1 for the whole.
    """

    ties: pd.DataFrame
    terms: pd.DataFrame


def together(several: Sequence[Ties]) -> Ties:
    """Give several sets of ties as one."""
    offset = np.cumsum([0, *(len(one.ties) for one in several)])
    terms = [one.terms.assign(tie=one.terms["tie"] + add) for one, add in zip(several, offset, strict=False)]
    return Ties(
        pd.concat([one.ties for one in several], ignore_index=True), pd.concat(terms, ignore_index=True)
    )


def of_groups(rows: pd.DataFrame) -> Ties:
    """Give, for each area and breakdown, that its groups make up everybody.

    rows : index 0, 1, …, with CELL, area and area_type. Where an area has no row for a group
    that others have, its groups are at most the whole.
    """
    key = ["metric", "status", "start", "end", "area"]
    everybody = rows["breakdown"] == "all"
    parts = rows.loc[~everybody, [*key, "breakdown", "group"]]
    most = parts.groupby(["metric", "breakdown"], observed=True)["group"].nunique().rename("most")
    parts = parts.rename_axis("row").reset_index().join(most, on=["metric", "breakdown"])
    whole = rows.loc[everybody, key].rename_axis("whole").reset_index().drop_duplicates(key)
    return _ties(
        parts.merge(whole, on=key),
        [*key, "breakdown"],
        rows,
        "its groups by " + rows["breakdown"].astype(str),
    )


def of_areas(rows: pd.DataFrame, parents: pd.DataFrame) -> Ties:
    """Give, for each area, that the areas within it make it up, each kind of area by itself.

    parents : child and parent, codes of areas. A parent that has no rows hands its children
    to its own parent. Where a child that has rows has none here, the children are at most
    the whole, as where one of them does not cover all of its area; a whole that does not cover
    all of its own is tied to nothing.
    """
    links = _lifted(parents, set(rows["area"].unique()))
    kinds = rows[["metric", "area", "area_type"]].drop_duplicates()
    sizes = kinds.merge(links, left_on="area", right_on="child")
    most = sizes.groupby(["metric", "parent", "area_type"], observed=True).size().rename("most")
    parts = rows[[*CELL, "area", "area_type", "complete"]].rename_axis("row").reset_index()
    parts = parts.merge(links, left_on="area", right_on="child").drop(columns=["area", "child"])
    parts = parts.join(most, on=["metric", "parent", "area_type"])
    short = parts.loc[~parts["complete"], [*CELL, "parent", "area_type"]].drop_duplicates()
    parts = parts.merge(short.assign(short=True), on=[*CELL, "parent", "area_type"], how="left")
    parts["most"] = parts["most"].mask(parts.pop("short").notna(), np.inf)
    whole = rows.loc[rows["complete"], [*CELL, "area"]].rename_axis("whole").reset_index()
    whole = whole.rename(columns={"area": "parent"}).drop_duplicates([*CELL, "parent"])
    words = "its parts of the kind " + rows["area_type"].astype(str)
    return _ties(parts.merge(whole, on=[*CELL, "parent"]), [*CELL, "parent", "area_type"], rows, words)


def _lifted(parents: pd.DataFrame, known: set) -> pd.DataFrame:
    """Give child and nearest parent that has rows."""
    links = parents[["child", "parent"]].drop_duplicates()
    for _ in range(4):
        missing = ~links["parent"].isin(known)
        if not missing.any():
            break
        higher = parents.rename(columns={"child": "parent", "parent": "above"})
        lifted = links[missing].merge(higher, on="parent")[["child", "above"]]
        links = pd.concat([links[~missing], lifted.rename(columns={"above": "parent"})]).drop_duplicates()
    return links[links["child"].isin(known) & links["parent"].isin(known)]


def of_periods(rows: pd.DataFrame) -> tuple[Ties, pd.DataFrame]:
    """Give that a period is the sum of the shorter ones in it, and rows for those nobody publishes.

    Overlapping periods are cut at every first and last day, and each is the sum of its
    pieces. A piece that no row is about becomes a row of which nothing is known; such rows
    come second, numbered on from the last of `rows`.
    """
    cut = [_cut(metric, days) for metric, days in _periods(rows)]
    cut = [frame for frame in cut if len(frame)]
    if not cut:
        return _nothing(), rows.iloc[:0]
    pieces = pd.concat(cut, ignore_index=True)
    key = ["metric", "status", "breakdown", "group", "area"]
    parts = rows[[*key, "start", "end", "area_type"]].rename_axis("whole").reset_index()
    parts = parts.merge(pieces, on=["metric", "start", "end"])
    parts = parts.drop(columns=["start", "end"]).rename(columns={"from": "start", "to": "end"})
    known = rows[[*key, "start", "end"]].rename_axis("row").reset_index()
    known = known.drop_duplicates([*key, "start", "end"])
    parts = parts.merge(known, on=[*key, "start", "end"], how="left")
    fresh = parts[parts["row"].isna()].drop_duplicates([*key, "start", "end"])
    fresh = fresh[[*key, "start", "end", "area_type"]].reset_index(drop=True)
    fresh.index = fresh.index + len(rows)
    numbers = fresh.rename_axis("fresh").reset_index().drop(columns="area_type")
    parts = parts.merge(numbers, on=[*key, "start", "end"], how="left")
    parts["row"] = parts["row"].fillna(parts["fresh"]).astype(int)
    words = pd.Series("the shorter periods in it", index=range(len(rows)))
    return _ties(parts.assign(most=0), ["whole"], rows, words), fresh


def of_revisions(rows: pd.DataFrame) -> Ties:
    """Give that an assured count is at least the provisional one: records come late, few are taken out."""
    key = ["metric", "start", "end", "breakdown", "group", "area"]
    found = rows[[*key, "status"]].rename_axis("row").reset_index()
    early, late = found[found["status"] == "provisional"], found[found["status"] == "assured"]
    pairs = early.merge(late.rename(columns={"row": "whole"})[[*key, "whole"]], on=key)
    words = pd.Series("what was known of it when it was provisional", index=range(len(rows)))
    return _ties(pairs.assign(most=np.inf), ["whole"], rows, words)


def _periods(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    days = rows[["metric", "start", "end"]].drop_duplicates().dropna()
    return [(str(metric), part) for metric, part in days.groupby("metric", observed=True)]


def _cut(metric: str, days: pd.DataFrame) -> pd.DataFrame:
    """Give the pieces (from, to) of each period of a metric that another of its periods cuts."""
    marks = np.unique(np.concatenate([days["start"].to_numpy(), (days["end"] + DAY).to_numpy()]))
    first = np.searchsorted(marks, days["start"].to_numpy())
    after = np.searchsorted(marks, (days["end"] + DAY).to_numpy())
    count = after - first
    which = np.repeat(np.arange(len(days)), count)
    place = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + first[which]
    out = days.iloc[which].reset_index(drop=True).assign(metric=metric)
    out["from"], out["to"] = marks[place], marks[place + 1] - DAY
    return out[np.repeat(count, count) > 1]


def _nothing() -> Ties:
    empty: dict[str, list] = {"tie": [], "row": [], "by": []}
    return Ties(pd.DataFrame({"words": [], "exact": []}), pd.DataFrame(empty, dtype=int))


def _ties(parts: pd.DataFrame, key: list[str], rows: pd.DataFrame, words: pd.Series) -> Ties:
    """Give ties from parts with row, whole and most: how many parts a whole has where it has them all."""
    if parts.empty:
        return _nothing()
    tie = parts.groupby(key, sort=False, observed=True, dropna=False).ngroup().to_numpy()
    first = pd.Series(np.arange(len(parts))).groupby(tie).first().to_numpy()
    count = np.bincount(tie)
    one = parts.iloc[first]
    said = rows["label"].iloc[one["whole"]].to_numpy() + " against "
    ties = pd.DataFrame(
        {
            "words": said + words.iloc[np.minimum(one["row"], len(words) - 1)].to_numpy(),
            "exact": count >= one["most"].to_numpy(),
        }
    )
    terms = pd.DataFrame(
        {
            "tie": np.concatenate([tie, np.arange(len(one))]),
            "row": np.concatenate([parts["row"], one["whole"]]),
            "by": np.repeat([1, -1], [len(parts), len(one)]),
        }
    )
    return Ties(ties, terms)

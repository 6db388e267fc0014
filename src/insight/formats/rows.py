"""The rows of findings that a reader looks at: an area's newest, its history, its groups."""

from collections import namedtuple
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

import numpy as np
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
CITED = ["metric", "source_title", "published", "age_months", "synthetic"]  # what a caption reads
NO_CODE = -2  # of no word, not even of a missing one


def newest(findings: pd.DataFrame, area: str | None) -> pd.DataFrame:
    """Give an area's newest row of each metric, whole population; England's when area is None."""
    return _kept(findings, are_newest(findings, area))


def are_newest(findings: pd.DataFrame, area: str | None) -> np.ndarray:
    """Tell of each row whether it is among those that newest gives."""
    return _of(findings, area) & _newest(findings) & is_word(findings, "breakdown", "all")


def history(findings: pd.DataFrame, area: str | None) -> pd.DataFrame:
    """Give every period of an area, whole population; England's when area is None."""
    return _kept(findings, are_of(findings, area))


def are_of(findings: pd.DataFrame, area: str | None) -> np.ndarray:
    """Tell of each row whether it is among those that history gives."""
    return _of(findings, area) & is_word(findings, "breakdown", "all")


def are_groups(findings: pd.DataFrame, area: str | None, by: str) -> np.ndarray:
    """Tell of each row whether it is an area's newest of a metric and group of a breakdown."""
    return _of(findings, area) & _newest(findings) & is_word(findings, "breakdown", by)


def peers(findings: pd.DataFrame, level: str) -> pd.DataFrame:
    """Give the newest row of each metric for every area of a level, whole population."""
    return _kept(findings, are_peers(findings, level))


def are_peers(findings: pd.DataFrame, level: str) -> np.ndarray:
    """Tell of each row whether it is among those that peers gives."""
    of_level = is_word(findings, "area_type", level)
    return of_level & _newest(findings) & is_word(findings, "breakdown", "all")


def is_word(rows: pd.DataFrame, column: str, word: str) -> np.ndarray:
    """Tell of each row whether a column of words holds one; of codes, only the codes are compared."""
    words = rows[column].array
    if isinstance(words, pd.Categorical):
        return words.codes == (words.categories.get_loc(word) if word in words.categories else NO_CODE)
    return (rows[column] == word).to_numpy(bool)


def by_metric(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Part rows by metric, in the order their audits list them."""
    return _parted(rows, "metric")


def by_audit(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Part rows by audit, in the order they stand."""
    return _parted(rows, "audit")


def as_records(rows: pd.DataFrame, names: Iterable[str]) -> list[Any]:
    """Give each row as a record of the columns asked for; a page reads few of findings' many."""
    names = tuple(names)
    columns = [_plain(rows[name]).tolist() for name in names]
    return list(map(_record(names)._make, zip(*columns, strict=True)))


def records_where(rows: pd.DataFrame, chosen: np.ndarray, names: Iterable[str]) -> list[Any]:
    """Give the rows that are chosen as records of the columns asked for, without a frame of all columns."""
    names = tuple(names)
    return list(map(_record(names)._make, zip(*columns_where(rows, chosen, names), strict=True)))


def columns_where(rows: pd.DataFrame, chosen: np.ndarray, names: Iterable[str]) -> list[list[Any]]:
    """Give columns of the rows that are chosen, each as a list."""
    places = chosen.nonzero()[0]
    return [_plain(rows[name])[places].tolist() for name in names]  # take would copy a whole column first


def records_by_audit(rows: pd.DataFrame, names: Iterable[str]) -> dict[str, list[Any]]:
    """Give rows as records, audit by audit in the order they stand."""
    found: dict[str, list[Any]] = {}
    for audit, record in zip(rows["audit"].tolist(), as_records(rows, names), strict=True):
        found.setdefault(str(audit), []).append(record)
    return found


def parted_by_audit(records: Iterable[Any]) -> dict[str, list[Any]]:
    """Part records by audit, in the order they stand."""
    found: dict[str, list[Any]] = {}
    for record in records:
        found.setdefault(str(record.audit), []).append(record)
    return found


def place(findings: pd.DataFrame, area: str | None) -> str:
    """Give the short name of an area; England when area is None; its code when nothing names it.

    An area without rows of its own is named by what was loaded (`attrs`), or by the rows of
    areas within it (`parent_name`).
    """
    own = _first(_of(findings, area))
    if own is not None:
        return str(findings["short_name"].iloc[own])
    if area is not None and findings.attrs.get("area") == area:
        return str(findings.attrs["short_name"])
    within = _first((findings["parent"] == area).to_numpy(bool)) if "parent_name" in findings else None
    return str(findings["parent_name"].iloc[within]) if within is not None else area or "England"


def level_of(findings: pd.DataFrame, area: str | None) -> str:
    """Give the kind of area, such as icb; an ICB when there are no rows of it and none was loaded."""
    own = _first(_of(findings, area))
    if own is None:
        return str(findings.attrs["area_type"]) if findings.attrs.get("area") == area else "icb"
    return str(findings["area_type"].iloc[own])


def england_decimals(findings: pd.DataFrame) -> dict[str, int]:
    """Give the decimals England's newest value of each metric is shown with."""
    names, decimals = columns_where(findings, are_newest(findings, None), ["metric", "decimals"])
    return {
        str(name): 1 if pd.isna(places) else int(places) for name, places in zip(names, decimals, strict=True)
    }


def is_synthetic(rows: pd.DataFrame) -> bool:
    """Tell whether any of the rows is made up."""
    return any(made_up for made_up in rows["synthetic"].tolist() if not pd.isna(made_up))


def captioned(text: str, rows: pd.DataFrame | Sequence[Any], *, most: int = 3) -> str:
    """Add to a caption its sources, when they came out, how old the data are, and whether made up.

    rows : the findings shown, or records of them with CITED. Age is counted from the last day of
    the newest period shown to the edition's day.
    """
    records = as_records(rows, CITED) if isinstance(rows, pd.DataFrame) else rows
    mark = "Synthetic data. " if any(_is_true(row.synthetic) for row in records) else ""
    if not records:
        return f"{mark}{text}"
    outs: dict[str, dict[date, None]] = {}
    for row in records:
        if isinstance(row.source_title, str):
            outs.setdefault(row.source_title, {})[row.published] = None
    named = [
        f"{title}, published {day(max(out for out in found if not pd.isna(out)))}"
        for title, found in list(outs.items())[:most]
    ]
    more = f"; and {len(outs) - most} more" if len(outs) > most else ""
    return f"{mark}{text} Source: {'; '.join(named)}{more}. {_ages(records)}"


def _ages(records: Sequence[Any]) -> str:
    newest_of: dict[Any, int] = {}
    for metric, months in {(row.metric, row.age_months): None for row in records}:
        if not pd.isna(months):
            newest_of[metric] = min(int(months), newest_of.get(metric, int(months)))
    if not newest_of:
        return "Age of the data not known."
    low, high = min(newest_of.values()), max(newest_of.values())
    if low == high:
        return f"Newest data {low} month{'' if low == 1 else 's'} old."
    return f"Newest data {low} to {high} months old."


def _is_true(made_up: Any) -> bool:
    return made_up is True or (not pd.isna(made_up) and bool(made_up))


def _plain(column: pd.Series) -> Any:
    """Give a column's values in the array that makes a list of them soonest; days stay days."""
    plain = isinstance(column.dtype, np.dtype) and column.dtype.kind not in "mM"
    return column.to_numpy() if plain else column.array


@cache
def _record(names: tuple[str, ...]) -> Any:
    return namedtuple("Record", names)


def _of(findings: pd.DataFrame, area: str | None) -> np.ndarray:
    return is_word(findings, "area", area or ENGLAND)


def _newest(findings: pd.DataFrame) -> np.ndarray:
    return findings["latest"].to_numpy(bool)


def _kept(rows: pd.DataFrame, chosen: np.ndarray) -> pd.DataFrame:
    return rows.take(chosen.nonzero()[0])


def _first(chosen: np.ndarray) -> int | None:
    """Give the place of the first row that is chosen."""
    places = chosen.nonzero()[0]
    return int(places[0]) if len(places) else None


def _parted(rows: pd.DataFrame, column: str) -> list[tuple[str, pd.DataFrame]]:
    """Part rows by a column, in the order its values first stand."""
    keys = rows[column].tolist()
    places: dict[str, list[int]] = {}
    for place_of, key in enumerate(keys):
        places.setdefault(str(key), []).append(place_of)
    found = []
    for name, where in places.items():
        together = where[-1] - where[0] + 1 == len(where)
        found.append((name, rows.iloc[where[0] : where[-1] + 1] if together else rows.iloc[where]))
    return found

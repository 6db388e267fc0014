"""Who lives where: the smallest places of the demonstration data, and the areas they add up to."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from insight import areas, paths
from insight.areas import Area
from insight.errors import BadDefinition

QUINTILES = ("1 most deprived", "2", "3", "4", "5 least deprived")
ETHNIC = ("Asian", "Black", "Mixed", "Other", "White")
NEW_FOOTPRINTS = date(2026, 4, 1)  # periods that end from here on are collected from 36 ICBs
OLD_FOOTPRINTS = date(2022, 7, 1)  # first day of the 42 ICBs; earlier periods are collected from them too
ADDED_UP = ("england", "region", "icb", "sub_icb", "cancer_alliance", "stroke_network")
SPLIT = ("trust", "neonatal_network")  # no places are known for these: England is divided among them
NETWORKS = ("cancer_alliance", "stroke_network")


@dataclass(frozen=True)
class Level:
    """The areas of one level in force on one day, and the places each is made of."""

    areas: tuple[Area, ...]
    members: np.ndarray  # areas x places: 1 where the place belongs to the area

    def places_of(self, code: str) -> np.ndarray:
        """Give the places of one area: 1 where a place belongs to it."""
        return self.members[[area.code for area in self.areas].index(code)]


@lru_cache(maxsize=4)
def _read(path: str) -> pd.DataFrame:
    table = pd.read_csv(path, comment="#", dtype={"sub_icb": str, "sub_icb_2026": str})
    if table.duplicated(["sub_icb", "sub_icb_2026"]).any():
        raise BadDefinition(f"{path} has a place twice. Remove one of the two rows.")
    return table


@lru_cache(maxsize=4)
def _numbers(path: str) -> tuple[np.ndarray, np.ndarray]:
    """Give residents and ethnic shares as arrays: every metric asks for them, time and again."""
    table = _read(path)
    people = 1000.0 * table[[f"quintile_{number}_thousands" for number in range(1, 6)]].to_numpy(dtype=float)
    shares = table[[f"{name.lower()}_percent" for name in ETHNIC]].to_numpy(dtype=float)
    shares = shares / shares.sum(axis=1, keepdims=True)
    for part in (people, shares):
        part.flags.writeable = False
    return people, shares


def places() -> pd.DataFrame:
    """Give the smallest places, one row each, with residents and ethnic make-up.

    They are the sub-ICBs of 2022, one of them in the three parts that went their own ways in 2026.
    """
    return _read(str(paths.params() / "demo" / "populations.csv"))


def residents() -> np.ndarray:
    """Give the residents of each place (rows) by deprivation quintile (columns): not to be changed."""
    return _numbers(str(paths.params() / "demo" / "populations.csv"))[0]


def ethnic_shares() -> np.ndarray:
    """Give the share of each place's residents (rows) in each ethnic group (columns, as ETHNIC).

    Not to be changed.
    """
    return _numbers(str(paths.params() / "demo" / "populations.csv"))[1]


def facts() -> pd.DataFrame:
    """Give how many people of each fifth and ethnic group live in each sub-ICB of 2026.

    Returns area, area_start, area_type, fact, group and people.
    """
    begun = {area.code: area.start for area in areas.known("sub_icb", at=NEW_FOOTPRINTS)}
    fifths = pd.DataFrame(residents(), columns=list(QUINTILES))
    shares = pd.DataFrame(ethnic_shares(), columns=list(ETHNIC))
    by_fact = {"deprivation": fifths, "ethnicity": shares.mul(fifths.sum(axis=1), axis=0)}
    parts = []
    for fact, table in by_fact.items():
        whole = table.groupby(places()["sub_icb_2026"].rename("area")).sum()
        people = whole.reset_index().melt("area", var_name="group", value_name="people")
        parts.append(people.assign(fact=fact, area_type="sub_icb"))
    every = pd.concat(parts, ignore_index=True)
    every["area_start"] = pd.to_datetime(every["area"].map(begun))
    return every[["area", "area_start", "area_type", "fact", "group", "people"]]


def collected_on(period_end: date) -> date:
    """Give the day whose footprints a period is collected on.

    >>> collected_on(date(2026, 3, 31)), collected_on(date(2026, 6, 30))
    (datetime.date(2022, 7, 1), datetime.date(2026, 4, 1))
    """
    return NEW_FOOTPRINTS if period_end >= NEW_FOOTPRINTS else OLD_FOOTPRINTS


@lru_cache(maxsize=32)
def level(name: str, day: date) -> Level:
    """Give the areas of a level, one of ADDED_UP, in force on a day, with the places in each."""
    belongs = _belongs(name, day)
    found = tuple(area for area in areas.known(name, at=day) if area.code in set(belongs))
    return Level(found, np.array([[code == area.code for code in belongs] for area in found], dtype=float))


def _belongs(name: str, day: date) -> list[str]:
    """Give the code of the area of a level each place belongs to on a day."""
    table = places()
    if name == "england":
        return [areas.known("england", at=day)[0].code] * len(table)
    if name in NETWORKS:
        links = areas.crosswalk("sub_icb", name, OLD_FOOTPRINTS).drop_duplicates("source").set_index("source")
        return list(table["sub_icb"].map(links["target"]))
    codes = table["sub_icb"] if day < NEW_FOOTPRINTS else table["sub_icb_2026"]
    known = {area.code: area for area in areas.known("sub_icb", at=day)}
    pick = {"sub_icb": "code", "icb": "parent", "region": "region"}[name]
    return [getattr(known[code], pick) for code in codes]


@lru_cache(maxsize=32)
def lasting(name: str, first: date, last: date) -> tuple[Area, ...]:
    """Give the areas of a level that are in force, unchanged, on two days and so between them."""
    then = {(area.code, area.start) for area in areas.known(name, at=first)}
    return tuple(area for area in areas.known(name, at=last) if (area.code, area.start) in then)


def icb_residents(day: date) -> dict[str, float]:
    """Give the residents of each ICB in force on a day, by code."""
    icbs = level("icb", day)
    people = icbs.members @ residents().sum(axis=1)
    return {area.code: float(count) for area, count in zip(icbs.areas, people, strict=True)}


def trust_residents(trusts: tuple[Area, ...], day: date) -> np.ndarray:
    """Give the residents each trust would serve if the trusts of an ICB shared its people evenly."""
    people = icb_residents(day)
    parents = [trust.parent for trust in trusts]
    middle = float(np.median([people[code] / parents.count(code) for code in people if code in parents]))
    return np.array([people[code] / parents.count(code) if code in people else middle for code in parents])

"""Whether the tables of params/areas agree with one another."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from insight.areas.spelling import normal
from insight.areas.tables import EXTENTS, NETWORKS, RESOLVED_BY, TYPES, Tables, each, refuse


def rows(tables: Tables) -> None:
    """Raise BadDefinition naming every row that does not agree with the rest."""
    refuse(_areas(tables))
    refuse(
        [
            *_codes(tables),
            *_aliases(tables),
            *_parents(tables),
            *_successions(tables),
            *_shares(tables),
            *_networks(tables),
        ]
    )


def ends_before(area: Any, effective: date) -> bool:
    """Tell whether an area's last day is the one before a succession takes effect."""
    return bool(area.end) and area.end + timedelta(days=1) == effective


def _areas(tables: Tables) -> Iterable[str]:
    codes = set(tables.areas["code"])
    for row in each(tables.areas):
        if row.type not in TYPES:
            yield f"{row.where}: no type of area is called {row.type!r}; known: {', '.join(TYPES)}"
        if row.end and row.end < row.start:
            yield f"{row.where}: {row.code} ends on {row.end}, before it starts on {row.start}"
        if row.parent and row.parent not in codes:
            yield f"{row.where}: no area has the code {row.parent!r}, the parent of {row.code}"
        if not row.parent and row.type != "england":
            yield f"{row.where}: {row.code} has no parent"
    in_order = tables.areas.sort_values(["code", "start"], key=lambda column: column.map(str), kind="stable")
    for old, new in pairwise(each(in_order)):
        if old.code != new.code:
            continue
        if old.type != new.type:
            yield f"{new.where}: {new.code} is also of type {old.type} ({old.where})"
        if old.end is None or old.end >= new.start:
            yield f"{new.where}: {new.code} starts on {new.start}, while {old.where} is in force"


def _codes(tables: Tables) -> Iterable[str]:
    versions = set(zip(tables.areas["code"], tables.areas["start"], strict=True))
    owner = dict(zip(tables.areas["code"], tables.areas["code"], strict=True))
    for row in each(tables.codes):
        if (row.area, row.area_start) not in versions:
            yield f"{row.where}: no area {row.area!r} starts on {row.area_start}"
        if owner.setdefault(row.code, row.area) != row.area:
            yield f"{row.where}: the code {row.code!r} already belongs to {owner[row.code]}"
        if row.first and row.last and row.last < row.first:
            yield f"{row.where}: the code {row.code!r} ends on {row.last}, before it starts on {row.first}"


def _aliases(tables: Tables) -> Iterable[str]:
    types = dict(zip(tables.areas["code"], tables.areas["type"], strict=True))
    known = each(tables.areas[["code", "type", "name", "where"]])
    owner: dict[tuple[str, str], str] = {}
    for code, type, name, where in known:
        if owner.setdefault((type, normal(name)), code) != code:
            yield f"{where}: {name!r} is also the name of {owner[type, normal(name)]}"
    for row in each(tables.aliases):
        key = (types.get(row.area, ""), normal(row.name))
        if row.area not in types:
            yield f"{row.where}: no area has the code {row.area!r}"
        elif owner.setdefault(key, row.area) != row.area:
            yield f"{row.where}: {row.name!r} is also a name of {owner[key]}"


def _parents(tables: Tables) -> Iterable[str]:
    codes = set(tables.areas["code"])
    for row in each(tables.parents):
        for code in (row.area, row.parent):
            if code not in codes:
                yield f"{row.where}: no area has the code {code!r}"


def _successions(tables: Tables) -> Iterable[str]:
    versions: dict[str, list[Any]] = {}
    for area in each(tables.areas):
        versions.setdefault(area.code, []).append(area)
    for row in each(tables.successions):
        unknown = [code for code in (row.predecessor, row.successor) if code not in versions]
        if unknown:
            yield f"{row.where}: no area has the code {unknown[0]!r}"
            continue
        old, new = versions[row.predecessor], versions[row.successor]
        if not any(ends_before(area, row.effective) for area in old):
            yield f"{row.where}: {row.predecessor} does not end on the day before {row.effective}"
        if not any(area.start <= row.effective <= (area.end or date.max) for area in new):
            yield f"{row.where}: {row.successor} is not in force on {row.effective}"
        if {old[0].type, new[0].type} != {row.type}:
            yield f"{row.where}: {row.predecessor} and {row.successor} are not both of type {row.type!r}"
        if row.extent not in EXTENTS or row.resolved_by not in RESOLVED_BY:
            yield (
                f"{row.where}: extent is one of {', '.join(EXTENTS)} and "
                f"resolved_by one of {', '.join(RESOLVED_BY)}"
            )
        elif (row.extent == "full") != (row.resolved_by == "whole"):
            yield f"{row.where}: resolved_by is 'whole' when, and only when, extent is 'full'"


def _shares(tables: Tables) -> Iterable[str]:
    for _, links in tables.successions.groupby(["predecessor", "effective"], sort=False):
        where, given = links["where"].iloc[0], [text for text in links["population_share"] if text]
        try:
            shares = [float(text) for text in given]
        except ValueError:
            yield f"{where}: population_share is not a number such as 0.588619"
            continue
        if shares and (len(shares) < len(links) or abs(sum(shares) - 1) > 0.001):
            yield (
                f"{where}: the shares of {links['predecessor'].iloc[0]} add up to {sum(shares):g}, "
                "where all of its people must be shared out and make 1"
            )
        if len(links) > 1 and "full" in set(links["extent"]):
            yield f"{where}: {links['predecessor'].iloc[0]} cannot go in full to one of several successors"


def _networks(tables: Tables) -> Iterable[str]:
    versions = set(zip(tables.areas["code"], tables.areas["start"], strict=True))
    types = dict(zip(tables.areas["code"], tables.areas["type"], strict=True))
    for row in each(tables.networks):
        if (row.area, row.area_start) not in versions:
            yield f"{row.where}: no area {row.area!r} starts on {row.area_start}"
        if types.get(row.network) not in NETWORKS:
            yield f"{row.where}: {row.network!r} is not the code of a network"
        if row.extent not in EXTENTS:
            yield f"{row.where}: extent is {row.extent!r}, not one of {', '.join(EXTENTS)}"

"""Every version of every area, and how they are related: by boundary, by parent and by network."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from insight import paths
from insight.areas import checks
from insight.areas.tables import RESOLVED_BY, Tables, each, read, refuse

UNKNOWN = float("nan")  # a share nobody has counted


@dataclass(frozen=True, kw_only=True)
class Area:
    """One version of an area: a code, and the days on which it meant one boundary."""

    code: str
    start: date
    end: date | None  # the last day; None while it lasts
    type: str
    name: str
    short_name: str
    parent: str | None  # code of the area it belongs to, at its start or at the day asked for
    region: str | None  # code of its NHS region, likewise
    note: str = ""
    sector: str = ""  # of a trust: acute, specialist, community, mental health, ambulance, digital

    def holds(self, day: date) -> bool:
        """Tell whether this version is in force on a day."""
        return self.start <= day and (self.end is None or day <= self.end)

    def nearest(self, day: date) -> date:
        """Give the day of this version's life that is closest to a day."""
        return max(self.start, min(day, self.end or date.max))


class Link(NamedTuple):
    """Where the people of a version went, or came from: to one other version, some or all of them."""

    area: Area
    share: float  # of the people, 1 for all; not a number when not known
    by: str  # how they can be told apart: one of RESOLVED_BY


Version = tuple[str, date]


@dataclass(frozen=True, eq=False)
class Atlas:
    """The tables of params/areas with their rows joined up."""

    tables: Tables
    versions: dict[str, tuple[Area, ...]]  # code -> versions, oldest first
    moves: dict[str, tuple[tuple[date, str], ...]]  # code -> first day and parent, oldest first
    later: dict[Version, tuple[Link, ...]]
    earlier: dict[Version, tuple[Link, ...]]
    networks: dict[Version, tuple[tuple[str, str], ...]]  # version -> network and extent

    def all(self) -> Iterator[Area]:
        """Give every version of every area."""
        return chain.from_iterable(self.versions.values())

    def on(self, code: str, day: date) -> Area | None:
        """Give the version of a code in force on a day, if there is one."""
        return next((area for area in self.versions.get(code, ()) if area.holds(day)), None)

    def parent(self, area: Area, day: date) -> Area | None:
        """Give the parent of an area on a day, or on the nearest day of the area's own life.

        A parent that ended is followed to its one successor; after a split the tables say
        which successor it is. None for England, and when the tables do not say.
        """
        near = area.nearest(day)
        moved = [code for first, code in self.moves.get(area.code, ()) if first <= near]
        return self._follow(moved[-1] if moved else area.parent, near)

    def _follow(self, code: str | None, day: date) -> Area | None:
        known = self.versions.get(code or "", ())
        if not known:
            return None
        found = self.on(known[0].code, day)
        if found or day < known[0].start:
            return found or known[0]
        after = self.later.get((known[-1].code, known[-1].start), ())
        return self._follow(after[0].area.code, day) if len(after) == 1 else None

    def climb(self, area: Area | None, type: str, day: date) -> Area | None:
        """Give the area itself, or the one above it, that is of a type; None if there is none."""
        while area is not None and area.type != type:
            area = self.parent(area, day)
        return area

    def carried(self, area: Area, day: date) -> list[Link]:
        """Give the versions in force on a day that hold the people of a version, and their shares.

        Forward in time the shares are those of the successions. Backward they are not
        known, unless all came from one area.
        """
        if area.holds(day):
            return [Link(area, 1.0, "whole")]
        forward = area.start < day
        links = (self.later if forward else self.earlier).get((area.code, area.start), ())
        return [
            Link(end.area, step.share * end.share, worst(step.by, end.by))
            for step in links
            for end in self.carried(step.area, day)
        ]

    def dated(self, area: Area, day: date) -> Area:
        """Give an area with the parent and region it has on a day."""
        parent, region = self.parent(area, day), self.climb(area, "region", day)
        return replace(area, parent=code_of(parent), region=code_of(region))


def code_of(area: Area | None) -> str | None:
    """Give the code of an area, or None for none."""
    return area.code if area else None


def worst(*ways: str) -> str:
    """Give the hardest of several ways to resolve a split."""
    return max(ways, key=RESOLVED_BY.index)


def atlas() -> Atlas:
    """Give the atlas of the project at hand, read again only when a file of params/areas changes."""
    folder = paths.params() / "areas"
    stamps = tuple((path.name, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.csv")))
    return _build(folder, stamps)


@lru_cache(maxsize=16)
def _build(folder: Path, stamps: tuple) -> Atlas:
    tables = read(folder)
    checks.rows(tables)
    versions: dict[str, tuple[Area, ...]] = {}
    fields = ["code", "start", "end", "type", "name", "short_name", "parent", "note", "sector"]
    ordered = tables.areas.sort_values(["code", "start"], key=lambda column: column.map(str))
    for row in each(ordered[fields]):
        area = Area(**{**row._asdict(), "parent": row.parent or None, "region": None})
        versions[area.code] = (*versions.get(area.code, ()), area)
    moves: dict[str, tuple[tuple[date, str], ...]] = {}
    for row in each(tables.parents):
        moves[row.area] = tuple(sorted((*moves.get(row.area, ()), (row.first, row.parent))))
    memberships: dict[Version, tuple[tuple[str, str], ...]] = {}
    for row in each(tables.networks):
        key = (row.area, row.area_start)
        memberships[key] = (*memberships.get(key, ()), (row.network, row.extent))
    later, earlier = _links(tables, versions)
    made = Atlas(tables, versions, moves, later, earlier, memberships)
    refuse(_orphans(made))
    return made


def _orphans(book: Atlas) -> Iterator[str]:
    """Name every area left without a parent on the last day that is known of it."""
    where = {(row.code, row.start): row.where for row in each(book.tables.areas)}
    for area in book.all():
        if area.parent and book.parent(area, date.max) is None:
            yield (
                f"{where[area.code, area.start]}: {area.parent}, the parent of {area.code}, was split or "
                "ended; say in parents.csv where it belongs from then on"
            )


def _links(tables: Tables, versions: dict[str, tuple[Area, ...]]) -> tuple[dict, dict]:
    """Give the links of the successions, forward from each predecessor and back from each successor.

    A successor that was there before is not made of its predecessors, so it has no way back.
    """
    later: dict[Version, tuple[Link, ...]] = {}
    pairs: dict[Version, list[tuple[Area, str]]] = {}
    for row in each(tables.successions):
        old = next(area for area in versions[row.predecessor] if checks.ends_before(area, row.effective))
        new = next(area for area in versions[row.successor] if area.holds(row.effective))
        share = 1.0 if row.extent == "full" else float(row.population_share or UNKNOWN)
        key = (old.code, old.start)
        later[key] = (*later.get(key, ()), Link(new, share, row.resolved_by))
        if new.start == row.effective:
            pairs.setdefault((new.code, new.start), []).append((old, row.resolved_by))
    return later, {key: _back(olds) for key, olds in pairs.items()}


def _back(olds: list[tuple[Area, str]]) -> tuple[Link, ...]:
    if len(olds) == 1:
        return (Link(olds[0][0], 1.0, "whole"),)
    way = worst(*(by for _, by in olds))
    if way == "whole":
        way = "sub_icb" if olds[0][0].type == "icb" else "none"
    return tuple(Link(old, UNKNOWN, way) for old, _ in olds)

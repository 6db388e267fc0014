"""Which networks overlap an ICB, by how much, and so who reports what for its people."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

import pandas as pd

from insight import areas
from insight.streams.loading import networks, rows, streams
from insight.streams.stream import Member, NetworkKind, Resident, Stream

Overlap = Literal["whole", "part", "members"]
BY_AREA = {
    "Cancer Alliance": "cancer_alliance",
    "stroke network": "stroke_network",
    "neonatal network": "neonatal_network",
}
PEOPLED = "sub-ICBs"  # what networks stand on whose share of an ICB's people can be counted
MATERNITY = "maternity trusts"  # what others stand on, by which they are linked to an ICB


class Overlapping(NamedTuple):
    """One network that overlaps an ICB."""

    kind: NetworkKind
    code: str
    name: str
    overlap: Overlap  # whole: all of the ICB lies in it; members: some of its trusts belong to it
    share: float | None  # of the ICB's people, a fraction; None where nobody has counted
    trusts: tuple[str, ...]  # codes of members, where it is trusts that belong


class Reported(NamedTuple):
    """One stream, and where results for an ICB's people are found in it."""

    stream: Stream
    level: str  # ICB, a kind of network, NHS trust, England
    where: tuple[str, ...]  # names of those here


class Ground(NamedTuple):
    """The trusts and the sub-ICBs of each ICB on a day, found once for all that is asked of that day."""

    at: date
    trusts: dict[str, set[str]]
    sub_icbs: dict[str, set[str]]


def ground(at: date) -> Ground:
    """Give the trusts and the sub-ICBs of each ICB on a day, by the ICB's code."""
    found: dict[str, dict[str, set[str]]] = {"trust": {}, "sub_icb": {}}
    for type, by in found.items():
        for one in areas.known(type, at=at):
            by.setdefault(str(one.parent), set()).add(one.code)
    return Ground(at, found["trust"], found["sub_icb"])


def overlapping(icb: str, at: date) -> list[Overlapping]:
    """Give every network that is known to overlap an ICB on a day, by kind. at : the geography date."""
    here = ground(at)
    return [one for kind in networks() for one in _overlapping(kind, icb, here)]


def crosswalk(kind: NetworkKind, at: date) -> list[tuple[str, Overlapping]]:
    """Give, for every ICB of a day, its code and each network of a kind that overlaps it."""
    here = ground(at)
    boards = areas.known("icb", at=at)
    return [(board.code, one) for board in boards for one in _overlapping(kind, board.code, here)]


def reported(icb: str, at: date) -> list[Reported]:
    """Give, for every audit, the narrowest level at which an ICB's people can be looked up, and where.

    Its own results where the audit publishes them for ICBs; else those of networks that overlap it;
    else those of the NHS trusts based in it; else England's alone.
    """
    here = overlapping(icb, at)
    trusts = tuple(one.short_name for one in areas.known("trust", at=at) if one.parent == icb)
    name = areas.get(icb, at).short_name
    return [_reported(one, name, here, trusts) for one in streams() if one.audit is not None]


def _reported(stream: Stream, name: str, here: Iterable[Overlapping], trusts: tuple[str, ...]) -> Reported:
    levels = set(stream.geography)
    if "ICB" in levels:
        return Reported(stream, "ICB", (name,))
    for level, type in BY_AREA.items():
        named = tuple(one.name for one in here if one.kind.type == type)
        if level in levels and named:
            return Reported(stream, level, named)
    own = tuple(one.name for one in here if stream.id in one.kind.streams and one.kind.type is None)
    if own:
        return Reported(stream, "clinical network", own)
    if levels & {"trust", "hospital"}:
        return Reported(stream, "NHS trust", trusts)
    return Reported(stream, "England", ("England as a whole",))


def _overlapping(kind: NetworkKind, icb: str, here: Ground) -> list[Overlapping]:
    return _of_areas(kind, icb, here) if kind.type else _of_members(kind, icb, here)


def _of_areas(kind: NetworkKind, icb: str, here: Ground) -> list[Overlapping]:
    """Give networks that stand on areas: of sub-ICBs where share of people can be counted, or of trusts."""
    links = areas.crosswalk("icb", str(kind.type), here.at)
    start = pd.Timestamp(areas.get(icb, here.at).start)
    links = links[(links["source"] == icb) & (links["source_start"] == start) & links["target"].notna()]
    shares = _shares(kind, icb, here) if (links["extent"] != "full").any() else {}
    found = []
    for target, extent in zip(links["target"], links["extent"], strict=True):
        area = areas.get(str(target), here.at)
        overlap: Overlap = "whole" if extent == "full" else "part"
        counted = kind.stands_on == PEOPLED  # others stand on trusts, which say nothing of residents
        share = (1.0 if extent == "full" else shares.get(str(target))) if counted else None
        found.append(Overlapping(kind, area.code, area.short_name, overlap, share, ()))
    return found


def _shares(kind: NetworkKind, icb: str, here: Ground) -> dict[str, float]:
    """Give the share of an ICB's residents in each network, where every sub-ICB of it lies in one whole."""
    own = here.sub_icbs.get(icb, set())
    people = {one.sub_icb: one.residents for one in rows(Resident)}
    links = areas.crosswalk("sub_icb", str(kind.type), here.at)
    latest = links[links["source"].isin(own)].sort_values("source_start")
    latest = latest[latest["source_start"] == latest.groupby("source")["source_start"].transform("max")]
    if kind.stands_on != PEOPLED or not own <= people.keys() or not (latest["extent"] == "full").all():
        return {}
    if set(latest["source"]) != own:
        return {}
    counted = latest.assign(people=latest["source"].map(people)).groupby("target")["people"].sum()
    return {str(code): float(count) / sum(people[one] for one in own) for code, count in counted.items()}


def _of_members(kind: NetworkKind, icb: str, here: Ground) -> list[Overlapping]:
    """Give networks whose members are recorded one by one: ICBs themselves, or trusts based in the ICB."""
    based = here.trusts.get(icb, set())
    found: dict[str, list[Member]] = {}
    for row in rows(Member):
        if row.kind == kind.id and row.member in (based if row.level == "trust" else {icb}):
            found.setdefault(row.network, []).append(row)
    made = []
    for code, members in found.items():
        whole = members[0].level == "icb"
        trusts = () if whole else tuple(sorted(one.member for one in members))
        overlap: Overlap = "whole" if whole else "members"
        share = 1.0 if whole else None
        made.append(Overlapping(kind, code, members[0].name, overlap, share, trusts))
    return sorted(made, key=lambda one: one.name)

"""Which area of another type, as it stands on a date, each area belongs to."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from insight.areas.atlas import UNKNOWN, Area, Atlas, atlas, code_of, worst
from insight.areas.tables import NETWORKS, TYPES
from insight.errors import UnknownName

COLUMNS = ["source", "source_start", "target", "extent", "share", "resolved_by"]


class Piece(NamedTuple):
    """A part of an area, or all of it, and the target that it lies in."""

    target: str | None
    inside: bool  # the piece lies wholly in the target
    share: float  # of the area's people, 1 for all; not a number when not known
    by: str


def crosswalk(from_type: str, to_type: str, at: date) -> pd.DataFrame:
    """Give, for every version of every area of one type, where it belongs among another type.

    from_type, to_type : types of area; both may be the same. at : the day on which the
    targets are in force. Sources of any day are listed, each on the boundary it had.

    Returns one row per source version and target: source, source_start, target, extent,
    share, resolved_by.

    extent : full (all of the source lies in the target), part, or none, when it belongs to
        no area of that type or it is not known; target is then missing.
    share : of the source's people, a fraction; missing where nobody has counted.
    resolved_by : how its people can be told apart: whole (no need), sub_icb, trust, lsoa,
        or none.

    Stroke networks and cancer alliances stand on sub-ICBs, neonatal networks on trusts; an
    ICB is in the networks of its sub-ICBs, or failing those of its trusts.
    """
    for name in (from_type, to_type):
        if name not in TYPES:
            raise UnknownName.among("type of area", name, known=TYPES, where="areas.crosswalk")
    return _crosswalk(atlas(), from_type, to_type, at).copy()


def constituents(to_type: str, from_type: str, at: date, on: date | None = None) -> pd.DataFrame:
    """Give, for every area of one type on a date, the areas of another type it is made of.

    at : the day on which the targets are in force. on : keep the sources in force on that
    day, such as the last day the data are about; without it, those of every vintage.

    Returns target, source, source_start, source_end, extent, share, resolved_by and name
    ("Frimley (D4U1Y)"). A row of extent `part` is a piece of the target that rows of the
    source type cannot give.
    """
    rows = crosswalk(from_type, to_type, at).dropna(subset="target")
    sources = {(area.code, pd.Timestamp(area.start)): area for area in atlas().all()}
    found = [sources[key] for key in zip(rows["source"], rows["source_start"], strict=True)]
    rows["source_end"] = pd.to_datetime(pd.Series([area.end for area in found], index=rows.index))
    rows["source_end"] = rows["source_end"].astype("datetime64[us]")
    rows["name"] = pd.Series([f"{area.short_name} ({area.code})" for area in found], index=rows.index)
    if on is not None:
        rows = rows[[area.holds(on) for area in found]]
    columns = ["target", "source", "source_start", "source_end", "extent", "share", "resolved_by", "name"]
    return rows.sort_values(["target", "source", "source_start"], ignore_index=True)[columns]


@lru_cache(maxsize=128)
def _crosswalk(book: Atlas, from_type: str, to_type: str, at: date) -> pd.DataFrame:
    rows = []
    for area in book.all():
        if area.type == from_type:
            key = {"source": area.code, "source_start": area.start}
            pieces = _pieces(book, area, to_type, at)
            rows += [{**key, **found} for found in _joined(pieces)]
    made = pd.DataFrame(rows, columns=COLUMNS)
    made["source_start"] = pd.to_datetime(made["source_start"]).astype("datetime64[us]")
    words = ["source", "target", "extent", "resolved_by"]
    return made.astype({**dict.fromkeys(words, "string"), "share": "float64"})


def _pieces(book: Atlas, area: Area, to_type: str, at: date) -> list[Piece]:
    """Give the pieces of an area and the area of a type that each lies in on a day."""
    if to_type in NETWORKS and area.type != to_type:
        return _in_networks(book, area, to_type, at)
    pieces = []
    for there, share, by in book.carried(area, at):
        target = book.climb(there, to_type, at)
        pieces.append(Piece(code_of(target), True, share, by))
    above = None if pieces or area.type == to_type else book.parent(area, at)
    return _pieces(book, above, to_type, at) if above else pieces


def _joined(pieces: list[Piece]) -> Iterable[dict[str, object]]:
    """Give a row per target; a source with all its pieces in one target is there in full."""
    targets = sorted({piece.target for piece in pieces if piece.target})
    if not targets:
        yield {"target": None, "extent": "none", "share": UNKNOWN, "resolved_by": "none"}
    elif len(targets) == 1 and all(piece.target and piece.inside for piece in pieces):
        yield {"target": targets[0], "extent": "full", "share": 1.0, "resolved_by": "whole"}
    else:
        for target in targets:
            here = [piece for piece in pieces if piece.target == target]
            share = sum(piece.share for piece in here)
            way = worst(*(piece.by for piece in here))
            yield {"target": target, "extent": "part", "share": share, "resolved_by": way}


def _in_networks(book: Atlas, area: Area, to_type: str, at: date) -> list[Piece]:
    """Give the networks an area is in: by its own rows, or else by those of its ICB's members.

    Networks keep the footprint they were given on. So a later version of an area is in the
    networks of the versions it was made from, and an area is in those of its first ICB.
    """
    own = _own(book, area, to_type, at)
    if own:
        return own
    icb = book.climb(area, "icb", area.start)
    for type in ("sub_icb", "trust"):
        if icb is not None and type != area.type:
            members = [_own(book, member, to_type, at) for member in _members(book, icb, type)]
            way = type if area.type == "icb" else "none"
            found = [piece._replace(share=UNKNOWN, by=way) for pieces in members for piece in pieces]
            if found:
                gap = type == "sub_icb" and not all(members)
                return found + [Piece(None, False, UNKNOWN, "none")] * gap
    return []


@lru_cache(maxsize=512)
def _members(book: Atlas, icb: Area, type: str) -> list[Area]:
    """Give the areas of a type that belonged to an ICB on its first day."""
    there = [area for area in book.all() if area.type == type and area.holds(icb.start)]
    return [area for area in there if book.parent(area, icb.start) == icb]


def _own(book: Atlas, area: Area, to_type: str, at: date) -> list[Piece]:
    """Give the networks an area's own rows name, or those of what it was made from or became."""
    for side in ({}, book.earlier, book.later):
        found = _named(book, area, to_type, at, side)
        if found:
            return found
    return []


def _named(book: Atlas, area: Area, to_type: str, at: date, side: dict) -> list[Piece]:
    key = (area.code, area.start)
    named = [
        Piece(code, extent == "full", 1.0 if extent == "full" else UNKNOWN, "none")
        for code, extent in book.networks.get(key, ())
        if (network := book.on(code, at)) and network.type == to_type
    ]
    if named:
        return named
    links = side.get(key, ())
    further = [(link, piece) for link in links for piece in _named(book, link.area, to_type, at, side)]
    return [piece._replace(share=link.share * piece.share, by=link.by) for link, piece in further]

"""Organisations of a register against the areas we know: who is new or gone, names, dates, parents, heirs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from insight import areas
from insight.areas.atlas import atlas
from insight.areas.tables import each
from insight.definitions import Register
from insight.registers.difference import Difference, as_row, difference

WITHIN = {"icb": "region", "sub_icb": "icb", "trust": "icb"}  # type of area -> that of its parent
AT_WORK = (
    "Its legal life has ended; the register leaves it at work for some months, which makes no difference"
)


@dataclass(frozen=True)
class Known:
    """An area as params/areas has it, over all its versions."""

    name: str
    start: str
    end: str  # "" while it lasts
    parent: str  # on the day asked about; "" when it is not in force then
    heirs: frozenset[str]  # other areas that took over from it


def differences(rows: pd.DataFrame, register: Register, on: date) -> list[Difference]:
    """Give what a register of organisations says otherwise.

    rows : an organisation each, as text: code, name, type, since, start, end, still_at_work, parents,
    successors (code:day). An end is the legal one where there is one. A body that ended before our tables
    begin is not missed. A first day counts only where the register says since when it has been what it
    is, or where it says later than we do: codes are older than what they now stand for.
    """
    found: list[Difference] = []
    for type, part in rows.groupby("type", sort=False):
        ours = _known(str(type), on)
        first = min((area.start for area in ours.values()), default="")
        told = [row for row in each(part) if not row.end or row.end >= first]
        for row in told:
            found += _of_one(row, ours.get(row.code), register, on)
        here = {area.code for area in areas.known(str(type), at=on)}
        for code in sorted(here - set(part["code"])):
            gone = {"what": "is not in the register", "ours": ours[code].name, "theirs": ""}
            found.append(difference(register, "areas", code, ours[code].name, **gone))
    return found


def _known(type: str, on: date) -> dict[str, Known]:
    table = areas.table()
    table = table[table["type"] == type]
    parents = {area.code: area.parent or "" for area in areas.known(type, at=on)}
    moves = atlas().tables.successions
    found = {}
    for code, versions in table.groupby("code"):
        last = versions.iloc[-1]
        heirs = moves.loc[(moves["predecessor"] == code) & (moves["successor"] != code), "successor"]
        ended = "" if pd.isna(last["end"]) else last["end"].date().isoformat()
        start = versions["start"].min().date().isoformat()
        found[str(code)] = Known(last["name"], start, ended, parents.get(str(code), ""), frozenset(heirs))
    return found


def _of_one(row: Any, ours: Known | None, register: Register, on: date) -> Iterator[Difference]:
    """Tell one organisation from what we know of it."""
    name = _spoken(row.name)
    if ours is None:
        added = (row.code, row.since or row.start, row.end, row.type, name, "", _parent(row, on), "", "", "")
        told = {"what": "is new", "ours": "", "theirs": name, "row": as_row(added)}
        note = "Its short name and source are to be written"
        yield difference(register, "areas", row.code, name, **told, note=note)
        return
    about = (row.code, ours.name)
    start = row.since or (row.start if row.start > ours.start else "")
    if start and start != ours.start:
        yield difference(register, "areas", *about, what="its first day", ours=ours.start, theirs=start)
    if row.end != ours.end:
        note = AT_WORK if row.end and row.still_at_work == "yes" else ""
        told = {"what": "its last day", "ours": ours.end or "it lasts", "theirs": row.end or "it lasts"}
        yield difference(register, "areas", *about, **told, note=note)
    elif not row.end:
        yield from _while_it_lasts(row, ours, register, on)
    heirs = frozenset(heir.split(":")[0] for heir in row.successors.split())
    if ours.end and heirs != ours.heirs:
        told = {"ours": " ".join(sorted(ours.heirs)), "theirs": row.successors}
        yield difference(register, "successions", *about, what="who took over from it", **told)


def _while_it_lasts(row: Any, ours: Known, register: Register, on: date) -> Iterator[Difference]:
    """Tell the name and the parent of an organisation in force from ours."""
    matched = areas.match_names(pd.Series([row.name]), row.type).iloc[0]
    if pd.isna(matched) or matched != row.code:
        also = "" if pd.isna(matched) else f"The tables know {matched} by that name"
        added = as_row((_spoken(row.name), row.code, register.title))
        told = {"what": "a name we do not know it by", "ours": "", "theirs": row.name, "row": added}
        yield difference(register, "aliases", row.code, ours.name, **told, note=also)
    parent = _parent(row, on)
    if parent and ours.parent and parent != ours.parent:
        told = {"what": "what it belongs to", "ours": ours.parent, "theirs": parent}
        yield difference(register, "parents", row.code, ours.name, **told)


def _parent(row: Any, on: date) -> str:
    """Give the one parent, of the type it should have, that a register names; blank when none or several."""
    if row.type not in WITHIN:
        return ""
    there = {area.code for area in areas.known(WITHIN[row.type], at=on)}
    named = {code for code in row.parents.split() if code in there}
    return named.pop() if len(named) == 1 else ""


def _spoken(name: str) -> str:
    """Give a name that stands in capitals as names are written; others as they are.

    >>> _spoken("NHS BATH AND NORTH EAST SOMERSET ICB - 92G"), _spoken("ST GEORGE'S NHS FOUNDATION TRUST")
    ('NHS Bath and North East Somerset ICB - 92G', "St George's NHS Foundation Trust")
    """
    if name != name.upper():
        return name
    small = {"AND", "OF", "THE", "IN", "WITH"}
    words = []
    for place, word in enumerate(name.split()):
        kept = word in ("NHS", "ICB") or any(letter.isdigit() for letter in word)
        words.append(word if kept else word.lower() if place and word in small else word.capitalize())
    return " ".join(words)

"""Codes of a register, such as those of the Office for National Statistics, against those we know."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from insight import areas
from insight.areas.atlas import atlas
from insight.areas.codes import keys
from insight.definitions import Register
from insight.errors import MissingInput
from insight.registers.difference import Difference, as_row, difference


def differences(rows: pd.DataFrame, register: Register, on: date) -> list[Difference]:
    """Give what a register of codes says otherwise.

    rows : an area each, with the columns that the register's definition names: its code and its name.
    on : the day the register is about. Told are codes we do not have, codes we have for another area,
    areas in force on that day for which it has none, and, where it gives boundaries, areas without one.
    Raises MissingInput for a column that is not there.
    """
    code, name = (register.columns[what] for what in ("code", "name"))
    _refuse_columns([column for column in (code, name) if column not in rows], rows, register)
    codes, names = rows[code].tolist(), rows[name].tolist()
    points = rows["boundary"].tolist() if "boundary" in rows else [""] * len(rows)
    matched = areas.match_names(rows[name], str(register.type)).fillna("").tolist()
    found: list[Difference] = []
    for theirs, spelt, ours, shape in zip(codes, names, matched, points, strict=True):
        found += _of_one(theirs, spelt, ours or None, register, on)
        if shape == "0":
            told = {"what": "the register has no boundary for it", "ours": "", "theirs": spelt}
            found.append(difference(register, "codes", theirs, spelt, **told))
    known = keys(atlas())
    there_now = {area.code for theirs in codes for area in known.get(theirs, ())} | set(matched)
    for area in areas.known(register.type, at=on):
        if area.code not in there_now:
            told = {"what": "the register has no code for it", "ours": area.name, "theirs": ""}
            found.append(difference(register, "codes", area.code, area.name, **told))
    return found


def _refuse_columns(lacking: list[str], rows: pd.DataFrame, register: Register) -> None:
    if lacking:
        there = ", ".join(map(str, rows)) or "none"
        raise MissingInput(
            f"{register.title} has no column called {' or '.join(map(repr, lacking))}; it has {there}. "
            f"Mend 'columns' in params/registers/{register.id}.yml."
        )


def _of_one(code: str, name: str, ours: str | None, register: Register, on: date) -> Iterator[Difference]:
    versions = [area for area in keys(atlas()).get(code, ()) if area.holds(on)]
    if versions and (ours is None or versions[0].code == ours):
        if ours is None:
            told = {"what": "a name we do not know it by", "ours": versions[0].name, "theirs": name}
            added = as_row((name, versions[0].code, register.title))
            yield difference(register, "aliases", versions[0].code, versions[0].name, **told, row=added)
        return
    if ours is None:
        told = {"what": f"the code {code} is of an area we do not know", "ours": "", "theirs": name}
        yield difference(register, "codes", code, name, **told)
        return
    here = next((area for area in keys(atlas()).get(ours, ()) if area.holds(on)), None)
    if here is None:
        told = {"what": f"we have it, but not in force on {on}", "ours": ours, "theirs": f"{code} ({name})"}
        yield difference(register, "areas", ours, name, **told)
        return
    has = versions[0].code if versions else ""
    what = f"the code {code} is another's: {has} has it" if has else "a code we do not know it by"
    added = as_row(("ons", code, here.code, here.start.isoformat(), on.isoformat(), "", "", register.title))
    yield difference(register, "codes", here.code, here.name, what=what, ours=has, theirs=code, row=added)

"""One thing that a register says otherwise than params/areas."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from insight.definitions import Register
from insight.formats import plural


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What a register says otherwise, and how the tables would read if it is right."""

    register: str  # its title
    table: str  # the kind of table in params/areas that holds it: areas, codes, aliases, parents, successions
    area: str  # a code
    name: str
    what: str  # what differs: its end, its name
    ours: str  # "" where the tables say nothing
    theirs: str  # "" where the register says nothing
    row: str = ""  # a row to add, as CSV
    note: str = ""


def difference(register: Register, table: str, area: str, name: str, **told: str) -> Difference:
    """Give a difference of a register, about an area. told : the other fields."""
    return Difference(register=register.title, table=table, area=area, name=name, **told)


def lines(found: Sequence[Difference]) -> list[str]:
    """Give differences for a reader: by register and table, what stands here (-) and there (+)."""
    if not found:
        return ["params/areas says what the registers say."]
    told: list[str] = []
    head = None
    for each in sorted(found, key=lambda one: (one.register, one.table, one.area, one.what)):
        if head != (each.register, each.table):
            head = (each.register, each.table)
            told += [f"{each.register}: {each.table} of params/areas"]
        told.append(f"  {each.area} ({each.name}): {each.what}{f'. {each.note}' if each.note else ''}")
        told += [f"    - {each.ours}"] * bool(each.ours)
        told += [f"    + {each.row or each.theirs}"] * bool(each.row or each.theirs)
    count = plural(len(found), "difference")
    return [*told, f"{count}. Nothing was changed: edit params/areas where the register is right."]


def as_row(cells: Iterable[str]) -> str:
    """Give a row as it would stand in a table.

    >>> as_row(["Q01", "Bath, Swindon", ""])
    'Q01,"Bath, Swindon",'
    """
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow(cells)
    return written.getvalue()

"""Areas one by one or all together, as they stand on a date."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

from insight.areas.atlas import Area, atlas
from insight.areas.codes import keys
from insight.areas.tables import TYPES
from insight.errors import UnknownArea, UnknownName


def table() -> pd.DataFrame:
    """Give every version of every area: a row each, with its parent and region at its start.

    Columns are code, start, end (datetimes; end missing while it lasts), type, name,
    short_name, parent, region, sector, note, source.
    """
    book = atlas()
    rows = book.tables.areas.drop(columns="where").copy()
    for column in ("start", "end"):
        rows[column] = pd.to_datetime(rows[column]).astype("datetime64[us]")
    regions = {(area.code, area.start): book.dated(area, area.start).region for area in book.all()}
    days = book.tables.areas["start"]
    region = pd.Series([regions[key] for key in zip(rows["code"], days, strict=True)], index=rows.index)
    rows.insert(list(rows).index("sector"), "region", region)
    for name in set(rows) - {"start", "end"}:
        rows[name] = rows[name].astype("string").replace({"": pd.NA})
    return rows.sort_values(["type", "code", "start"], ignore_index=True)


def known(type: str | None = None, *, at: date) -> list[Area]:
    """Give the areas in force on a date, of one type or all, by region and then by name.

    Parent and region are those of the date. Raises UnknownName for a type that is none.
    """
    if type is not None and type not in TYPES:
        raise UnknownName.among("type of area", type, known=TYPES, where="areas.known")
    book = atlas()
    found = [book.dated(area, at) for area in book.all() if area.holds(at) and type in (None, area.type)]
    names = {area.code: area.short_name for area in book.all() if area.type == "region"}
    return sorted(found, key=lambda area: (names.get(area.region or "", ""), area.short_name, area.code))


def get(code: str, at: date) -> Area:
    """Give the area a code means on a date, with its parent and region then.

    Raises UnknownArea if no area has the code, or none on that date: it then says when the
    area began or ended and what it came from or became.
    """
    book = atlas()
    versions = keys(book).get(str(code).strip(), ())
    for area in versions:
        if area.holds(at):
            return book.dated(area, at)
    if not versions:
        raise UnknownArea(f"No area has the code {code!r}. The codes known are listed in params/areas.")
    last = versions[-1]
    if last.start > at:
        link, verb = book.earlier.get((last.code, last.start), ()), "it was made from"
        event = f"begins on {_spoken(last.start)}"
    else:
        link, verb = book.later.get((last.code, last.start), ()), "it became"
        event = f"ended on {_spoken(last.end or date.max)}"
    others = f"; {verb} {_listed(step.area for step in link)}" if link else ""
    label = last.short_name if code == last.code else f"{last.code}, {last.short_name}"
    raise UnknownArea(f"{code} ({label}) {event}{others}. Name an area that is there on {_spoken(at)}.")


def _listed(areas: Iterable[Area]) -> str:
    names = [f"{area.code} ({area.short_name})" for area in areas]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _spoken(day: date) -> str:
    return f"{day.day} {day:%B %Y}"

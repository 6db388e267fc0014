"""Codes of any scheme and vintage, brought to one version of one area."""

from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from insight.areas.atlas import Area, Atlas, atlas
from insight.areas.tables import each
from insight.errors import UnknownArea


def resolve(codes: pd.Series, on: pd.Series | date, where: pd.Series | None = None) -> pd.DataFrame:
    """Give the version of the area that each code means on a date.

    codes : n codes, ODS or ONS of any vintage. on : the date each row is about, or one for
    all. where : where each row stood, such as "a.csv, row 7"; the index if not given.

    A code that meant one boundary only gives that one, whatever the date. A code that kept
    its letters while its boundary changed gives the version in force on the date: the first
    for a date before it, the last for a date after it.

    Returns code, start (datetime) and type on the index of the codes. Raises UnknownArea
    naming every row whose code is blank or known nowhere; no spelling is ever guessed.
    """
    known = keys(atlas())
    text = codes.astype("string").str.strip()
    _refuse(text, ~text.isin(list(known)), where)
    days = pd.to_datetime(pd.Series(on, index=codes.index))
    first = {key: versions[0] for key, versions in known.items()}
    found = pd.DataFrame(
        {
            "code": text.map({key: area.code for key, area in first.items()}).astype("string"),
            "start": pd.to_datetime(text.map({key: area.start for key, area in first.items()})),
            "type": text.map({key: area.type for key, area in first.items()}).astype("string"),
        },
        index=codes.index,
    )
    found["start"] = found["start"].astype("datetime64[us]")
    for key in text.unique():
        if len(known[key]) > 1:
            here = (text == key).to_numpy()
            starts = np.array([area.start for area in known[key]], dtype="datetime64[us]")
            place = np.searchsorted(starts, days[here].to_numpy(dtype="datetime64[us]"), side="right") - 1
            found.loc[here, "start"] = starts[place.clip(min=0)]
    return found


@lru_cache(maxsize=16)
def keys(book: Atlas) -> dict[str, tuple[Area, ...]]:
    """Give the versions that every code of every scheme may mean, oldest first."""
    found = dict(book.versions)
    for row in each(book.tables.codes):
        [area] = [area for area in book.versions[row.area] if area.start == row.area_start]
        held = {*found.get(row.code, ()), area}
        found[row.code] = tuple(sorted(held, key=lambda version: version.start))
    return found


def _refuse(text: pd.Series, unknown: pd.Series, where: pd.Series | None) -> None:
    if not unknown.any():
        return
    places = where if where is not None else pd.Series(text.index, index=text.index).map("row {}".format)
    bad = text[unknown].fillna("").map(lambda code: f"no area has the code {code!r}" if code else "no code")
    listed = [f"{place}: {fault}" for place, fault in zip(places[unknown], bad, strict=True)]
    raise UnknownArea.rows(
        f"{len(listed)} row{'s' if len(listed) > 1 else ''} cannot be placed:",
        listed,
        "Leave such rows out in the source's YAML with a reason, or add the code to params/areas/codes.csv.",
    )

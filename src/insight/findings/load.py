"""A page's slice of what an edition found, with the words a reader needs beside it."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from insight.errors import UnknownArea, UnknownName
from insight.findings import shelves, whole
from insight.findings.columns import Column, values
from insight.findings.frames import frame
from insight.findings.kept import COLUMNS, folder, ready

CATEGORIES = ["metric", "audit", "area", "area_type", "breakdown", "group", "verdict", "coverage"]
TRUTHS = ["latest"]  # never missing, and told as truths even where there is no row
CELLS = ["area", "breakdown", "group", "period_end"]
LARGEST = 2**63  # a whole number of 64 bits is smaller
ORDER = {  # what tells rows apart once they stand by audit, metric and kind of area
    "audits": CELLS,
    "signals": ["area", "kind"],
    "series": ["area", "period_end"],
    "gaps": CELLS,
    "improved": ["area"],
    "people": ["area"],
    "curves": ["denominator"],
}


def load(edition: str, *, area: str | None = None, audit: str | None = None, upto: str = "") -> pd.DataFrame:
    """Give the findings a page needs, one row per metric, area, period, breakdown and group.

    edition : its name. area : an area's code; the slice is every row of the area, England's of the
    whole population, the newest of England's groups and of the area's region, and the newest of the whole
    population of every area of its kind and of the trusts within it. audit : an audit's name; the slice is
    every row of the audit. Both may be given.
    upto : a day such as 2025-12-31; periods that end later are left out, and the newest of the
    others count as the newest. Tests are made of the newest period alone: of an earlier one there
    are none. All periods when empty. Raises BadValue for what is no day.

    Findings that are not there, or were made by other code, are made first, from what has
    been fetched; a synthetic edition is fetched too, and any other that has not been is
    refused with the command to run. Refused too: an area or audit the edition says nothing of,
    but for trusts, as not each takes part in audits. An area may have no rows in one audit.
    """
    home = _ready(edition)
    found = _read(home, "audits", area, audit, COLUMNS, upto=upto)
    if area is not None and found.attrs and whole.says_nothing(home, _place(home, area), found, audit):
        words = "It may belong to another geography date; `insight list` names the areas of an edition."
        raise UnknownArea(f"The edition {edition!r} has nothing about {area}. {words}")
    return found


def load_signals(
    edition: str, *, area: str | None = None, audit: str | None = None, upto: str = ""
) -> pd.DataFrame:
    """Give the tests a page needs: against others (every area of the area's kind) and in time.

    As `load`; one row per metric, area and kind of test, of the newest assured period.
    """
    return _read(_ready(edition), "signals", area, audit, upto=upto)


def load_series(
    edition: str, *, area: str | None = None, audit: str | None = None, upto: str = ""
) -> pd.DataFrame:
    """Give the control charts a page needs, one row per point: the area's own, or all of an audit."""
    return _read(_ready(edition), "series", area, audit, upto=upto)


def load_curves(
    edition: str, *, area: str | None = None, audit: str | None = None, upto: str = ""
) -> pd.DataFrame:
    """Give the lines of the funnels a page draws: those of the area's kind, or all of an audit."""
    return _read(_ready(edition), "curves", area, audit, upto=upto)


def load_gaps(
    edition: str, *, area: str | None = None, audit: str | None = None, upto: str = ""
) -> pd.DataFrame:
    """Give the gaps between groups of people a page needs: the area's own and England's."""
    return _read(_ready(edition), "gaps", area, audit, upto=upto)


def load_improved(
    edition: str, *, area: str | None = None, audit: str | None = None, upto: str = ""
) -> pd.DataFrame:
    """Give the changes of a year that a page needs: the area's own, and those of the trusts within it."""
    return _read(_ready(edition), "improved", area, audit, upto=upto)


def load_people(
    edition: str, *, area: str | None = None, audit: str | None = None, upto: str = ""
) -> pd.DataFrame:
    """Give how many more people a year would have good care if ICBs matched those like them."""
    return _read(_ready(edition), "people", area, audit, upto=upto)


def load_peers(edition: str, *, area: str) -> pd.DataFrame:
    """Give the ICBs most like one, with the share of other choices of facts that hold each."""
    home = _ready(edition)
    peers, areas = _words(home, "peers"), _words(home, "areas")
    own = np.flatnonzero(peers["area"] == area)
    own = own[peers["rank"][own].argsort(kind="stable")]  # those without a rank last
    names = dict(zip(areas["area"], areas["short_name"], strict=True))
    rows = {name: values[own] for name, values in peers.items()}
    return pd.DataFrame(rows | {"short_name": [names.get(peer, np.nan) for peer in rows["peer"]]})


def _read(
    home: Path,
    part: str,
    area: str | None,
    audit: str | None,
    columns: Sequence[str] | None = None,
    *,
    upto: str,
) -> pd.DataFrame:
    """Read one part of what was found, of an area or an audit, with its words."""
    here = _place(home, area) if area is not None else None
    if here is not None and audit is None and not upto:
        rows = shelves.read(home, part, here)
    else:
        _known_audit(home, audit)
        rows = whole.of_audit(home, part, audit, here, upto)
    found = {name: values(rows[name]) for name in columns or rows.column_names}
    words = ["metrics"] + ["sources"] * (columns is not None or part == "signals")
    for name in words + ["areas"] * (part != "curves"):
        _add_words(found, _words(home, name))
    keys = [_ranks(found[name]) for name in ["audit", "metric_order", "area_type", *ORDER[part]]]
    for name in TRUTHS:
        if isinstance(found.get(name), tuple):  # a column without a value
            found[name] = np.zeros(len(rows), bool)
    made = frame(found, _order(keys), CATEGORIES if columns is not None else ())
    if here is not None and "area" in made and not (made["area"] == here["area"]).any():
        made.attrs = {name: here[name] for name in ("area", "area_type", "short_name")}  # named by no row
    return made


def _add_words(found: dict[str, Column], words: dict[str, np.ndarray]) -> None:
    """Add to each row the words of its metric, source or area: the first of them says which."""
    [key, *names] = words
    places = {word: place for place, word in enumerate(words[key])}
    codes, known = found[key]
    where = np.array([places.get(word, -1) for word in known])[codes]
    for name in names:
        if name != "area_type":
            found[f"{name}_1" if name in found else name] = _at(words[name], where)


def _at(values: np.ndarray, where: np.ndarray) -> Column:
    """Give the values at some places, missing where there is none (-1)."""
    if values.dtype == object:
        return where, np.append(values, np.nan)
    if (where >= 0).all():
        return values[where]
    known = pd.Series(values)
    if values.dtype.kind in "ib":  # which cannot say that a value is missing
        known = known.astype(pd.Int64Dtype() if values.dtype.kind == "i" else pd.BooleanDtype())
    return known.reindex(where).array


def _ranks(column: Column) -> np.ndarray:
    """Give numbers that sort as a column's values do, those that are missing last."""
    if not isinstance(column, tuple):
        missing = not isinstance(column, np.ndarray)
        return column.to_numpy(float, na_value=np.inf) if missing else column
    codes, words = column
    ranks = {word: rank for rank, word in enumerate(sorted(word for word in words if isinstance(word, str)))}
    return np.array([ranks.get(word, len(words)) for word in words])[codes]


def _order(keys: list[np.ndarray]) -> np.ndarray:
    """Give the order of rows by several keys, the first before the next: as one number where that fits."""
    if not len(keys[0]) or any(key.dtype.kind not in "iM" for key in keys):
        return np.lexsort(keys[::-1])
    one, most = np.zeros(len(keys[0]), np.int64), 1
    for key in keys:
        whole = key.astype("datetime64[D]") if key.dtype.kind == "M" else key
        number = whole.view(np.int64) - int(whole.view(np.int64).min())
        span = int(number.max()) + 1
        one, most = one * span + number, most * span
    return one.argsort(kind="stable") if most < LARGEST else np.lexsort(keys[::-1])


@lru_cache(maxsize=8)
def _kept(home: Path, name: str, changed: int) -> dict[str, np.ndarray]:
    return shelves.words(home, name)


def _words(home: Path, name: str) -> dict[str, np.ndarray]:
    """Give a small table of words, column by column, read once until it is made again."""
    return _kept(home, name, shelves.place(home, name).stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _current(home: Path, changed: int) -> bool:
    return ready(home)


def _ready(edition: str) -> Path:
    home = folder(edition)
    written = home / "code.txt"
    if written.is_file() and _current(home, written.stat().st_mtime_ns):
        return home
    from insight import definitions, store  # only here: a page that is ready needs none of them
    from insight.findings.making import make

    chosen = definitions.edition(edition)
    if chosen.synthetic:
        store.fetch(chosen)
    return make(chosen)


def before_pages(edition: str) -> None:
    """Read the words of an edition's findings, if they are of this code, before pages of it are forked."""
    home, written = folder(edition), folder(edition) / "code.txt"
    if written.is_file() and _current(home, written.stat().st_mtime_ns):
        for name in shelves.WORDS:
            _words(home, name)


def _known_audit(home: Path, audit: str | None) -> None:
    known = {path.stem for path in (home / "audits").glob("*.parquet")}
    if audit is not None and audit not in known:
        raise UnknownName.among("audit", audit, known=known, where=f"the findings of {home.parent.name}")


def _place(home: Path, area: str) -> dict:
    """Give an area, and the trusts within it."""
    areas = _words(home, "areas")
    known = np.flatnonzero(areas["area"] == area)
    if not len(known):
        raise UnknownArea(f"No area has the code {area!r}. Give an ODS code, such as QWO, or an area's code.")
    trusts = areas["area"][(areas["area_type"] == "trust") & (areas["parent"] == area)]
    return {name: values[known[0]] for name, values in areas.items()} | {"trusts": list(trusts)}

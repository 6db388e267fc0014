"""A page's slice of what an edition found, with the words a reader needs beside it."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from insight.errors import UnknownArea, UnknownName
from insight.findings.kept import COLUMNS, folder, ready
from insight.findings.slices import PARTS

CATEGORIES = ["metric", "audit", "area", "area_type", "breakdown", "group", "verdict", "coverage"]
TRUTHS = ["latest"]  # never missing, and told as truths even where there is no row
CELLS = ["area", "breakdown", "group", "period_end"]
ORDER = {  # what tells rows apart once they stand by audit, metric and kind of area
    "audits": CELLS,
    "signals": ["area", "kind"],
    "series": ["area", "period_end"],
    "gaps": CELLS,
    "improved": ["area"],
    "people": ["area"],
    "curves": ["denominator"],
}
Column = Any  # an array of values; of words a pair: a code for each row, and the words, the last for none
NULLABLE = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}


def load(edition: str, *, area: str | None = None, audit: str | None = None) -> pd.DataFrame:
    """Give the findings a page needs, one row per metric, area, period, breakdown and group.

    edition : its name. area : an area's code; the slice is every row of the area, of its
    region and of England, the newest row of every area of its kind, and the trusts within
    it. audit : an audit's name; the slice is every row of the audit. Both may be given.

    Findings that are not there, or were made by other code, are made first, from what has
    been fetched; a synthetic edition is fetched too, and any other that has not been is
    refused with the command to run. Refused too: an area or audit the edition says nothing of.
    """
    found = _read(edition, "audits", area, audit, COLUMNS)
    if area is not None and not ((found["area"] == area) | (found["parent"] == area)).any():
        raise UnknownArea(
            f"The edition {edition!r} has nothing about {area}. "
            "It may belong to another geography date; `insight list` names the areas of an edition."
        )
    return found


def load_signals(edition: str, *, area: str | None = None, audit: str | None = None) -> pd.DataFrame:
    """Give the tests a page needs: against others (every area of the area's kind) and in time.

    As `load`; one row per metric, area and kind of test, of the newest assured period.
    """
    return _read(edition, "signals", area, audit)


def load_series(edition: str, *, area: str | None = None, audit: str | None = None) -> pd.DataFrame:
    """Give the control charts a page needs, one row per point: the area's own, or all of an audit."""
    return _read(edition, "series", area, audit)


def load_curves(edition: str, *, area: str | None = None, audit: str | None = None) -> pd.DataFrame:
    """Give the lines of the funnels a page draws: those of the area's kind, or all of an audit."""
    return _read(edition, "curves", area, audit)


def load_gaps(edition: str, *, area: str | None = None, audit: str | None = None) -> pd.DataFrame:
    """Give the gaps between groups of people a page needs: the area's own and England's."""
    return _read(edition, "gaps", area, audit)


def load_improved(edition: str, *, area: str | None = None, audit: str | None = None) -> pd.DataFrame:
    """Give the changes of a year that a page needs: the area's own, and those of the trusts within it."""
    return _read(edition, "improved", area, audit)


def load_people(edition: str, *, area: str | None = None, audit: str | None = None) -> pd.DataFrame:
    """Give how many more people a year would have good care if ICBs matched those like them."""
    return _read(edition, "people", area, audit)


def load_peers(edition: str, *, area: str) -> pd.DataFrame:
    """Give the ICBs most like one, with the share of other choices of facts that hold each."""
    home = _ready(edition)
    rows = pd.read_parquet(home / "peers.parquet", filters=[("area", "==", area)])
    areas = _words(home, "areas")
    rows["short_name"] = rows["peer"].map(dict(zip(areas["area"], areas["short_name"], strict=True)))
    return rows.sort_values("rank", na_position="last", ignore_index=True)


def _read(
    edition: str, part: str, area: str | None, audit: str | None, columns: Sequence[str] | None = None
) -> pd.DataFrame:
    """Read one part of what was found, of an area or an audit, with its words."""
    home = _ready(edition)
    _known_audit(home, audit)
    here = _place(home, area) if area is not None else None
    files = _files(home, part, audit)
    texts = [field.name for field in pq.read_schema(files[0]) if _is_text(field.type)]
    pieces = []
    for path in files:
        piece = pq.ParquetFile(path, read_dictionary=texts).read(columns, use_threads=False)
        kept = np.ones(len(piece), bool) if here is None else _wanted(part, piece, here)
        kept &= True if audit is None else _among(piece, "audit", [audit])
        pieces.append(piece if kept.all() else piece.filter(pa.array(kept)))
    rows = pa.concat_tables(pieces, promote_options="permissive").replace_schema_metadata(None)
    found = {name: _column(rows[name]) for name in rows.column_names}
    words = ["metrics"] + ["sources"] * (columns is not None or part == "signals")
    for name in words + ["areas"] * (part != "curves"):
        _add_words(found, _words(home, name))
    keys = [_ranks(found[name]) for name in ["audit", "metric_order", "area_type", *ORDER[part]]]
    whole = _frame(found, np.lexsort(keys[::-1]), CATEGORIES if columns is not None else ())
    return whole.astype({name: bool for name in TRUTHS if name in whole})


def _wanted(part: str, piece: pa.Table, here: dict) -> np.ndarray:
    """Tell for each row of a part whether a page about a place reads it."""
    wanted = np.zeros(len(piece), bool)
    for rows in PARTS[part]:
        chosen = _among(piece, rows.column, rows.whose(here))
        for column, value in rows.where:
            chosen = chosen & (
                piece[column].to_numpy() if value is True else _among(piece, column, [str(value)])
            )
        wanted |= chosen
    return wanted


def _is_text(kind: pa.DataType) -> bool:
    return pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_dictionary(kind)


def _among(rows: pa.Table, column: str, values: Sequence[str]) -> np.ndarray:
    """Tell for each row whether a column of words holds one of some values."""
    codes, words = _column(rows[column])
    return np.array([word in values for word in words], bool)[codes]


def _column(column: pa.ChunkedArray) -> Column:
    """Give a column's values, of words as codes."""
    if pa.types.is_null(column.type):
        return np.zeros(len(column), int), np.array([np.nan], object)
    if _is_text(column.type):
        encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
        one = encoded.chunk(0) if encoded.num_chunks == 1 else encoded.unify_dictionaries().combine_chunks()
        one = one.chunk(0) if isinstance(one, pa.ChunkedArray) else one
        words = np.array([*one.dictionary.to_pylist(), np.nan], object)
        codes = pc.fill_null(one.indices, len(words) - 1) if one.null_count else one.indices
        return codes.to_numpy(), words
    if column.null_count and not pa.types.is_floating(column.type) and not pa.types.is_timestamp(column.type):
        return column.to_pandas(types_mapper=NULLABLE.get).array
    return column.to_numpy()


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
    whole = pd.Series(values)
    if values.dtype.kind in "ib":  # which cannot say that a value is missing
        whole = whole.astype(pd.Int64Dtype() if values.dtype.kind == "i" else pd.BooleanDtype())
    return whole.reindex(where).array


def _ranks(column: Column) -> np.ndarray:
    """Give numbers that sort as a column's values do, those that are missing last."""
    if not isinstance(column, tuple):
        missing = not isinstance(column, np.ndarray)
        return column.to_numpy(float, na_value=np.inf) if missing else column
    codes, words = column
    texts = [word for word in words if isinstance(word, str)]
    ranks = {word: rank for rank, word in enumerate(sorted(texts))}
    return np.array([ranks.get(word, len(words)) for word in words])[codes]


def _frame(found: dict[str, Column], order: np.ndarray, categories: Sequence[str]) -> pd.DataFrame:
    """Give rows in order. Words stand in one block as objects: to choose rows is then to copy one block."""
    texts = [name for name, column in found.items() if isinstance(column, tuple) and name not in categories]
    block = np.empty((len(texts), len(order)), object)
    for line, name in enumerate(texts):
        codes, words = found[name]
        block[line] = words[codes[order]]
    rest: dict[str, Any] = {}
    for name, column in found.items():
        if name in categories:
            codes, words = column
            rest[name] = _category(codes[order], words)
        elif not isinstance(column, tuple):
            rest[name] = column[order]
    whole = pd.concat([pd.DataFrame(block.T, columns=texts, dtype=object), pd.DataFrame(rest)], axis=1)
    return whole[list(found)]


def _category(codes: np.ndarray, words: np.ndarray) -> pd.Categorical:
    used = sorted(word for word in words[np.unique(codes)] if isinstance(word, str))
    ranks = {word: rank for rank, word in enumerate(used)}
    numbers = np.array([ranks.get(word, -1) for word in words])[codes]
    return pd.Categorical.from_codes(numbers, categories=pd.Index(used, dtype=object))


@lru_cache(maxsize=8)
def _kept(path: Path, changed: int) -> dict[str, np.ndarray]:
    frame = pq.ParquetFile(path).read(use_threads=False).replace_schema_metadata(None).to_pandas()
    return {name: frame[name].to_numpy(object if frame[name].dtype == "str" else None) for name in frame}


def _words(home: Path, name: str) -> dict[str, np.ndarray]:
    """Give a small table of words, column by column, read once until it is made again."""
    path = home / f"{name}.parquet"
    return _kept(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _current(home: Path, changed: int) -> bool:
    return ready(home)


def _ready(edition: str) -> Path:
    home, written = folder(edition), folder(edition) / "code.txt"
    if written.is_file() and _current(home, written.stat().st_mtime_ns):
        return home
    from insight import definitions, store  # only here: a page that is ready needs none of them
    from insight.findings.making import make

    chosen = definitions.edition(edition)
    if chosen.synthetic:
        store.fetch(chosen)
    return make(chosen)


def _known_audit(home: Path, audit: str | None) -> None:
    known = {path.stem for path in (home / "audits").glob("*.parquet")}
    if audit is not None and audit not in known:
        raise UnknownName.among("audit", audit, known=known, where=f"the findings of {home.parent.name}")


def _files(home: Path, part: str, audit: str | None) -> list[Path]:
    one = home / f"{part}.parquet"
    return [one] if one.is_file() else sorted((home / part).glob(f"{audit or '*'}.parquet"))


def _place(home: Path, area: str) -> dict:
    """Give an area, and the trusts within it."""
    areas = _words(home, "areas")
    known = np.flatnonzero(areas["area"] == area)
    if not len(known):
        raise UnknownArea(f"No area has the code {area!r}. Give an ODS code, such as QWO, or an area's code.")
    trusts = areas["area"][(areas["area_type"] == "trust") & (areas["parent"] == area)]
    return {name: values[known[0]] for name, values in areas.items()} | {"trusts": list(trusts)}

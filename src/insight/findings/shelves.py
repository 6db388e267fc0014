"""What was found, laid out by area: a page about one reads its own rows and few others."""

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from insight.findings.columns import among, encoded, is_text
from insight.findings.slices import PARTS, Here, Rows, of_part

FOLDER = "shelves"
KEYS = b"shelves"  # where a file says whose rows each of its batches holds
WORDS = ("areas", "metrics", "peers", "sources")  # small tables that pages read whole
PACKED = pa.ipc.IpcWriteOptions(compression="lz4")
ALONE = pa.ipc.IpcReadOptions(use_threads=False)  # a page's process is forked, and starts no threads


def write(home: Path) -> None:
    """Lay out every part of the findings in a folder: a file each, with one batch for every area.

    Beside them stand the tables of words, which pages read whole.
    """
    (home / FOLDER).mkdir(exist_ok=True)
    for part, kinds in PARTS.items():
        if files := of_part(home, part):
            _write(_whole(files), kinds, place(home, part))
    for name in WORDS:
        rows = pq.read_table(home / f"{name}.parquet", use_threads=False).replace_schema_metadata(None)
        with (
            pa.OSFile(str(place(home, name)), "wb") as file,
            pa.ipc.new_file(file, rows.schema) as shelf,
        ):
            shelf.write_table(rows.combine_chunks())


def place(home: Path, name: str) -> Path:
    """Give the file of a part, or of a table of words."""
    return home / FOLDER / f"{name}.arrow"


def read(home: Path, part: str, here: Here) -> pa.Table:
    """Give the rows of a part that a page about an area reads, in no order.

    here : the area's code, area_type and region_code, and the trusts within it.
    """
    kinds = PARTS[part]
    own = [code for rows in kinds if rows.column == "area" for code in rows.whose(here)]
    with pa.memory_map(str(place(home, part))) as file:
        shelf = pa.ipc.open_file(file, options=ALONE)
        places = {key: place for place, key in enumerate(json.loads(shelf.schema.metadata[KEYS]))}

        def taken(keys: list[str]) -> pa.Table:
            found = [shelf.get_batch(places[key]) for key in dict.fromkeys(keys) if key in places]
            return pa.Table.from_batches(found, shelf.schema)

        mine = taken([f"area {code}" for code in own])
        beside = taken(
            [f"{rows.name} {kind}" for rows in kinds if _of_a_kind(rows) for kind in rows.whose(here)]
        )
        mine = _kept(mine, wanted(part, mine, here))
        if own and len(beside):
            beside = _kept(beside, ~among(beside, "area", own))
        return pa.concat_tables([mine, beside]).replace_schema_metadata(None)


def words(home: Path, name: str) -> dict[str, np.ndarray]:
    """Give a small table of words, column by column: words as objects, nan where there is none.

    The file is read whole: Arrow would start threads to read it piece by piece, and a process that
    forks pages may have none.
    """
    rows = pa.ipc.open_file(pa.py_buffer(place(home, name).read_bytes()), options=ALONE).read_all()
    return {column: _array(rows[column]) for column in rows.column_names}


def wanted(part: str, piece: pa.Table, here: Here) -> np.ndarray:
    """Tell for each row of a part whether a page about an area reads it."""
    found = np.zeros(len(piece), bool)
    for rows in PARTS[part]:
        found |= _chosen(piece, rows, among(piece, rows.column, rows.whose(here)))
    return found


def whole_piece(path: Path) -> pa.Table:
    """Give a file's rows, its words as codes."""
    texts = [field.name for field in pq.read_schema(path) if is_text(field.type)]
    return pq.ParquetFile(path, read_dictionary=texts).read(use_threads=False)


def _of_a_kind(rows: Rows) -> bool:
    """Say whether rows are of all areas of a kind."""
    return rows.column == "area_type"


def _write(whole: pa.Table, kinds: tuple[Rows, ...], path: Path) -> None:
    """Write the rows of each area in a batch, and those that pages read of a whole kind in another."""
    batches: dict[str, pa.Table] = {}
    if any(not _of_a_kind(rows) for rows in kinds):
        batches |= {f"area {code}": rows for code, rows in _by(whole, "area").items()}
    for rows in kinds:
        if _of_a_kind(rows):
            chosen = _kept(whole, _chosen(whole, rows, np.ones(len(whole), bool)))
            batches |= {f"{rows.name} {kind}": found for kind, found in _by(chosen, "area_type").items()}
    schema = whole.schema.with_metadata({KEYS: json.dumps(list(batches)).encode()})
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, schema, options=PACKED) as shelf:
        for rows in batches.values():
            [batch] = rows.to_batches()  # places are counted: two for one would shift all that follow
            shelf.write_batch(batch)


def _chosen(piece: pa.Table, rows: Rows, among_them: np.ndarray) -> np.ndarray:
    """Tell which of some rows of a part are what they must be."""
    for column, value in rows.where:
        fits = piece[column].to_numpy() if value is True else among(piece, column, [str(value)])
        among_them = among_them & fits
    return among_them


def _whole(files: list[Path]) -> pa.Table:
    """Give the rows of some files as one table, each column of words with one list of them."""
    rows = pa.concat_tables([whole_piece(path) for path in files], promote_options="permissive")
    found = {name: rows[name] for name in rows.column_names}
    return pa.table({name: encoded(one) if is_text(one.type) else one for name, one in found.items()})


def _by(rows: pa.Table, column: str) -> dict[str, pa.Table]:
    """Give the rows of each value of a column of words; none where it has no value."""
    if pa.types.is_null(rows[column].type) or not len(rows):
        return {}
    one = encoded(rows[column])
    order = np.argsort(one.indices.to_numpy(zero_copy_only=False), kind="stable")
    codes = one.indices.to_numpy(zero_copy_only=False)[order]
    laid = rows.take(pa.array(order)).combine_chunks()
    starts = np.flatnonzero(np.diff(codes, prepend=-1))
    ends = [*starts[1:], len(codes)]
    words = one.dictionary.to_pylist()
    return {words[codes[a]]: laid.slice(a, b - a) for a, b in zip(starts, ends, strict=True)}


def _array(column: pa.ChunkedArray) -> np.ndarray:
    """Give a column's values in an array of their own."""
    if is_text(column.type) or pa.types.is_null(column.type):
        return np.array([np.nan if word is None else word for word in column.to_pylist()], object)
    return np.array(column.to_numpy())


def _kept(rows: pa.Table, chosen: np.ndarray) -> pa.Table:
    return rows if chosen.all() else rows.filter(pa.array(chosen))

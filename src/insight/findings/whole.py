"""The rows of an audit, or of all, read whole: when a page is about no place, or about an earlier day."""

import json
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from insight.errors import BadValue
from insight.findings import shelves
from insight.findings.columns import among
from insight.findings.slices import of_part

SERIES = ["metric", "area_type", "breakdown"]  # of each, the rows of one period are the newest


def of_audit(home: Path, part: str, audit: str | None, here: dict | None, upto: str) -> pa.Table:
    """Read the rows of a part about an audit, or all; of those, what a page about a place reads."""
    pieces = []
    for path in _files(home, part, audit):
        piece = shelves.whole_piece(path)
        if upto:
            piece = _until(piece, upto)
        kept = np.ones(len(piece), bool) if here is None else shelves.wanted(part, piece, here)
        kept &= True if audit is None else among(piece, "audit", [audit])
        pieces.append(piece if kept.all() else piece.filter(pa.array(kept)))
    return pa.concat_tables(pieces, promote_options="permissive")


def _until(piece: pa.Table, upto: str) -> pa.Table:
    """Leave out rows of periods that end after a day; the newest of the others are then the newest."""
    try:
        last = np.datetime64(date.fromisoformat(upto))
    except ValueError as error:
        raise BadValue(
            f"upto = {upto!r} is no day. Write one such as 2025-12-31, or leave it empty."
        ) from error
    if "period_end" not in piece.column_names:
        return piece
    piece = piece.filter(pa.array(piece["period_end"].to_numpy() <= last))
    if "latest" not in piece.column_names:
        return piece
    rows = piece.select([*SERIES, "period_end"]).to_pandas()
    newest = rows.groupby(SERIES, observed=True)["period_end"].transform("max") == rows["period_end"]
    return piece.set_column(piece.column_names.index("latest"), "latest", pa.array(newest.to_numpy()))


def _files(home: Path, part: str, audit: str | None) -> list[Path]:
    found = of_part(home, part)
    return [path for path in found if path.stem in (audit, part)] if audit else found


def says_nothing(home: Path, here: dict, found: pd.DataFrame, audit: str | None) -> bool:
    """Tell whether an edition has nothing about an area that is no trust, nor about a trust in it."""
    area, trust = here["area"], here["area_type"] == "trust"
    told = ((found["area"] == area) | (found["parent"] == area)).any()
    if told or trust or audit is None:
        return not (told or trust)
    with pa.memory_map(str(shelves.place(home, "audits"))) as file:
        keys = json.loads(pa.ipc.open_file(file).schema.metadata[shelves.KEYS])
    return f"area {area}" not in keys

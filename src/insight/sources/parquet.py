"""Parquet files, whose columns have names and types of their own."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from insight.definitions import Source
from insight.errors import BadData
from insight.observations import Grid


def read(path: Path, source: Source) -> Grid:
    """Give a file's rows as text under its column names, so that the same checks apply.

    Row 1 is the first row of data: the names stand in no row. A missing cell is blank.
    """
    try:
        table = pq.read_table(path)
    except (pa.ArrowException, OSError) as error:
        raise BadData(
            f"{path.name} cannot be read as Parquet ({error}). It may have been cut off, or be of another "
            f"kind than params/sources/{source.id}.yml says. Fetch it again. Nothing was stored."
        ) from error
    names = pd.DataFrame([table.column_names], dtype="str")
    text = {place: _as_text(column) for place, column in enumerate(table.columns)}
    cells = pd.concat([names, pd.DataFrame(text)], ignore_index=True) if text else names
    return Grid(cells)


def _as_text(column: pa.ChunkedArray) -> pd.Series:
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    text = pc.fill_null(pc.cast(column, pa.string()), "")
    return text.to_pandas(types_mapper={pa.string(): pd.StringDtype(na_value=float("nan"))}.get)

"""Parquet files, whose columns have names and types of their own."""

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from insight import places
from insight.definitions import Source
from insight.errors import BadData
from insight.observations import Grid
from insight.places import Place

ANYWHERE = True  # folders and URLs are read too
MOST = 4 * 2**30  # bytes of one table in memory: a file of a few thousand may say one word a billion times


def read(path: Place, source: Source) -> Grid:
    """Give rows as text under their column names, so that the same checks apply.

    path : a file; or the files of a folder or at a URL, one after another in the order of
    their paths, with the names of partitions (year=2024) as columns. Row 1 is the first row
    of data: the names stand in no row. A missing cell is blank.
    """
    found = places.files(path)
    partitions = ds.partitioning(
        pa.schema([(name, pa.string()) for name in found.partitions()]), flavor="hive"
    )
    try:
        table = _bounded(ds.dataset(
            list(found.paths), format="parquet", filesystem=found.system, partitioning=partitions,
            partition_base_dir=found.below,
        ))  # fmt: skip
        text = {place: _as_text(column) for place, column in enumerate(table.columns)}
    except (pa.ArrowException, OSError, ValueError) as error:
        raise BadData(
            f"{path.name} cannot be read as Parquet ({error}). It may have been cut off, or be of another "
            f"kind than params/sources/{source.id}.yml says. Fetch it again. Nothing was stored."
        ) from error
    names = pd.DataFrame([table.column_names], dtype="str")
    cells = pd.concat([names, pd.DataFrame(text)], ignore_index=True) if text else names
    return Grid(cells)


def _bounded(rows: ds.Dataset) -> pa.Table:
    """Give all rows, or refuse more than fit. Raises ValueError."""
    held, batches = 0, []
    for batch in rows.to_batches(batch_size=2**16, batch_readahead=1, fragment_readahead=1):
        held += batch.nbytes
        if held > MOST:
            raise ValueError(f"it holds more than {MOST / 2**30:g} GiB once it is unpacked")
        batches.append(batch)
    return pa.Table.from_batches(batches, schema=rows.schema)


def _as_text(column: pa.ChunkedArray) -> pd.Series:
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    text = pc.fill_null(pc.cast(column, pa.string()), "")
    return text.to_pandas(types_mapper={pa.string(): pd.StringDtype(na_value=float("nan"))}.get)

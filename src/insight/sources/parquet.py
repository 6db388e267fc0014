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
        table = ds.dataset(
            list(found.paths), format="parquet", filesystem=found.system, partitioning=partitions,
            partition_base_dir=found.below,
        ).to_table()  # fmt: skip
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

"""Tables as CSV and as Parquet, the same bytes each time."""

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from insight.exports.field import Field
from insight.markup import cell

TYPES = {
    "string": pa.string(),
    "number": pa.float64(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}
DECIMALS = "decimals"  # the column that says how many decimals the numbers of its row have


def as_csv(rows: pd.DataFrame, fields: Sequence[Field]) -> bytes:
    """Give a table as CSV: UTF-8, a line of names, empty cells for what is missing.

    Numbers have the decimals their row says; dates are written 2026-03-31, truths true and false. Words that
    a spreadsheet would take for a formula have an apostrophe before them.
    """
    places = rows[DECIMALS].tolist() if DECIMALS in rows else [None] * len(rows)
    columns = [cells(rows[field.name].tolist(), field, places) for field in fields]
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow([field.name for field in fields])
    writer.writerows(zip(*columns, strict=True))
    return made.getvalue().encode()


def as_parquet(rows: pd.DataFrame, fields: Sequence[Field]) -> bytes:
    """Give a table as Parquet, each column described as the dictionary does."""
    schema = pa.schema(
        [
            pa.field(field.name, TYPES[field.kind], bool(field.missing), {"description": field.words})
            for field in fields
        ]
    )
    arrays = [
        pa.array([None if pd.isna(cell) else cell for cell in rows[field.name].tolist()], TYPES[field.kind])
        for field in fields
    ]
    made = io.BytesIO()
    pq.write_table(pa.table(arrays, schema=schema), made, compression="zstd")
    return made.getvalue()


def cells(values: list[Any], field: Field, places: list[Any], word: Callable[[str], str] = cell) -> list[str]:
    """Give a column as text, '' where it is empty.

    places : the decimals of each row's numbers, or None. word : what is made of words; what no spreadsheet
    takes for a formula when not given.
    """
    if field.kind == "number":
        return [_number(value, many) for value, many in zip(values, places, strict=True)]
    if field.kind == "integer":
        return ["" if pd.isna(value) else str(int(value)) for value in values]
    if field.kind == "boolean":
        return ["true" if value else "false" for value in values]
    return ["" if pd.isna(value) else word(str(value)) for value in values]


def _number(value: Any, places: Any) -> str:
    if pd.isna(value):
        return ""
    return repr(float(value)) if places is None or pd.isna(places) else f"{value:.{int(places)}f}"

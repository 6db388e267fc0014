"""Columns of Arrow tables as arrays, those of words as codes: the fastest way to choose among rows."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

Column = Any  # an array of values; of words a pair: a code for each row, and the words, the last for none
NULLABLE = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}


def is_text(kind: pa.DataType) -> bool:
    """Say whether a type is one of words."""
    return pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_dictionary(kind)


def encoded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    """Give a column of words as one array of codes."""
    coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    one = coded.chunk(0) if coded.num_chunks == 1 else coded.unify_dictionaries().combine_chunks()
    return one.chunk(0) if isinstance(one, pa.ChunkedArray) else one


def values(column: pa.ChunkedArray) -> Column:
    """Give a column's values, of words as codes."""
    if pa.types.is_null(column.type):
        return np.zeros(len(column), int), np.array([np.nan], object)
    if is_text(column.type):
        one = encoded(column)
        words = np.array([*one.dictionary.to_pylist(), np.nan], object)
        codes = pc.fill_null(one.indices, len(words) - 1) if one.null_count else one.indices
        return codes.to_numpy(), words
    if column.null_count and not pa.types.is_floating(column.type) and not pa.types.is_timestamp(column.type):
        return column.to_pandas(types_mapper=NULLABLE.get).array
    return column.to_numpy()


def among(rows: pa.Table, column: str, wanted: Sequence[str]) -> np.ndarray:
    """Tell for each row whether a column of words holds one of some values."""
    codes, words = values(rows[column])
    return np.array([word in wanted for word in words], bool)[codes]

"""Text files with a delimiter between cells: CSV, TSV and their kin."""

import io
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv

from insight.definitions import Source
from insight.errors import BadData, BadDefinition
from insight.observations import Grid

BLOCK = 16 * 2**20  # bytes; the longest row that can be read
WIDEST = 16_384  # columns, as of a worksheet


def read(path: Path, source: Source) -> Grid:
    """Give a file's rows as text, the header first.

    Rows are counted as a spreadsheet shows them: a cell with a line break in it does not
    start a new row. Rows with more or fewer cells than the header are handed on as they
    stood. Refused: another encoding than the source says, and text that is no table.
    """
    text = _decoded(path, source)
    delimiter = "\t" if source.read.delimiter in ("tab", "\\t", "") else source.read.delimiter
    _refuse_unfit(delimiter, source)
    ragged: dict[int, str] = {}

    def set_aside(row: pa.csv.InvalidRow) -> str:
        ragged[row.number] = row.text
        return "skip"

    wide = len(_first(text, delimiter, source.read.header))
    if not text.strip() or not wide:
        return Grid(pd.DataFrame(), {}, delimiter)
    if wide > WIDEST:
        raise BadData(
            f"{path.name} has {wide:,} columns, where {WIDEST:,} can be read. Check 'read.delimiter' and "
            f"'read.header' in params/sources/{source.id}.yml. Nothing was stored."
        )
    try:
        table = _parsed(text, delimiter, source.read.header, set_aside)
    except UnicodeEncodeError as error:
        raise BadData(
            f"{path.name} holds halves of letters, which are no text. Mend 'read.encoding' in "
            f"params/sources/{source.id}.yml. Nothing was stored."
        ) from error
    except pa.ArrowInvalid as error:
        raise BadData(
            f"{path.name} cannot be read as a table of cells parted by {delimiter!r}: {error}. "
            f"Check 'kind' and 'read.delimiter' in params/sources/{source.id}.yml."
        ) from error
    cells = table.to_pandas(types_mapper={pa.string(): pd.StringDtype(na_value=float("nan"))}.get)
    return Grid(cells.set_axis(_rows(len(cells), ragged, source.read.header)), ragged, delimiter)


def _refuse_unfit(delimiter: str, source: Source) -> None:
    if len(delimiter) != 1 or not delimiter.isascii() or delimiter in '"\r\n\0':
        raise BadDefinition(
            f"params/sources/{source.id}.yml: nothing can be parted by {delimiter!r}. Write one sign as "
            "'read.delimiter', or tab."
        )


def _decoded(path: Path, source: Source) -> str:
    """Give the text of a file, or refuse it with the row where its encoding fails."""
    raw = path.read_bytes()
    try:
        return raw.decode(source.read.encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadData(
            f"{path.name}, row {line}, is not {source.read.encoding} text (byte {raw[error.start]:#x}). "
            f"Write the file's encoding, perhaps cp1252 or utf-16, as 'read.encoding' in "
            f"params/sources/{source.id}.yml. Nothing was stored."
        ) from error
    except UnicodeError as error:
        raise BadData(
            f"{path.name} is not {source.read.encoding} text: {error}. Mend 'read.encoding' in "
            f"params/sources/{source.id}.yml. Nothing was stored."
        ) from error
    except (LookupError, ValueError) as error:
        raise BadDefinition(
            f"params/sources/{source.id}.yml: no encoding is called {source.read.encoding!r}. "
            "Common ones are utf-8-sig, utf-16 and cp1252."
        ) from error


def _parsed(text: str, delimiter: str, header: int, set_aside) -> pa.Table:
    """Read every cell as text. One thread, because only then are rows numbered."""
    width = len(_first(text, delimiter, header))
    columns = {f"f{place}": pa.string() for place in range(width)}
    return pa.csv.read_csv(
        io.BytesIO(text.encode("utf-8")),
        read_options=pa.csv.ReadOptions(
            use_threads=False, skip_rows=header - 1, autogenerate_column_names=True, block_size=BLOCK
        ),
        parse_options=pa.csv.ParseOptions(
            delimiter=delimiter,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=set_aside,
        ),
        convert_options=pa.csv.ConvertOptions(
            column_types=columns, strings_can_be_null=False, quoted_strings_can_be_null=False
        ),
    )


def _first(text: str, delimiter: str, header: int) -> list[str]:
    """Give the cells of the header row, roughly: enough to know how many there may be; none if blank."""
    line = next((line for number, line in enumerate(io.StringIO(text), 1) if number == header), "")
    return line.split(delimiter) if line.strip() else []


def _rows(count: int, ragged: dict[int, str], header: int) -> pd.Index:
    """Number the rows that were read, passing over the ones set aside."""
    every = pd.RangeIndex(header, header + count + len(ragged))
    return every[~every.isin(list(ragged))] if ragged else every

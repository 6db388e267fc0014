"""From a grid of text to a table with named columns, foot notes set aside."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

import pandas as pd

from insight.definitions import Source
from insight.errors import BadData, MissingInput
from insight.observations.grid import Grid, Sheet

BLANK, COMMENT, FOOT_NOTE = "blank row", "comment line", "foot note"


@dataclass(frozen=True)
class Body:
    """The rows of one file, its foot notes and comments, and rows that hold nothing."""

    cells: pd.DataFrame  # text, on the row number in the file
    notes: pd.Series  # what each foot note or comment line says, on its row number
    kinds: pd.Series  # for every row that is no data, why: BLANK, COMMENT or FOOT_NOTE


def body(sheet: Sheet, source: Source, needed: Mapping[str, str]) -> Body:
    """Set a file's header, foot notes, comments and blank rows apart from its data.

    needed : column -> where the source names it. Columns nobody needs are dropped.

    Refused: a file without rows, a missing column, rows of the wrong length, foot notes the
    source does not describe, and data below the place where foot notes begin.
    """
    grid = _turned(sheet.grid) if source.transpose else sheet.grid
    if grid.cells.empty:
        row = source.read.header
        what = "is empty" if row == 1 else f"has no row {row}, where the header should be"
        raise BadData(f"{sheet.file} {what}. Fetch it again, or mend 'files' and 'read' in {_yaml(source)}.")
    rows = grid.cells.iloc[1:].set_axis(pd.Index(_header(grid.cells.iloc[0])), axis=1)
    stop = source.read.stop_at_blank
    _require({**({stop: "read.stop_at_blank"} if stop else {}), **needed}, rows.columns, sheet, source)
    kinds = _not_data(rows, grid, sheet, source)
    keep = [column for column in rows.columns if column in needed]
    data = rows.loc[~rows.index.isin(kinds.index), keep]
    if data.empty:
        raise BadData(
            f"{sheet.file} has a header and no rows of data. Fetch it again, or mend "
            f"'read' in {_yaml(source)}: perhaps the header is not in row {source.read.header}."
        )
    cells = data.apply(lambda column: column.str.strip())
    return Body(cells, _notes(kinds, rows, grid), kinds)


def _yaml(source: Source) -> str:
    return f"params/sources/{source.id}.yml"


def _turned(grid: Grid) -> Grid:
    """Turn a grid so that its columns become rows, numbered from 1."""
    turned = grid.cells.T.reset_index(drop=True)
    return Grid(turned.set_axis(turned.index + 1, axis=0))


def _header(row: pd.Series) -> list[str]:
    """Name the columns: blank names become 'column 3', names that stand twice 'Value (column 5)'."""
    names = [str(cell).strip() for cell in row]
    twice = {name for name in names if names.count(name) > 1}
    return [
        f"column {place}" if not name else f"{name} (column {place})" if name in twice else name
        for place, name in enumerate(names, start=1)
    ]


def _require(needed: Mapping[str, str], columns: pd.Index, sheet: Sheet, source: Source) -> None:
    """Refuse a file without a column its source names, with every such column at once."""
    there = [name for name in columns if not name.startswith("column ")]
    missing = []
    for name, key in needed.items():
        if name not in columns:
            close = get_close_matches(name, there, n=1, cutoff=0.6)
            missing.append(f"{name!r} ({key})" + (f": did you mean {close[0]!r}?" if close else ""))
    if missing:
        raise MissingInput.rows(
            f"{sheet.file} has no column called:",
            missing,
            f"Row {source.read.header} names these: {', '.join(there) or 'nothing'}. Mend the column's name, "
            f"or 'read.header', in {_yaml(source)}.",
            shown=30,
        )


def _not_data(rows: pd.DataFrame, grid: Grid, sheet: Sheet, source: Source) -> pd.Series:
    """Say for each row that holds no data why, or refuse rows that cannot be told."""
    blank = rows.index[_filled(rows) == 0]
    kinds = dict.fromkeys(blank, BLANK)
    mark = source.read.comment
    if mark and len(rows.columns):
        kinds |= dict.fromkeys(rows.index[rows.iloc[:, 0].str.lstrip().str.startswith(mark)], COMMENT)
        kinds |= {row: COMMENT for row, text in grid.ragged.items() if text.lstrip().startswith(mark)}
    start = _foot_notes_from(rows, grid, source, kinds)
    if start is not None:
        _refuse_data_below(start, rows, grid, sheet, source)
        below = [*rows.index[rows.index >= start], *(row for row in grid.ragged if row >= start)]
        kinds |= dict.fromkeys((row for row in below if kinds.get(row) != COMMENT), FOOT_NOTE)
    _refuse_ragged({row for row in grid.ragged if row not in kinds}, len(rows.columns), grid, sheet, source)
    return pd.Series(kinds, dtype="str").sort_index()


def _filled(rows: pd.DataFrame) -> pd.Series:
    """Count the cells of each row that hold something."""
    count = pd.Series(0, index=rows.index)
    for place in range(rows.shape[1]):
        count += (rows.iloc[:, place].str.strip() != "").to_numpy()
    return count


def _foot_notes_from(rows: pd.DataFrame, grid: Grid, source: Source, kinds: dict[int, str]) -> int | None:
    """Give the first row where the column that every row of data fills is blank."""
    column = source.read.stop_at_blank
    if column is None:
        return None
    place = list(rows.columns).index(column)
    empty = rows.index[(rows.iloc[:, place].str.strip() == "").to_numpy()]
    starts = [row for row in empty if kinds.get(row) != COMMENT][:1]
    for row in grid.ragged:
        cells = grid.split(row)
        if kinds.get(row) != COMMENT and (len(cells) <= place or not cells[place].strip()):
            starts.append(row)
    return min(starts, default=None)


def _refuse_data_below(start: int, rows: pd.DataFrame, grid: Grid, sheet: Sheet, source: Source) -> None:
    """Refuse rows that look like data where only foot notes should stand."""
    count = _filled(rows)
    usual = count[rows.index < start].median() if (rows.index < start).any() else rows.shape[1]
    full = [*rows.index[(rows.index >= start) & (count > usual / 2)]]
    full += [row for row in grid.ragged if row >= start and len(grid.split(row)) > usual / 2]
    if full:
        raise BadData.rows(
            f"In {sheet.file}, {source.read.stop_at_blank} is blank in row {start}, where foot notes should "
            "begin, but rows from there on look like data:",
            [f"{sheet.file}, row {row}" for row in sorted(full)],
            f"Fill the blank cells, or name another column in 'read.stop_at_blank' of {_yaml(source)}. "
            "Nothing was stored.",
        )


def _refuse_ragged(odd: set[int], width: int, grid: Grid, sheet: Sheet, source: Source) -> None:
    """Refuse rows with more or fewer cells than the header."""
    if not odd:
        return
    cells = {row: grid.split(row) for row in sorted(odd)}
    rows = "1 row" if len(odd) == 1 else f"{len(odd)} rows"
    raise BadData.rows(
        f"{rows} of {sheet.file} cannot be laid out under the {width} cells of its header:",
        [f"{sheet.file}, row {row}, which has {len(found)}: {_short(found)}" for row, found in cells.items()],
        "If a row was cut off, fetch the file again. If these are foot notes, name a column that every row "
        f"of data fills in 'read.stop_at_blank' of {_yaml(source)}, or what a comment begins with in "
        "'read.comment'. Nothing was stored.",
    )


def _short(cells: list[str]) -> str:
    text = " | ".join(cells)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _notes(kinds: pd.Series, rows: pd.DataFrame, grid: Grid) -> pd.Series:
    """Give the words of each foot note and comment line."""
    said = kinds.index[kinds.isin([COMMENT, FOOT_NOTE])]
    cells = {row: grid.split(row) if row in grid.ragged else rows.loc[row].tolist() for row in said}
    words = {row: " ".join(cell.strip() for cell in found if cell.strip()) for row, found in cells.items()}
    return pd.Series(words, dtype="str")

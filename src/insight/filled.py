"""What people fill, as records: tables row by row, each row that cannot be used named, and files of YAML."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, ValidationError

from insight.definitions.strict import Record
from insight.errors import BadDefinition
from insight.markup import cell, uncelled

R = TypeVar("R", bound=Record)
Beside = Callable[[Mapping[int, R]], Iterable[str]]
WHAT_NEXT = "Mend them and run again; nothing was read. Rows are counted with the headings as row 1."
MADE_UP = "Made up"  # begins what is only there to show what can be written
BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def _day(value: object) -> object:
    """Give a date as people write it: 2026-11-30, or 30/11/2026 as a British spreadsheet does."""
    if not isinstance(value, str):
        return value
    found = BRITISH.fullmatch(value.strip())
    try:
        return (
            date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(value.strip())
        )
    except ValueError as error:
        raise ValueError("is no day of any year. Write it as 2026-11-30.") from error


def _lowered(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


Day = Annotated[date, BeforeValidator(_day)]
ANY_CASE = BeforeValidator(_lowered)  # of a word from a list, which people write as they like


def is_made_up(words: str | None) -> bool:
    """Tell whether words of a row, such as its note, say that it was made up."""
    return (words or "").startswith(MADE_UP)


def read(record: type[R], path: Path) -> list[R]:
    """Give the rows of a CSV file as records, in order; empty rows are passed over.

    record : what each row is; its fields are the headings, in small letters with _ for a space. A blank
    cell is left to the field's default.

    Raises BadDefinition for a file that is no table of text, a heading that is missing, unknown or
    there twice, and for rows that cannot be used: every one of them, with what is wrong.
    """
    return list(numbered(record, path).values())


def numbered(record: type[R], path: Path, *, beside: Beside[R] | None = None) -> dict[int, R]:
    """Give the same by the number of each row, the headings being row 1.

    beside : says what is wrong with rows that could be read when they are seen beside each other, a line for
    each with its row; told with all else that is wrong.
    """
    found, faults = sifted(record, _lines(path))
    faults += beside(found) if beside else ()
    if faults:
        raise BadDefinition.rows(f"{path.name} cannot be used as it stands:", faults, WHAT_NEXT)
    return found


def sifted(record: type[R], lines: list[list[str]]) -> tuple[dict[int, R], list[str]]:
    """Give the rows of a table that are records, by number, and what is wrong with its headings or rows.

    lines : of cells, the first being the headings.
    """
    heads = [heading(cell) for cell in lines[0]] if lines else []
    faults = _wrong_headings(record, heads)
    found: dict[int, R] = {}
    if faults:
        return found, faults
    for number, cells in enumerate(lines[1:], start=2):
        given = {head: cell.strip() for head, cell in zip_longest(heads, cells, fillvalue="") if cell.strip()}
        if "" in given:
            faults.append(f"row {number}: {given['']!r} stands under no heading")
            continue
        if not given:
            continue
        try:
            found[number] = record.model_validate(given)
        except ValidationError as error:
            faults += [f"row {number}, {words}" for words in _said(error)]
    return found, faults


def heading(cell: str) -> str:
    """Give the field a heading means.

    >>> heading(" Done on ")
    'done_on'
    """
    return "_".join(cell.strip().lower().split())


def shown(field: str) -> str:
    """Give a field as a heading.

    >>> shown("done_on")
    'Done on'
    """
    return field.replace("_", " ").capitalize()


def _lines(path: Path) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [[uncelled(words) for words in line] for line in csv.reader(file, strict=True)]
    except UnicodeDecodeError as error:
        raise BadDefinition(
            f"{path.name} is not UTF-8 text (byte {error.start}). In Excel choose 'CSV UTF-8' when saving."
        ) from error
    except csv.Error as error:
        raise BadDefinition(
            f"{path.name} cannot be read as a table: {error}. Save it as CSV again."
        ) from error


def _wrong_headings(record: type[Record], heads: list[str]) -> list[str]:
    known = record.model_fields
    needed = [field for field, about in known.items() if about.is_required()]
    faults = [f"no column is called {shown(field)!r}" for field in needed if field not in heads]
    columns = ", ".join(shown(field) for field in known)
    faults += [
        f"a column is called {head!r}, which nothing reads. Known: {columns}."
        for head in heads
        if head and head not in known
    ]
    return faults + [f"two columns are called {shown(head)!r}" for head in _twice(heads)]


def _twice(heads: Iterable[str]) -> list[str]:
    return [head for head, times in Counter(heads).items() if head and times > 1]


def _said(error: ValidationError) -> Iterator[str]:
    for detail in error.errors():
        field = shown(str(detail["loc"][0])) if detail["loc"] else "the row"
        if detail["type"] == "missing":
            yield f"{field}: is blank, and must be filled"
            continue
        value = detail.get("input")
        told = f" (it is {value!r})" if isinstance(value, str) else ""
        yield f"{field}: {str(detail['msg']).removeprefix('Value error, ')}{told}"


def as_csv(record: type[R], rows: Iterable[R]) -> str:
    """Give records as the text of a CSV file that `read` gives back: headings, then a line for each.

    What a spreadsheet would take for a formula has an apostrophe before it, which `read` takes away.
    """
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow([shown(field) for field in record.model_fields])
    writer.writerows([_cell(getattr(row, field)) for field in record.model_fields] for row in rows)
    return made.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else cell(str(value))

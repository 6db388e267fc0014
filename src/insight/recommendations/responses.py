"""What each ICB says it has done about what it is asked: params/responses/<icb>.csv, a row a status."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from insight import paths
from insight.errors import BadData
from insight.recommendations import lifecycle
from insight.recommendations.lifecycle import STATUSES, Status

COLUMNS = ("document", "number", "date", "status", "who", "evidence", "by_when", "synthetic")
MUST = COLUMNS[:5]
TRUTHS = {"": False, "no": False, "yes": True}
WHAT_NEXT = "Mend the rows; nothing of the file was read. Its columns are: " + ", ".join(COLUMNS) + "."
Day = date
Key = tuple[str, str]  # document, number


class Reported(NamedTuple):
    """Where an ICB stood with one recommendation from a day on, as it says itself."""

    date: Day
    status: Status
    who: str  # a role, not a person's name
    evidence: str
    by_when: Day | None  # the ICB's own day
    synthetic: bool
    row: int

    @property
    def latest(self) -> Day:
        """Give the day it is of."""
        return self.date


def responses(icb: str) -> Mapping[Key, tuple[Reported, ...]]:
    """Give what an ICB reported, by document and number; nothing where it wrote no file.

    Raises BadData, naming each row, for a status nobody knows, what is no day, and a move that the
    lifecycle does not allow.
    """
    path = folder() / f"{icb.lower()}.csv"
    return _read(path, path.stat().st_mtime_ns) if path.is_file() else {}


def every() -> dict[str, Mapping[Key, tuple[Reported, ...]]]:
    """Give what every ICB reported, by its code."""
    return {path.stem.upper(): responses(path.stem) for path in sorted(folder().glob("*.csv"))}


def folder() -> Path:
    """Give the folder of responses."""
    return paths.params() / "responses"


def strange(known: Mapping[str, Sequence[str]]) -> list[str]:
    """Give rows that answer nothing that is asked: the file, the row, and what it names.

    known : the numbers of each document.
    """
    return [
        f"{icb.lower()}.csv, row {rows[0].row}: {document}, number {number}"
        for icb, found in every().items()
        for (document, number), rows in found.items()
        if number not in known.get(document, ())
    ]


@lru_cache(maxsize=64)
def _read(path: Path, changed: int) -> Mapping[Key, tuple[Reported, ...]]:
    """Give one file, read once until it changes."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        names = reader.fieldnames or ()
        wrong = [name for name in MUST if name not in names] + [name for name in names if name not in COLUMNS]
        if wrong:
            raise BadData(
                f"{path.name} lacks columns or has some nobody knows: {', '.join(wrong)}. {WHAT_NEXT}"
            )
        found: dict[Key, list[Reported]] = {}
        faults: list[str] = []
        for number, row in enumerate(reader, 2):
            try:
                found.setdefault((row["document"].strip(), row["number"].strip()), []).append(
                    _row(row, number)
                )
            except (ValueError, AttributeError) as error:
                faults.append(f"row {number}: {error}")
    faults += [fault for rows in found.values() for fault in _moves(rows)]
    if faults:
        raise BadData.rows(f"{path.name} has rows that cannot be:", faults, WHAT_NEXT)
    return {key: tuple(rows) for key, rows in found.items()}


def _row(row: dict[str, str], number: int) -> Reported:
    if None in row.values() or None in row:
        raise ValueError("it has more or fewer cells than there are columns")
    if row["status"] not in STATUSES:
        raise ValueError(f"no status is called {row['status']!r}. Known: {', '.join(STATUSES)}")
    if not row["who"].strip():
        raise ValueError("'who' is empty. Write the role that says so")
    made_up = (row.get("synthetic") or "").strip().lower()
    if made_up not in TRUTHS:
        raise ValueError(f"'synthetic' is {made_up!r}. Write yes, or leave it empty")
    by_when = (row.get("by_when") or "").strip()
    return Reported(
        date=_day(row["date"]),
        status=row["status"],
        who=row["who"].strip(),
        evidence=(row.get("evidence") or "").strip(),
        by_when=_day(by_when) if by_when else None,
        synthetic=TRUTHS[made_up],
        row=number,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise ValueError(f"{text!r} is no day. Write one such as 2026-09-30") from error


def _moves(rows: Sequence[Reported]) -> Iterator[str]:
    for at, fault in lifecycle.faults(rows):
        yield f"row {rows[at].row} {fault}"

"""What each ICB says it has done about what it is asked: params/responses/<icb>.csv, a row a status."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator

from insight import filled, paths
from insight.definitions.strict import Record, Words
from insight.filled import Day
from insight.recommendations import lifecycle
from insight.recommendations.lifecycle import Status

Key = tuple[str, str]  # document, number
TRUTHS = {"yes": True, "no": False}


def _truth(value: object) -> object:
    if not isinstance(value, str):
        return value
    if value.strip().lower() not in TRUTHS:
        raise ValueError("is neither yes nor no. Write yes, or leave it empty.")
    return TRUTHS[value.strip().lower()]


class Reported(Record):
    """Where an ICB stood with one recommendation from a day on, as it says itself."""

    document: Words
    number: Words
    date: Day
    status: Status
    who: Words  # a role, not a person's name
    evidence: str = ""
    by_when: Day | None = None  # the ICB's own day
    synthetic: Annotated[bool, BeforeValidator(_truth)] = False

    @property
    def key(self) -> Key:
        """Give the recommendation it is about."""
        return self.document, self.number

    @property
    def latest(self) -> Day:
        """Give the day it is of."""
        return self.date


def responses(icb: str) -> Mapping[Key, tuple[Reported, ...]]:
    """Give what an ICB reported, by document and number; nothing where it wrote no file.

    Raises BadDefinition, naming each row, for a status nobody knows, what is no day, and a move that the
    lifecycle does not allow.
    """
    return {key: tuple(one for _, one in rows) for key, rows in _histories(_rows(icb)).items()}


def every() -> dict[str, Mapping[Key, tuple[Reported, ...]]]:
    """Give what every ICB reported, by its code."""
    return {path.stem.upper(): responses(path.stem) for path in _files()}


def strange(known: Mapping[str, Sequence[str]]) -> list[str]:
    """Give rows that answer nothing that is asked: the file, the row, and what it names.

    known : the numbers of each document.
    """
    return [
        f"{path.name}, row {row}: {one.document}, number {one.number}"
        for path in _files()
        for row, one in _rows(path.stem).items()
        if one.number not in known.get(one.document, ())
    ]


def _files() -> list[Path]:
    return sorted((paths.params() / "responses").glob("*.csv"))


def _rows(icb: str) -> Mapping[int, Reported]:
    path = paths.params() / "responses" / f"{icb.lower()}.csv"
    return _read(path, path.stat().st_mtime_ns) if path.is_file() else {}


@lru_cache(maxsize=64)
def _read(path: Path, changed: int) -> Mapping[int, Reported]:
    """Give the rows of one file by their number, read once until it changes."""
    return filled.numbered(Reported, path, beside=_moves)


def _histories(rows: Mapping[int, Reported]) -> dict[Key, list[tuple[int, Reported]]]:
    found: dict[Key, list[tuple[int, Reported]]] = {}
    for row, one in rows.items():
        found.setdefault(one.key, []).append((row, one))
    return found


def _moves(rows: Mapping[int, Reported]) -> Iterator[str]:
    """Say which rows move as the lifecycle does not allow."""
    for history in _histories(rows).values():
        for at, fault in lifecycle.faults([one for _, one in history]):
            yield f"row {history[at][0]} {fault}"

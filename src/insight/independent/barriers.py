"""Barriers as a matrix: a row for each provider and audit, a column for each of the four areas."""

from collections.abc import Sequence
from typing import NamedTuple

from insight.independent.pilot import AREAS, Area
from insight.independent.records import SEVERITIES, Barrier, Records


class Cell(NamedTuple):
    """What stands in one area's way: the worst first; none where nothing is written down."""

    barriers: tuple[Barrier, ...]

    @property
    def worst(self) -> str | None:
        """Give the severity of the worst."""
        return self.barriers[0].severity if self.barriers else None


class Matrix(NamedTuple):
    """Rows by provider and audit; and how many barriers there are by severity, area and owner."""

    rows: dict[tuple[str, str], dict[Area, Cell]]
    total: int
    severities: dict[str, int]
    areas: dict[str, int]
    owners: dict[str, int]


def matrix(records: Records | None) -> Matrix:
    """Arrange barriers, a row for each provider and audit that anything is written down of."""
    barriers = records.barriers if records else ()
    pairs = dict.fromkeys((one.provider, one.audit) for one in (records.activity if records else ()))
    pairs |= dict.fromkeys((one.provider, one.audit) for one in barriers)
    rows = {
        pair: {area: _cell([one for one in barriers if (one.provider, one.audit, one.area) == (*pair, area)])
               for area in AREAS}
        for pair in pairs
    }  # fmt: skip
    counts = [_count(barriers, name) for name in ("severity", "area", "owner")]
    return Matrix(rows, len(barriers), *counts)


def _cell(found: Sequence[Barrier]) -> Cell:
    return Cell(tuple(sorted(found, key=lambda one: -SEVERITIES.index(one.severity))))


def _count(barriers: Sequence[Barrier], by: str) -> dict[str, int]:
    names = [str(getattr(one, by)) for one in barriers]
    return {name: names.count(name) for name in dict.fromkeys(names)}

"""The action log of an ICB, read back from where people keep it."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from insight import definitions, filled, metrics, paths
from insight.actions.action import Action
from insight.errors import unknown_rows

IDS = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")


class Log(NamedTuple):
    """The actions of one ICB, in the order of their file."""

    icb: str
    actions: tuple[Action, ...]

    @property
    def synthetic(self) -> bool:
        """Tell whether all of it was made up, to show what can be written here."""
        return bool(self.actions) and all(one.made_up for one in self.actions)


def place(icb: str) -> Path:
    """Give where the action log of an ICB is kept."""
    return paths.params() / "actions" / f"{icb.lower()}.csv"


def log(icb: str, edition: str) -> Log | None:
    """Give the action log of an ICB; None where there is none.

    Actions that were made up, to show what a log holds, are left out of editions of real data.

    Raises BadDefinition for rows that cannot be used, every one of them, such as those whose measure looks
    like a metric's id and is none.
    """
    found = read(icb)
    if not definitions.edition(edition).synthetic:
        found = found._replace(actions=tuple(one for one in found.actions if not one.made_up))
    return found if found.actions else None


def read(icb: str) -> Log:
    """Give the action log of an ICB as it is written, with no action where nothing is."""
    path = place(icb)
    rows = filled.numbered(Action, path, beside=unknown_measures) if path.is_file() else {}
    return Log(icb, tuple(rows.values()))


def unknown_measures(rows: Mapping[int, Action]) -> list[str]:
    """Give a line for each row whose measure looks like a metric's id and is none: words may stand there."""
    ids = [(row, one.measure) for row, one in rows.items() if IDS.fullmatch(one.measure)]
    return unknown_rows(ids, column="Measure", kind="metric", known=metrics.words())


def every() -> dict[str, Log]:
    """Give every action log there is, by its ICB's code."""
    files = sorted((paths.params() / "actions").glob("*.csv"))
    return {path.stem.upper(): read(path.stem.upper()) for path in files}

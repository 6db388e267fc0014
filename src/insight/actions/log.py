"""The action log of an ICB, read back from where people keep it."""

import re
from pathlib import Path
from typing import NamedTuple

from insight import definitions, filled, metrics, paths
from insight.actions.action import Action
from insight.errors import BadDefinition

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

    Raises BadDefinition for rows that cannot be used, every one of them, and for a measure that looks
    like a metric's id and is none.
    """
    found = read(icb)
    if not definitions.edition(edition).synthetic:
        found = found._replace(actions=tuple(one for one in found.actions if not one.made_up))
    return found if found.actions else None


def read(icb: str) -> Log:
    """Give the action log of an ICB as it is written, with no action where nothing is."""
    path = place(icb)
    actions = filled.read(Action, path) if path.is_file() else []
    refuse_unknown(actions, path.name)
    return Log(icb, tuple(actions))


def refuse_unknown(actions: list[Action], name: str) -> None:
    """Refuse measures that look like ids of metrics and are none. name : of the file, for messages."""
    known = metrics.words()
    wrong = [
        f"action {number} ({one.action[:40]}): no metric is called {one.measure!r}"
        for number, one in enumerate(actions, start=1)
        if IDS.fullmatch(one.measure) and one.measure not in known
    ]
    if wrong:
        raise BadDefinition.rows(
            f"{name} names metrics that nobody measures:",
            wrong,
            "Choose an id from the form's list, or say in words how you would know. Nothing was read.",
        )


def every() -> dict[str, Log]:
    """Give every action log there is, by its ICB's code."""
    files = sorted((paths.params() / "actions").glob("*.csv"))
    return {path.stem.upper(): read(path.stem.upper()) for path in files}

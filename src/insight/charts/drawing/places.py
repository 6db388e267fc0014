"""Metrics kept apart by where they count people: those treated and those who live here."""

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
WHERE = {"residence": "people who live here", "treatment": "people treated here"}


def apart(parts: Iterable[T], setting: Callable[[T], object]) -> list[tuple[str, list[T]]]:
    """Give parts by their setting, in the order in which each first stands, with words for it.

    setting : gives `residence`, `treatment` or nothing for a part. The words are empty where all parts are
    of one setting, as nothing needs telling apart then.

    >>> apart(["residence", "treatment"], str)
    [('people who live here', ['residence']), ('people treated here', ['treatment'])]
    >>> apart(["residence"], str)
    [('', ['residence'])]
    """
    found: dict[str, list[T]] = {}
    for part in parts:
        kind = setting(part)
        found.setdefault(kind if isinstance(kind, str) else "", []).append(part)
    if len(found) == 1:
        return [("", within) for within in found.values()]
    return [(WHERE.get(kind, "place not stated"), within) for kind, within in found.items()]

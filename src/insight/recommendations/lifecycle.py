"""Where a recommendation stands, and which way it may move from there."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple, Protocol, get_args

Status = Literal[
    "made", "no separate response recorded", "answered", "accepted", "not accepted", "under way", "paused",
    "said to be done", "evidenced", "not evidenced", "superseded", "closed",
]  # fmt: skip
STATUSES: tuple[Status, ...] = get_args(Status)
FIRST: Status = "made"

MEANING: dict[Status, str] = {
    "made": "asked, and no answer is known yet",
    "no separate response recorded": "the answers were published, and none stands beside this one",
    "answered": "somebody said in writing what was done or would be",
    "accepted": "those asked agreed to act",
    "not accepted": "those asked said that they would not, or not so",
    "under way": "work has begun",
    "paused": "work began and has stopped for now",
    "said to be done": "those asked say that it is done; nobody has shown it yet",
    "evidenced": "something that can be looked at shows that it is done",
    "not evidenced": "it was looked for, and nothing that shows it was found",
    "superseded": "a later recommendation takes its place",
    "closed": "it is no longer followed",
}
MOVES: dict[Status, tuple[Status, ...]] = {
    "made": (
        "no separate response recorded", "answered", "accepted", "not accepted", "under way",
        "said to be done",
        "not evidenced", "superseded",
    ),
    "no separate response recorded": (
        "answered", "accepted", "under way", "said to be done", "not evidenced", "superseded", "closed",
    ),
    "answered": (
        "accepted", "not accepted", "under way", "said to be done", "evidenced", "not evidenced",
        "superseded",
        "closed",
    ),
    "accepted": ("under way", "said to be done", "not evidenced", "not accepted", "superseded"),
    "not accepted": ("accepted", "superseded", "closed"),
    "under way": ("paused", "said to be done", "evidenced", "not evidenced", "superseded"),
    "paused": ("under way", "not evidenced", "superseded", "closed"),
    "said to be done": ("evidenced", "not evidenced", "under way"),
    "evidenced": ("under way", "superseded", "closed"),
    "not evidenced": ("under way", "said to be done", "evidenced", "superseded", "closed"),
    "superseded": ("closed",),
    "closed": (),
}  # fmt: skip
OPEN = frozenset(STATUSES) - {
    "said to be done",
    "evidenced",
    "not accepted",
    "superseded",
    "closed",
}  # may be due


class Stage(NamedTuple):
    """A status, what it means, and what it may become."""

    status: Status
    meaning: str
    moves: tuple[Status, ...]


class Stood(Protocol):
    """One entry of a history: where it stood from a day on."""

    @property
    def status(self) -> Status: ...  # noqa: D102
    @property
    def latest(self) -> date: ...  # noqa: D102


def stages() -> list[Stage]:
    """Give every status, from the first to those that end."""
    return [Stage(status, MEANING[status], MOVES[status]) for status in STATUSES]


def faults(history: Sequence[Stood]) -> Iterator[tuple[int, str]]:
    """Give what is wrong with a history: which entry, counted from 0, and what.

    A history begins with any status, goes forward in time, and moves only as MOVES allows; the same status
    again, with newer evidence, is no move.
    """
    for at in range(1, len(history)):
        before, after = history[at - 1], history[at]
        if after.latest < before.latest:
            yield (
                at,
                f"is dated before the one above it ({after.latest} after {before.latest}). Put them in order",
            )
        if after.status != before.status and after.status not in MOVES[before.status]:
            allowed = ", ".join(MOVES[before.status]) or "nothing: it ends there"
            yield (
                at,
                f"moves from {before.status!r} to {after.status!r}. From there it may move to: {allowed}",
            )

"""Where recommendations stand on a day: their status, since when, and whether they are due."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from insight.recommendations.dates import when
from insight.recommendations.due import Due, due
from insight.recommendations.lifecycle import FIRST, OPEN, STATUSES
from insight.recommendations.register import Entry
from insight.recommendations.responses import responses
from insight.recommendations.window import Window

MOST = 12  # days on which statuses are counted


class Standing(NamedTuple):
    """One recommendation on a day; for an ICB, as that ICB reports it."""

    entry: Entry
    status: str
    since: Window | None  # when it came to stand so; None where nobody said
    evidence: str
    who: str
    synthetic: bool  # what is said of it was made up
    by: Window | None
    due: Due | None  # None where it has no day, or is no longer followed
    moves: tuple[Any, ...]  # its history up to the day, the oldest first


def standings(entries: Iterable[Entry], as_at: date) -> list[Standing]:
    """Give where each recommendation stands on a day, by its own history."""
    return [_standing(entry, entry.history, entry.status, as_at) for entry in entries]


def of_icb(entries: Iterable[Entry], icb: str, as_at: date, *, made_up: bool = True) -> list[Standing]:
    """Give where an ICB stands with each recommendation that asks ICBs, as it reports itself.

    One that the ICB says nothing of stands as made. An ICB's own day stands in place of the document's where
    the document gives none. made_up : whether rows that say they were made up count.
    """
    said = responses(icb)
    found = []
    for entry in entries:
        if entry.asks_icbs:
            moves = said.get((entry.document.id, entry.number), ())
            moves = tuple(move for move in moves if made_up or not move.synthetic)
            found.append(_standing(entry, moves, FIRST, as_at))
    return found


def over_time(
    histories: Iterable[Sequence[Any]], as_at: date, most: int = MOST
) -> list[tuple[date, Counter]]:
    """Give how many stood where, on each day that something changed and on the last; the oldest first.

    histories : one for each thing counted. most : days at most; of more, every so many is taken, the last
    always. What has not begun on a day is not counted on it.
    """
    told = [list(moves) for moves in histories]
    days = sorted({move.latest for moves in told for move in moves if move.latest <= as_at} | {as_at})
    if len(days) > most:
        days = [days[round(at * (len(days) - 1) / (most - 1))] for at in range(most)]
    found = []
    for on in dict.fromkeys(days):
        last = (_last(moves, on) for moves in told)
        counts = Counter(move.status for move in last if move is not None)
        found.append((on, Counter({status: counts[status] for status in STATUSES if counts[status]})))
    return found


def _standing(entry: Entry, history: Sequence[Any], otherwise: str, as_at: date) -> Standing:
    moves = tuple(move for move in history if move.latest <= as_at)
    last = moves[-1] if moves else None
    status = last.status if last else FIRST if history else otherwise
    own = next((move.by_when for move in reversed(moves) if getattr(move, "by_when", None)), None)
    by = entry.due if entry.due and entry.due.latest or own is None else when(own)
    return Standing(
        entry=entry,
        status=status,
        since=when(last.date) if last else None,
        evidence=(last.evidence or "") if last else "",
        who=last.who if last else "",
        synthetic=any(move.synthetic for move in moves),
        by=by,
        due=due(by, as_at) if by and status in OPEN else None,
        moves=moves,
    )


def _last(moves: Sequence[Any], on: date) -> Any:
    before = None
    for move in moves:
        if move.latest > on:
            break
        before = move
    return before

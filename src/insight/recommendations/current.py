"""What is asked of ICBs now: by when, and whether that is past on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from insight import definitions
from insight.recommendations.due import Due, due
from insight.recommendations.since import made
from insight.recommendations.timescale import timescale
from insight.recommendations.window import Window

NO_DAY = "the document gives none"


class Current(NamedTuple):
    """An ask of ICBs with the days it allows, and where it stands on a day."""

    asked: Any  # as recommendations.asked gives it
    window: Window
    due: Due
    measures: tuple[str, ...]  # the titles of its metrics


def current(asked: Iterable[Any], as_at: date) -> list[Current]:
    """Give asks with when they are due as at a day, those due first before those without a day.

    asked : as recommendations.asked gives it. A day counts as it stands; words such as "by April 2026" count
    from the day the document came out, and run to the last day they allow.
    """
    found, known = [], definitions.metrics()
    for one in asked:
        window = _window(one.ask.by_when, one.document.published)
        found.append(
            Current(one, window, due(window, as_at), tuple(known[name].title for name in one.ask.metrics))
        )
    return sorted(found, key=lambda one: (one.due.by is None, one.due.by or date.max))


def _window(by_when: date | str | None, published: date | str) -> Window:
    if by_when is None:
        return Window("no day", None, None, "none", NO_DAY)
    if isinstance(by_when, date):
        return Window(by_when.isoformat(), by_when, by_when, "day")
    said = made(published).latest
    if said is None:
        return Window(by_when, None, None, "none", "it counts from a day that is not known")
    return timescale(by_when, said)

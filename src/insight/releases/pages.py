"""The release calendar and what is new, as pages."""

from collections.abc import Sequence

from insight.definitions import Edition
from insight.formats import Html, capital, day, grid, render, table
from insight.markup import raw
from insight.releases.calendar import Release
from insight.releases.news import Entry

STATUS = {
    "provisional": "provisional: the day may change",
    "confirmed": "confirmed",
    "published": "published",
    "postponed": "postponed",
    "cancelled": "cancelled",
}
CALENDAR = """\
# Release calendar

The days on which editions come out are announced before they do. A day that has to change is changed here,
with what it was and why; nothing is taken off the calendar.
"""
NEWS = """\
# What is new

Releases, new data, corrections and changed dates, newest first. To be told of them, follow the
<a href="feed.xml">feed</a> in a reader of Atom feeds.
"""


def calendar_page(edition: Edition, releases: Sequence[Release]) -> str:
    """Give the calendar of an edition's series as Markdown, with what was announced when."""
    parts = [CALENDAR, f"As at {day(edition.as_at)}."]
    coming = [one for one in releases if one.status != "published"]
    out = [one for one in releases if one.status == "published"]
    if not releases:
        known = f"The next update is due on {day(edition.next_update)}." if edition.next_update else ""
        parts.append(known or "No day has been announced for the next update.")
    for heading, some in (("Coming", coming), ("Published", out[::-1])):
        if some:
            parts += [f"## {heading}", _listed(some, f"{heading}: releases and their days")]
    return "\n\n".join(parts)


def news_page(entries: Sequence[Entry]) -> str:
    """Give what is new as Markdown, newest first."""
    rows = [(day(one.day), _link(one), one.words) for one in entries]
    if not rows:
        return f"{NEWS}\nNothing is new yet."
    return f"{NEWS}\n{raw(table(grid(rows, ['Day', 'What', 'More']), 'What is new, newest first'))}"


def _listed(releases: Sequence[Release], caption: str) -> str:
    noted = any(one.note for one in releases)
    names = ["Day", "Release", "Status", "Changes of the day", *["Note"] * noted]
    rows = [
        [day(one.due), one.title, capital(STATUS[one.status]), _changes(one), *[one.note or ""] * noted]
        for one in releases
    ]
    return raw(table(grid(rows, names), caption))


def _changes(release: Release) -> str:
    said = [f"until {day(one.on)} it was {day(one.was)}: {one.why}" for one in release.changes]
    return capital("; ".join(said)) + "." if said else "none"


def _link(one: Entry) -> Html:
    return render('<a href="{{ page }}.html">{{ title }}</a>', page=one.page, title=one.title)

"""The release calendar, as written in params/calendar.yml."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from insight import definitions, paths
from insight.definitions import Edition
from insight.definitions.strict import Record, build, read
from insight.errors import BadDefinition, UnknownName

FILE = "calendar.yml"
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Status = Literal["provisional", "confirmed", "published", "postponed", "cancelled"]


class Change(Record):
    """A date that was announced and then changed: on which day, what it was, and why."""

    on: date
    was: date
    why: str


class Release(Record):
    """One release, announced or out."""

    id: Name
    series: Name  # releases of one series stand on one calendar
    title: str
    due: date  # the day it comes out, or came out
    status: Status
    edition: str | None = None  # a file in params/editions, once it is out
    changes: tuple[Change, ...] = ()
    note: str | None = None

    @model_validator(mode="after")
    def _sound(self) -> "Release":
        if self.status == "published" and self.edition is None:
            raise ValueError("a release that is published must name its edition.")
        days = [change.on for change in self.changes]
        if days != sorted(days):
            raise ValueError("changes must stand in the order of their days.")
        told = [change.was for change in self.changes] + [self.due]
        if any(one == other for one, other in zip(told, told[1:], strict=False)):
            raise ValueError("a change must be from one day to another.")
        if self.status == "postponed" and not self.changes:
            raise ValueError("a release that is postponed must say in 'changes' what its day was, and why.")
        return self


class Calendar(Record):
    """Every release there is a date for."""

    releases: tuple[Release, ...] = Field(default_factory=tuple)

    @model_validator(mode="after")
    def _once(self) -> "Calendar":
        names = [release.id for release in self.releases]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two releases are called {twice[0]!r}.")
        return self


def calendar() -> tuple[Release, ...]:
    """Give every release in params/calendar.yml, the earliest first; none when there is no such file.

    Raises BadDefinition for a file that cannot be read, UnknownName for an edition that is none.
    """
    path = paths.params() / FILE
    if not path.is_file():
        return ()
    found = build(Calendar, read(path), where=path).releases
    for release in found:
        if release.edition is not None and release.edition not in definitions.editions():
            known = definitions.editions()
            raise UnknownName.among("edition", release.edition, known=known, where=f"{FILE}, {release.id}")
    return tuple(sorted(found, key=lambda release: (release.due, release.id)))


def series_of(edition: Edition) -> tuple[Release, ...]:
    """Give the releases of the series an edition belongs to; none when the calendar does not name it.

    Raises BadDefinition when the edition and the calendar announce different days for the next one.
    """
    every = calendar()
    own = next((release for release in every if release.edition == edition.id), None)
    if own is None:
        return ()
    found = tuple(release for release in every if release.series == own.series)
    coming = [release.due for release in found if release.status not in ("published", "cancelled")]
    if edition.next_update and coming and edition.next_update not in coming:
        days = ", ".join(day.isoformat() for day in coming)
        raise BadDefinition(
            f"{edition.id}.yml announces the next update for {edition.next_update.isoformat()}, and {FILE} "
            f"for {days}. Write the same day in both; keep the day it was in `changes`."
        )
    return found

"""Who published something, under what licence, and where."""

from typing import Annotated

from pydantic import StringConstraints

from insight.definitions.audit import Id
from insight.definitions.strict import Record

Base = Annotated[str, StringConstraints(pattern=r"^https?://[^\s?#]+[^\s?#/]$")]  # without a slash at its end


class Published(Record):
    """What others published, as readers are told of it."""

    id: Id
    title: str
    publisher: str
    licence: str
    link: str | None = None  # to a page for readers
    note: str | None = None

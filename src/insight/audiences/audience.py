"""People who read, and what they need."""

from insight.definitions.strict import Record


class Audience(Record):
    """Some of those who read: what they are called, what they will want, and where they begin."""

    id: str
    title: str  # what they are called, such as Boards
    order: int
    about: str  # what they come for
    reports: tuple[str, ...] = ()  # notebooks, the one to begin with first
    pages: tuple[str, ...] = ()  # pages of the book people wrote

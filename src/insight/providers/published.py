"""Published lists of who took part, as written in params/providers/<list>.yml."""

from datetime import date

from insight import paths
from insight.definitions.audit import Id
from insight.definitions.strict import Record, Words, named


class Absence(Record):
    """A trust that gives the care an audit is about and did not take part, or one that does not give it."""

    audit: Id
    trust: Words
    period: Words
    note: str | None = None


class PublishedList(Record):
    """A list somebody published: whoever it does not name, it says nothing of."""

    id: Id
    title: Words
    publisher: Words
    published: date
    link: str | None = None
    synthetic: bool = False
    editions: tuple[str, ...]  # that it goes with
    did_not_take_part: tuple[Absence, ...] = ()
    not_applicable: tuple[Absence, ...] = ()


def published(edition: str) -> list[PublishedList]:
    """Give the published lists that go with an edition, by name."""
    files = sorted((paths.params() / "providers").glob("*.yml"))
    found = [named(PublishedList, path) for path in files]
    return [one for one in found if edition in one.editions]

"""What became of national bodies: old names lead to those that do their work now."""

from insight import paths
from insight.definitions.strict import build, read
from insight.errors import UnknownName
from insight.organisations.change import Body, Change, File
from insight.organisations.history import History

__all__ = ["Body", "Change", "History", "changes", "current", "history", "now"]


def history() -> History:
    """Give what params/organisations says of bodies and their changes.

    Raises BadDefinition for two bodies of one name, for changes that name a body which is not
    listed, and for changes that lead round in a circle.
    """
    found = sorted((paths.params() / "organisations").glob("*.yml"))
    files = [build(File, read(path), where=path) for path in found]
    return History.of(
        [body for file in files for body in file.bodies],
        [change for file in files for change in file.changes],
    )


def changes() -> tuple[Change, ...]:
    """Give every change, the newest first; those without a day come last."""
    return history().changes


def current(name: str) -> tuple[str, ...]:
    """Give the bodies that now do the work of one, by any of its names; itself while it lasts.

    Raises UnknownName for a name that is no body's.
    """
    known = history()
    body = known.called(name)
    if body is None:
        raise UnknownName.among("organisation", name, known=known.bodies, where="params/organisations")
    return known.current(body)


def now(name: str) -> tuple[str, ...]:
    """Give the bodies that now do the work of a publisher or provider that is no more; else none.

    A name may be of several bodies, parted by semicolons. A name nobody knows is one that lasts.
    """
    known = history()
    parts = (known.called(part) for part in name.split(";"))
    ends = (end for body in parts if body and known.ended(body) for end in known.current(body))
    return tuple(dict.fromkeys(ends))

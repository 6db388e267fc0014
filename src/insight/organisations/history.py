"""Changes of bodies joined up: from any name to the bodies that do the work now."""

from collections.abc import Sequence
from dataclasses import dataclass

from insight.errors import BadDefinition
from insight.organisations.change import Body, Change

WHAT_NEXT = "Mend them in params/organisations."


@dataclass(frozen=True)
class History:
    """Bodies by name, and their changes, the newest first."""

    bodies: dict[str, Body]
    names: dict[str, str]  # every name, in small letters -> the name of the body
    changes: tuple[Change, ...]

    @classmethod
    def of(cls, bodies: Sequence[Body], changes: Sequence[Change]) -> "History":
        """Join up bodies and changes, or refuse what does not fit together."""
        names: dict[str, str] = {}
        twice = []
        for body in bodies:
            for called in (body.name, *body.also):
                if called.casefold() in names:
                    twice.append(f"{called}: of {names[called.casefold()]} and of {body.name}")
                names[called.casefold()] = body.name
        _refuse("Names belong to two bodies:", twice)
        listed = {body.name for body in bodies}
        named = {name for change in changes for name in (change.was, *change.became)}
        _refuse("Changes name bodies that are not listed:", sorted(named - listed))
        newest = tuple(sorted(changes, key=lambda change: str(change.on or ""), reverse=True))
        made = cls({body.name: body for body in bodies}, names, newest)
        for body in bodies:
            made.current(body.name)
        return made

    def called(self, name: str) -> str | None:
        """Give the body that has a name, however its letters are written; None for none."""
        return self.names.get(name.strip().casefold())

    def ended(self, name: str) -> bool:
        """Tell whether a body's work has passed to others."""
        return any(change.was == name for change in self.changes)

    def current(self, name: str, before: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Give the bodies that now do the work of one, in the order written; itself while it lasts."""
        if name in before:
            _refuse("Changes lead round in a circle:", [" to ".join([*before, name])])
        if not self.ended(name):
            return (name,)
        after = (new for change in self.changes if change.was == name for new in change.became)
        ends = (end for new in after for end in self.current(new, (*before, name)))
        return tuple(dict.fromkeys(ends))


def _refuse(summary: str, faults: Sequence[str]) -> None:
    if faults:
        raise BadDefinition.rows(summary, faults, WHAT_NEXT)

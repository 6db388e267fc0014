"""What is the same in every pack: agenda, form, roles, checklist and guides, as in params/sessions."""

from typing import Annotated, Literal, TypeVar

from pydantic import BeforeValidator, Field, StringConstraints

from insight import filled, paths
from insight.definitions.audit import Id
from insight.definitions.strict import Record, build, read
from insight.errors import UnknownName

Words = Annotated[str, StringConstraints(min_length=1)]
SignalKind = Literal["worse", "worsened", "gap", "better", "improved", "action"]
Reply = Literal["asked", "coming", "cannot come"]
R = TypeVar("R", bound=Record)


class Item(Record):
    """A part of the session."""

    id: Id
    title: Words
    minutes: int = Field(gt=0)
    how: Words


class Question(Record):
    """A question of the form that goes out before the session."""

    id: Id
    asks: Words


class Role(Record):
    """Somebody who should be there."""

    id: Id
    name: Words
    why: Words
    from_: Words = Field(alias="from")


class Step(Record):
    """A question about how patients and the public are involved."""

    id: Id
    step: Words
    asks: Words


class Pack(Record):
    """What is the same in every pack."""

    id: str
    title: Words
    source: Words
    agenda: tuple[Item, ...]
    preread: tuple[Question, ...]
    roles: tuple[Role, ...]
    checklist: tuple[Step, ...]


class Primer(Record):
    """A one-page guide."""

    id: Id
    title: Words
    short: Words
    for_what: Words
    steps: tuple[Words, ...]
    pitfalls: tuple[Words, ...]
    try_it: Words
    method: Words  # a heading of the methods page
    uses: tuple[SignalKind, ...]  # signals that serve as an example


class Primers(Record):
    """The one-page guides."""

    id: str
    primers: tuple[Primer, ...]


class Invited(Record):
    """A row of params/invited/<code>.csv: an organisation asked to send somebody, and its answer."""

    role: Id
    organisation: Words
    answer: Annotated[
        Reply, BeforeValidator(lambda word: word.strip().lower() if isinstance(word, str) else word)
    ]


def pack() -> Pack:
    """Give what is the same in every pack."""
    return _read(Pack, "pack")


def primers() -> tuple[Primer, ...]:
    """Give the one-page guides."""
    return _read(Primers, "primers").primers


def invited(icb: str) -> tuple[Invited, ...]:
    """Give who was asked to an ICB's session, by organisation; nobody where no list is kept.

    Raises BadDefinition for rows that cannot be used, UnknownName for a role that is none.
    """
    path = paths.params() / "invited" / f"{icb.lower()}.csv"
    found = filled.read(Invited, path) if path.is_file() else []
    refuse_unknown([one.role for one in found], "role", [role.id for role in pack().roles], path.name)
    return tuple(found)


def refuse_unknown(names: list[str], kind: str, known: list[str], where: str) -> None:
    """Refuse names that nothing is called by."""
    for name in names:
        if name not in known:
            raise UnknownName.among(kind, name, known=known, where=where)


def _read(record: type[R], name: str) -> R:
    path = paths.params() / "sessions" / f"{name}.yml"
    return build(record, read(path) | {"id": name}, where=path)

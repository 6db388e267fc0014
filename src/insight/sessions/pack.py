"""What is the same in every pack: agenda, form, roles, checklist and guides, as in params/sessions."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import Field

from insight import definitions, filled, paths
from insight.definitions.audit import Id
from insight.definitions.strict import Record, Words, named
from insight.errors import unknown_rows
from insight.filled import ANY_CASE, is_made_up

SignalKind = Literal["worse", "worsened", "gap", "better", "improved", "action"]
Reply = Literal["asked", "coming", "cannot come"]
REPLIES: tuple[Reply, ...] = get_args(Reply)


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
    answer: Annotated[Reply, ANY_CASE]
    note: Words | None = None


def pack() -> Pack:
    """Give what is the same in every pack."""
    return named(Pack, paths.params() / "sessions" / "pack.yml")


def primers() -> tuple[Primer, ...]:
    """Give the one-page guides."""
    return named(Primers, paths.params() / "sessions" / "primers.yml").primers


def invitations(icb: str) -> Path:
    """Give where the list of those who were asked to an ICB's session is kept."""
    return paths.params() / "invited" / f"{icb.lower()}.csv"


def asked(icb: str) -> list[Invited]:
    """Give who was asked to an ICB's session, as it is written; nobody where no list is kept.

    Raises BadDefinition for rows that cannot be used, every one, such as those of a role that is none.
    """
    path = invitations(icb)
    return list(filled.numbered(Invited, path, beside=unknown_roles).values()) if path.is_file() else []


def invited(icb: str, edition: str) -> list[Invited]:
    """Give who was asked to an ICB's session. What was made up is left out of editions of real data."""
    real = not definitions.edition(edition).synthetic
    return [one for one in asked(icb) if not (real and is_made_up(one.note))]


def unknown_roles(rows: Mapping[int, Invited]) -> list[str]:
    """Give a line for each row whose role the pack does not name."""
    known = [one.id for one in pack().roles]
    return unknown_rows(
        [(row, one.role) for row, one in rows.items()], column="Role", kind="role", known=known
    )


def questions() -> list[str]:
    """Give the ids of the questions that are asked before a session."""
    return [one.id for one in pack().preread]

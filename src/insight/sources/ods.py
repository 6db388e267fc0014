"""The NHS Organisation Data Service (ORD): codes, names, dates, roles, relationships and successions.

Recorded: one organisation (its addresses left out by whoever recorded it). Documented only: the list of
organisations by role, taken to hold `Organisations`, each with an `OrgId`, and to give the next of them by
`Offset`. A body may still be at work for months after its legal end, so a legal end counts as its end, unless
its successor has the same code: then it goes on.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from insight.definitions import Register
from insight.definitions.strict import Record
from insight.errors import BadAnswer
from insight.fetching import Answer, Fetcher, address, pages, whole_letters
from insight.observations import Grid
from insight.sources import Input

COLUMNS = ("code", "name", "status", "start", "end", "still_at_work", "roles", "parents", "successors")
DIVISION, PLACE = "RE2", "RE5"  # is a sub-division of; is located in the geography of


class Role(Record):
    """Organisations of one role, and what they are to us."""

    type: str  # a type of area: icb, sub_icb, trust
    primary: str  # the role every one of them has, such as RO261
    also: str | None = None  # a further role they must have; it says since when they are what they are
    without: tuple[str, ...] = ()  # further roles of those that are left out


class Ask(Record):
    """What is asked: all organisations of some roles."""

    roles: tuple[Role, ...]
    page: int = Field(default=500, gt=0, le=1000)


class Told(BaseModel):
    """A part of an answer, its keys as the service has them; keys that are not here do not matter."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)


class Life(Told):
    """From when until when something was so: in law (Legal), or at work (Operational)."""

    Type: str
    Start: str | None = None
    End: str | None = None


class Code(Told):
    """The code of an organisation."""

    extension: str = Field(min_length=1)


class Other(Told):
    """Another organisation."""

    OrgId: Code


class Had(Told):
    """A role that an organisation has or had, and when."""

    id: str
    Date: tuple[Life, ...] = ()


class Related(Told):
    """How an organisation is or was related to another, and when."""

    id: str
    Status: str = ""
    Date: tuple[Life, ...] = ()
    Target: Other


class Succession(Told):
    """Who took over from an organisation, or from whom it did, and when."""

    Type: str
    Date: tuple[Life, ...] = ()
    Target: Other


def _within(name: str) -> BeforeValidator:
    """Take a list out of the mapping that the service puts around it; none where it is left out."""

    def listed(held: object) -> object:
        return (held.get(name) or ()) if isinstance(held, dict) else held or ()

    return BeforeValidator(listed)


class Organisation(Told):
    """One organisation."""

    Name: str
    OrgId: Code
    Status: str = ""
    Date: tuple[Life, ...] = ()
    Roles: Annotated[tuple[Had, ...], _within("Role")] = ()
    Rels: Annotated[tuple[Related, ...], _within("Rel")] = ()
    Succs: Annotated[tuple[Succession, ...], _within("Succ")] = ()


def ask(source: Register, what: Ask, fetcher: Fetcher) -> list[Input]:
    """Fetch every organisation of the roles asked for, closed ones too; give each with its type of area.

    Raises BadAnswer for a role that no organisation has, for then the service has changed its roles.
    """
    found = []
    for role in what.roles:
        codes = _codes(source.base, role.primary, what.page, fetcher)
        answers = fetcher.many([address(source.base, "organisations", code) for code in codes], "json")
        own = [each for each in (_input(answer, role) for answer in answers) if each is not None]
        if not own:
            needed = f"{role.primary} and {role.also}" if role.also else role.primary
            raise BadAnswer(
                f"{source.base} has no organisation with the role {needed}, where every {role.type} should "
                "have it. Look for the roles it has now, and mend 'ask' in "
                f"params/registers/{source.id}.yml. Nothing was stored."
            )
        found += own
    return found


def read(path: Path, source: Register) -> Grid:
    """Give an organisation as one row below the names of the columns. Dates are ISO; blank where none is.

    Raises BadAnswer, with every fault, for an answer of another shape.
    """
    held = _organisation(_parsed(path), path.name)
    legal, operational = (_dates(held.Date, type) for type in ("Legal", "Operational"))
    code, successors = held.OrgId.extension, list(_successors(held))
    goes_on = any(heir == code for heir, _ in successors)
    row = (
        code,
        " ".join(held.Name.split()),
        held.Status,
        legal[0] or operational[0],
        "" if goes_on else legal[1] or operational[1],
        "yes" if held.Status == "Active" and not operational[1] else "no",
        " ".join(each.id for each in held.Roles),
        " ".join(_parents(held)),
        " ".join(f"{heir}:{day}" for heir, day in successors if heir != code),
    )
    return Grid(pd.DataFrame([COLUMNS, row], dtype="str", index=[1, 2]))


def _input(answer: Answer, role: Role) -> Input | None:
    """Give an organisation's file with what it is to us; None for one that is left out."""
    held = _organisation(answer.json(), answer.asked)
    has = {each.id for each in held.Roles}
    if (role.also is not None and role.also not in has) or not has.isdisjoint(role.without):
        return None
    return Input(answer.path, answer.asked, {"type": role.type, "since": _since(held, role.also)})


def _codes(base: str, role: str, size: int, fetcher: Fetcher) -> list[str]:
    """Give the codes of all organisations of a role, page after page."""

    def page(offset: int) -> Answer:
        further = {"Offset": offset} if offset else {}
        return fetcher.get(address(base, "organisations", PrimaryRoleId=role, Limit=size, **further), "json")

    found = pages(
        page,
        lambda answer: answer.listed("Organisations", ("OrgId",)),
        lambda item: str(item["OrgId"]),
        lambda answer, items: len(items) >= size,
    )
    return [str(item["OrgId"]) for _, items in found for item in items]


def _parsed(path: Path) -> Any:
    """Give what a file holds; None where that is no JSON, or nests too deep."""
    try:
        return whole_letters(json.loads(path.read_bytes()))
    except (ValueError, RecursionError):
        return None


def _organisation(held: Any, where: str) -> Organisation:
    """Give the organisation an answer holds, or refuse another shape."""
    found = held.get("Organisation") if isinstance(held, dict) else None
    try:
        return Organisation.model_validate(found)
    except ValidationError as error:
        faults = [f"{_place(detail['loc'])}: {detail['msg']}" for detail in error.errors()]
        raise BadAnswer.rows(
            f"The answer of {where} holds no 'Organisation' of the shape it should have:",
            faults,
            "The service has changed its shape: look for its notice of changes, and mend "
            "src/insight/sources/ods.py. Nothing was stored.",
        ) from error


def _place(loc: Iterable[object]) -> str:
    return ", ".join(["Organisation", *map(str, loc)])


def _dates(dates: Iterable[Life], type: str) -> tuple[str, str]:
    """Give the first and the last day of one type ('Legal' or 'Operational'); blank where none is given."""
    found = next((each for each in dates if each.Type == type), None)
    return (found.Start or "", found.End or "") if found else ("", "")


def _begun(dates: Iterable[Life]) -> str:
    """Give the day from which something was so, in law where that is told; blank where no day is."""
    given = tuple(dates)
    return _dates(given, "Legal")[0] or _dates(given, "Operational")[0]


def _since(held: Organisation, role: str | None) -> str:
    """Give since when an organisation has a role; blank when no such role is asked for."""
    own = next((each for each in held.Roles if each.id == role), None)
    return _begun(own.Date) if own else ""


def _successors(held: Organisation) -> Iterator[tuple[str, str]]:
    for each in held.Succs:
        if each.Type == "Successor":
            yield each.Target.OrgId.extension, _begun(each.Date)


def _parents(held: Organisation) -> Iterator[str]:
    """Give the codes of what an organisation lies in, or is a part of, at present."""
    for each in held.Rels:
        present = each.Status == "Active" and not _dates(each.Date, "Operational")[1]
        if present and each.id in (DIVISION, PLACE):
            yield each.Target.OrgId.extension

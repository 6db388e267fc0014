"""The NHS Organisation Data Service (ORD): codes, names, dates, roles, relationships and successions.

Recorded: one organisation (its addresses left out by whoever recorded it). Documented only: the list of
organisations by role, taken to hold `Organisations`, each with an `OrgId`, and to give the next of them by
`Offset`. A body may still be at work for months after its legal end, so a legal end counts as its end, unless
its successor has the same code: then it goes on.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import Field

from insight.definitions import Register
from insight.definitions.strict import Record
from insight.errors import BadAnswer
from insight.fetching import Answer, Fetcher, address, pages
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


def ask(source: Register, what: Ask, fetcher: Fetcher) -> list[Input]:
    """Fetch every organisation of the roles asked for, closed ones too; give each with its type of area."""
    found = []
    for role in what.roles:
        codes = _codes(source.base, role.primary, what.page, fetcher)
        answers = fetcher.many([address(source.base, "organisations", code) for code in codes], "json")
        for answer in answers:
            held = _organisation(json.loads(answer.path.read_bytes()), answer.asked)
            has = {str(each["id"]) for each in _each(held, "Roles", "Role")}
            if (role.also is None or role.also in has) and has.isdisjoint(role.without):
                told = {"type": role.type, "since": _since(held, role.also)}
                found.append(Input(answer.path, answer.asked, told))
    return found


def read(path: Path, source: Register) -> Grid:
    """Give an organisation as one row below the names of the columns. Dates are ISO; blank where none is."""
    held = _organisation(json.loads(path.read_bytes()), path.name)
    legal, operational = (_dates(held.get("Date", ()), type) for type in ("Legal", "Operational"))
    code, successors = held["OrgId"]["extension"], list(_successors(held))
    goes_on = any(heir == code for heir, _ in successors)
    end = "" if goes_on else legal[1] or operational[1]
    row = (
        code,
        " ".join(str(held["Name"]).split()),
        str(held.get("Status", "")),
        legal[0] or operational[0],
        end,
        "yes" if held.get("Status") == "Active" and not operational[1] else "no",
        " ".join(str(each["id"]) for each in _each(held, "Roles", "Role")),
        " ".join(_parents(held)),
        " ".join(f"{heir}:{day}" for heir, day in successors if heir != code),
    )
    return Grid(pd.DataFrame([COLUMNS, row], dtype="str", index=[1, 2]))


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


def _organisation(held: Any, where: str) -> dict[str, Any]:
    """Give the organisation an answer holds, or refuse another shape."""
    found = held.get("Organisation") if isinstance(held, dict) else None
    code = found.get("OrgId", {}) if isinstance(found, dict) else None
    if not isinstance(code, dict) or "extension" not in code or "Name" not in (found or {}):
        raise BadAnswer(
            f"The answer of {where} holds no 'Organisation' with 'OrgId' and 'Name'. The service has changed "
            "its shape: look for its notice of changes, and mend src/insight/sources/ods.py. Nothing was "
            "stored."
        )
    return found or {}


def _each(held: dict[str, Any], many: str, one: str) -> list[dict[str, Any]]:
    return list((held.get(many) or {}).get(one) or ())


def _dates(dates: Any, type: str) -> tuple[str, str]:
    """Give the first and the last day of one type ('Legal' or 'Operational'); blank where none is given."""
    found = [each for each in dates or () if each.get("Type") == type]
    if not found:
        return "", ""
    return str(found[0].get("Start") or ""), str(found[0].get("End") or "")


def _since(held: dict[str, Any], role: str | None) -> str:
    """Give since when an organisation has a role; blank when no such role is asked for."""
    own = [each for each in _each(held, "Roles", "Role") if each["id"] == role]
    if not own:
        return ""
    legal, operational = (_dates(own[0].get("Date"), type) for type in ("Legal", "Operational"))
    return legal[0] or operational[0]


def _successors(held: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for each in _each(held, "Succs", "Succ"):
        if each.get("Type") == "Successor":
            legal, operational = (_dates(each.get("Date"), type) for type in ("Legal", "Operational"))
            yield str(each["Target"]["OrgId"]["extension"]), legal[0] or operational[0]


def _parents(held: dict[str, Any]) -> Iterator[str]:
    """Give the codes of what an organisation lies in, or is a part of, at present."""
    for each in _each(held, "Rels", "Rel"):
        present = each.get("Status") == "Active" and not _dates(each.get("Date"), "Operational")[1]
        if present and each.get("id") in (DIVISION, PLACE):
            yield str(each["Target"]["OrgId"]["extension"])

"""The workbook that an ICB fills: actions, answers before a session, who comes. Written and read."""

import io
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from insight import actions, definitions, filled, local, workbooks
from insight.actions import STATUSES, Action
from insight.definitions.strict import Record
from insight.errors import BadData, BadDefinition, MissingInput, UnknownArea, unknown_rows
from insight.local import Returned
from insight.sessions.pack import (
    REPLIES,
    Invited,
    asked,
    invitations,
    pack,
    questions,
    unknown_roles,
)
from insight.writing import halfway

README, METRICS = "Read me", "Metrics"
SHEETS: dict[str, type[Record]] = {"Actions": Action, "Before the session": Returned, "Who comes": Invited}
LINES = 200  # that a sheet's drop-down lists reach
WIDE = {"action": 50, "answer": 60, "note": 40, "measure": 28, "organisation": 28, "owner": 24, "author": 28}


class Kept(NamedTuple):
    """What a workbook held, all of it checked."""

    icb: str
    actions: list[Action]
    answers: list[Returned]
    invited: list[Invited]


def unknown_questions(rows: Mapping[int, Returned]) -> list[str]:
    """Give a line for each row that answers a question nobody asks before a session."""
    named = [(row, one.question) for row, one in rows.items()]
    return unknown_rows(named, column="Question", kind="question", known=questions())


BESIDE: dict[str, tuple[filled.Beside[Any], ...]] = {  # what else must be right on each sheet
    "Actions": (actions.unknown_measures,),
    "Before the session": (unknown_questions, local.unknown_metrics),
    "Who comes": (unknown_roles,),
}


def workbook(icb: str, name: str, on: date) -> bytes:
    """Give the workbook for an ICB, holding what is recorded. name : its name. on : the edition's day.

    Status, role, question, answer and measure are chosen from lists. The same records give the same bytes.
    """
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        made_at = datetime(on.year, on.month, on.day)
        book.set_properties({"title": f"Session of {name}", "created": made_at})
        _read_me(book, icb, name)
        recorded = _recorded(icb)
        for title, record in SHEETS.items():
            _sheet(book, title, record, recorded[title])
        _metrics(book)
    return made.getvalue()


def returned(path: Path, icb: str) -> Kept:
    """Give what a workbook that came back holds.

    Raises MissingInput where there is no file, BadData for one that is no such workbook, UnknownArea for
    one of another ICB, and BadDefinition for rows that cannot be used, each of every sheet named.
    """
    sheets = _sheets(path)
    own = str(sheets[README][0][1]) if sheets[README] and len(sheets[README][0]) > 1 else ""
    if own.upper() != icb.upper():
        raise UnknownArea(
            f"{path.name} is the form of {own or 'no ICB'}, and not of {icb}. Give the ICB it is about, or "
            "the other file. Nothing was kept."
        )
    found: dict[str, list[Any]] = {}
    faults: list[str] = []
    for title, record in SHEETS.items():
        rows, wrong = filled.sifted(record, sheets[title])
        found[title] = list(rows.values())
        wrong += [line for unknown in BESIDE[title] for line in unknown(rows)]
        faults += [f"sheet '{title}', {fault}" for fault in wrong]
    if faults:
        raise BadDefinition.rows(f"{path.name} cannot be used as it stands:", faults, filled.WHAT_NEXT)
    return Kept(icb.upper(), *found.values())


def keep(kept: Kept) -> list[Path]:
    """Write what a form held to params, where the next edition reads it; give the files that were written.

    Each file is whole or as it was before. What the form does not hold any more is gone from them, and a
    file of which the form holds nothing is gone as a whole.
    """
    sheets: dict[Path, tuple[type[Record], Sequence[Record]]] = {
        actions.place(kept.icb): (Action, kept.actions),
        local.answers(kept.icb): (Returned, kept.answers),
        invitations(kept.icb): (Invited, kept.invited),
    }
    halves: dict[Path, Path] = {}
    with ExitStack() as together:
        for place, (record, rows) in sheets.items():
            if rows:
                place.parent.mkdir(parents=True, exist_ok=True)
                halves[place] = together.enter_context(halfway(place))
                halves[place].write_text(filled.as_csv(record, rows), encoding="utf-8")
        for place in sheets:
            if place in halves:
                halves[place].replace(place)
            else:
                place.unlink(missing_ok=True)
    return list(halves)


def _recorded(icb: str) -> dict[str, Sequence[Record]]:
    """Give what is recorded of an ICB, for each sheet."""
    return {
        "Actions": actions.read(icb).actions,
        "Before the session": local.returned(icb),
        "Who comes": asked(icb),
    }


def _read_me(book: Any, icb: str, name: str) -> None:
    sheet = book.add_worksheet(README)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 90, book.add_format({"text_wrap": True}))
    said = [
        ("ICB", icb),
        ("Name", name),
        (
            "Actions",
            "One line for each action. Owners are roles, not people's names. Fill 'Done on' when it is done.",
        ),
        ("Measure", f"An id from the sheet '{METRICS}', or words that say how you would know."),
        ("Dates", "As 2026-11-30 or 30/11/2026."),
        (
            "When it is filled",
            f"Send it back; `insight take FILE {icb}` reads it, and names any row it cannot use.",
        ),
        *((f"Question: {one.id}", one.asks) for one in pack().preread),
        *((f"Role: {one.id}", f"{one.name}, from {one.from_}; {one.why}") for one in pack().roles),
    ]
    for row, (head, words) in enumerate(said):
        sheet.write_string(row, 0, head)
        sheet.write_string(row, 1, words)


def _sheet(book: Any, title: str, record: type[Record], rows: Sequence[Record]) -> None:
    sheet = book.add_worksheet(title)
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.freeze_panes(1, 0)
    for column, field in enumerate(record.model_fields):
        sheet.set_column(column, column, WIDE.get(field, 14), wrap)
        sheet.write_string(0, column, filled.shown(field), bold)
        choices = _choices(title).get(field)
        if choices:
            about = {"validate": "list", "source": choices, "error_type": "warning"}
            sheet.data_validation(1, column, LINES, column, about)
        for row, one in enumerate(rows, start=1):
            value = getattr(one, field)
            if isinstance(value, date):
                sheet.write_datetime(row, column, datetime(value.year, value.month, value.day))
            elif value is not None:
                sheet.write_string(row, column, str(value))


def _choices(title: str) -> dict[str, Any]:
    """Give the lists that cells of a sheet are chosen from, by field."""
    lists: dict[str, dict[str, Any]] = {
        "Actions": {"status": list(STATUSES), "measure": f"='{METRICS}'!$A$2:$A$1000"},
        "Before the session": {"question": questions()},
        "Who comes": {"role": [one.id for one in pack().roles], "answer": list(REPLIES)},
    }
    return lists[title]


def _metrics(book: Any) -> None:
    sheet = book.add_worksheet(METRICS)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 70)
    for column, head in enumerate(("Measure", "What it measures")):
        sheet.write_string(0, column, head)
    for row, metric in enumerate(sorted(definitions.metrics().values(), key=lambda one: one.id), start=1):
        sheet.write_string(row, 0, metric.id)
        sheet.write_string(row, 1, metric.title)


def _sheets(path: Path) -> dict[str, list[list[str]]]:
    """Give the cells of a form as text."""
    if not path.is_file():
        raise MissingInput(f"There is no file {path}. `insight form` writes one.")
    what_next = "Open it and save it again as .xlsx. Nothing was kept."
    there = workbooks.names(path, what_next)
    missing = [name for name in (README, *SHEETS) if name not in there]
    if missing:
        raise BadData(
            f"{path.name} has no sheet called {', '.join(map(repr, missing))}. Begin from the form that "
            "`insight form` writes, and leave its sheets their names. Nothing was kept."
        )
    found = workbooks.sheets(path, [README, *SHEETS], what_next)
    return {sheet.name: [[_cell(cell) for cell in row] for row in sheet.rows] for sheet in found}


def _cell(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)

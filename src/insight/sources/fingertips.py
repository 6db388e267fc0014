"""The Fingertips API: the table of an indicator, and what its publisher says about it, both as CSV.

Recorded: rows of the table, with 27 columns, for areas of type 221 (ICBs) below areas of type 15 (England).
Documented only: the table of metadata. Taken of it: a row for the indicator, under `Indicator ID`.
"""

import csv
import io

from insight.definitions import Source
from insight.definitions.strict import Record
from insight.errors import UnknownName
from insight.fetching import Answer, Fetcher, address
from insight.sources import Input, delimited

ID = "Indicator ID"


class Ask(Record):
    """What is asked: every indicator, for one type of area below another."""

    indicators: tuple[str, ...]  # numbers: "91547"
    areas: int = 221  # ICBs
    parents: int = 15  # England


def ask(source: Source, what: Ask, fetcher: Fetcher) -> list[Input]:
    """Fetch the table of each indicator, and its metadata, so that a changed definition is noticed.

    Raises UnknownName for an indicator that the service does not have.
    """
    base, where = str(source.base), f"params/sources/{source.id}.yml"
    about = {
        number: address(base, "indicator_metadata", "csv", "by_indicator_id", indicator_ids=number)
        for number in what.indicators
    }
    for number, held in zip(about, fetcher.many(about.values(), "csv"), strict=True):
        known = _numbers(held)
        if number not in known:
            raise UnknownName.among("indicator", number, known=known, where=where)
    tables = [
        address(
            base, "all_data", "csv", "by_indicator_id", indicator_ids=number, child_area_type_id=what.areas,
            parent_area_type_id=what.parents, include_sortable_time_periods="yes",
        )
        for number in what.indicators
    ]  # fmt: skip
    return [Input(answer.path, answer.asked) for answer in fetcher.many(tables, "csv")]


def _numbers(held: Answer) -> set[str]:
    """Give the indicators that a table of metadata is about."""
    text = held.path.read_text(encoding="utf-8-sig", errors="replace")
    table = csv.DictReader(io.StringIO(text, newline=""))
    try:
        names = ", ".join(table.fieldnames or ())[:300]
        if ID not in (table.fieldnames or ()):
            raise held.reshaped(f"has no column {ID!r} (it has: {names or 'none'})")
        return {(row[ID] or "").strip() for row in table}
    except csv.Error as error:
        raise held.reshaped(f"is no table that can be read ({error})") from error


read = delimited.read

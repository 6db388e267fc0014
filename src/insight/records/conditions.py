"""Declared conditions: which rows count, in words a YAML file can hold."""

from collections.abc import Iterator
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

from pydantic import Field, model_validator

from insight.definitions.strict import Record
from insight.errors import BadDefinition

if TYPE_CHECKING:
    import ibis.expr.types as ir

Value = bool | int | float | date | str
TESTS = ("equals", "one_of", "at_least", "at_most", "present")
FITS = {  # kind of value -> what an Ibis type says of itself when such a value fits it
    "a yes or no (true, false)": "is_boolean",
    "a number": "is_numeric",
    "a date": "is_temporal",
    "text": "is_string",
}


class Condition(Record):
    """What must hold of a row: a test of one column, or all or any of several conditions.

    A cell that is missing passes no test but `present: false`.
    """

    column: str | None = None
    equals: Value | None = None
    one_of: tuple[Value, ...] | None = None
    at_least: int | float | date | None = None
    at_most: int | float | date | None = None
    present: bool | None = None
    all: tuple["Condition", ...] = Field(default=())
    any: tuple["Condition", ...] = Field(default=())

    @model_validator(mode="after")
    def _one_kind(self) -> "Condition":
        tests = [name for name in TESTS if getattr(self, name) is not None]
        if sum((self.column is not None, bool(self.all), bool(self.any))) != 1:
            raise ValueError("write one of 'column' with a test, 'all' or 'any' with a list of conditions.")
        if self.column is not None and not tests:
            raise ValueError(f"{self.column} needs a test: {', '.join(TESTS)}.")
        if self.column is None and tests:
            raise ValueError(f"{tests[0]!r} needs a 'column'.")
        return self

    def leaves(self) -> Iterator["Condition"]:
        """Give every condition within that tests a column."""
        if self.column is not None:
            yield self
        for part in (*self.all, *self.any):
            yield from part.leaves()

    def values(self) -> Iterator[Value]:
        """Give every value that the column is held against."""
        yield from self.one_of or ()
        yield from (one for one in (self.equals, self.at_least, self.at_most) if one is not None)


def holds(table: "ir.Table", condition: Condition) -> "ir.BooleanValue":
    """Give an expression that is true of the rows for which a condition holds, and never missing."""
    if condition.column is None:
        parts = [holds(table, part) for part in (condition.all or condition.any)]
        return reduce(and_ if condition.all else or_, parts)
    column = table[condition.column]
    tests: list[Any] = []
    if condition.equals is not None:
        tests.append(column == condition.equals)
    if condition.one_of is not None:
        tests.append(column.isin(list(condition.one_of)))
    if condition.at_least is not None:
        tests.append(column >= condition.at_least)
    if condition.at_most is not None:
        tests.append(column <= condition.at_most)
    if condition.present is not None:
        tests.append(column.notnull() if condition.present else column.isnull())
    return reduce(and_, [test.fill_null(False) for test in tests])


def refuse_misfits(table: "ir.Table", conditions: dict[str, Condition], where: str) -> None:
    """Raise BadDefinition where a column is held against a value of another kind, naming each."""
    faults = []
    for name, condition in conditions.items():
        for leaf in condition.leaves():
            kind = table[str(leaf.column)].type()
            wrong = [value for value in leaf.values() if not getattr(kind, FITS[_kind(value)])()]
            faults += [
                f"{name}: the column {leaf.column} is {kind}, and {value!r} is {_kind(value)}"
                for value in wrong
            ]
    if faults:
        raise BadDefinition.rows(
            f"In {where}, columns are held against values of another kind:",
            faults,
            "Write the value as the extract has it: text in quotes, numbers and dates without. "
            "Nothing was written.",
        )


def _kind(value: Value) -> str:
    if isinstance(value, bool):
        return "a yes or no (true, false)"
    if isinstance(value, (int, float)):
        return "a number"
    return "a date" if isinstance(value, date) else "text"

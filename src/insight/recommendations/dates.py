"""Dates that are known to the day, the month or the year, as people write them."""

import re
from calendar import monthrange
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from insight.definitions.strict import Record

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
Precision = Literal["day", "month", "year", "financial year", "range"]


class When(Record):
    """A date with how exactly it is known: the first and the last day it may be."""

    earliest: date
    latest: date
    precision: Precision
    text: str  # as a sentence has it

    def __str__(self) -> str:
        """Give it as a sentence has it."""
        return self.text


def when(given: Any) -> When:
    """Give a date of whatever precision it was written with.

    given : a date, or text: 2014-10, October 2014, 2014, 2014/15. Raises ValueError for what is none.

    >>> str(when("2014-10")), when("2014/15").latest.isoformat(), when(2025).precision
    ('October 2014', '2015-03-31', 'year')
    """
    if isinstance(given, When):
        return given
    if isinstance(given, date):
        said = f"{given.day} {MONTHS[given.month - 1].capitalize()} {given.year}"
        return When(earliest=given, latest=given, precision="day", text=said)
    words = " ".join(str(given).split())
    if found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", words):
        return when(date.fromisoformat(words))
    if found := re.fullmatch(r"(\d{1,2}) (\w+) (\d{4})", words):
        return when(date(int(found[3]), _month(found[2], words), int(found[1])))
    if found := re.fullmatch(r"(\d{4})-(\d{2})", words):
        return _of_month(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"([A-Za-z]+) (\d{4})", words):
        return _of_month(int(found[2]), _month(found[1], words))
    if found := re.fullmatch(r"(\d{4})/(\d{2})", words):
        year = int(found[1])
        return When(
            earliest=date(year, 4, 1), latest=date(year + 1, 3, 31), precision="financial year", text=words
        )
    if re.fullmatch(r"\d{4}", words):
        year = int(words)
        return When(earliest=date(year, 1, 1), latest=date(year, 12, 31), precision="year", text=words)
    raise ValueError(f"{words!r} is no date. Write 2014-10-08, 2014-10, October 2014, 2014/15 or 2014.")


def known(given: Any) -> When | None:
    """Give a date where it can be told; None for other words and for nothing."""
    try:
        return None if given is None else when(given)
    except ValueError:
        return None


Dated = Annotated[When, BeforeValidator(when)]


def _month(name: str, words: str) -> int:
    found = [
        number for number, month in enumerate(MONTHS, 1) if month.startswith(name.lower()) and len(name) > 2
    ]
    if not found:
        raise ValueError(f"{words!r} names no month. Write 2014-10 or October 2014.")
    return found[0]


def _of_month(year: int, month: int) -> When:
    if not 1 <= month <= 12:
        raise ValueError(f"{year}-{month:02} is no month. Write 2014-10.")
    last = date(year, month, monthrange(year, month)[1])
    said = f"{MONTHS[month - 1].capitalize()} {year}"
    return When(earliest=date(year, month, 1), latest=last, precision="month", text=said)

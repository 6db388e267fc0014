"""The days a phrase about time covers, and the calendar they are counted by."""

from datetime import date, timedelta
from typing import NamedTuple

from insight.periods import months_on

DAY = timedelta(days=1)
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}  # the month each begins in


class Window(NamedTuple):
    """When something was said to happen: the first and the last day it may, and how closely that is known.

    earliest, latest : None where no day can be given, or none ends it. precision : day, week, month, third
    of a month, season, quarter, third of a year, half, year, financial year, academic year, span,
    at once, ongoing, recurring or none. text : as it was said. why : why it cannot be read with certainty,
    in one way alone or in any; None where it can. An uncertain phrase has no days.
    """

    text: str
    earliest: date | None
    latest: date | None
    precision: str
    why: str | None = None


class Span(NamedTuple):
    """Days with the precision they are told in."""

    earliest: date | None
    latest: date | None
    precision: str


def of_months(year: int, month: int, count: int, precision: str) -> Span:
    """Give so many whole months from one on.

    >>> of_months(2025, 12, 3, "season")
    Span(earliest=datetime.date(2025, 12, 1), latest=datetime.date(2026, 2, 28), precision='season')
    """
    first = date(year, month, 1)
    return Span(first, months_on(first, count) - DAY, precision)


def of_year(year: int) -> Span:
    """Give a calendar year."""
    return of_months(year, 1, 12, "year")


def financial_year(year: int) -> Span:
    """Give the financial year that begins in a year: 1 April to 31 March."""
    return of_months(year, 4, 12, "financial year")


def academic_year(year: int) -> Span:
    """Give the academic year that begins in a year: 1 September to 31 August."""
    return of_months(year, 9, 12, "academic year")


def begun(day: date, month: int) -> int:
    """Give the year in which the year holding a day began, where years begin in a month.

    >>> begun(date(2015, 3, 31), 4), begun(date(2015, 4, 1), 4)
    (2014, 2015)
    """
    return day.year - (day.month < month)


def season(name: str, year: int) -> Span:
    """Give a season, three whole months from the one it begins in; winter begins in the year given."""
    return of_months(year, SEASONS[name], 3, "season")


def third(span: Span, which: int) -> Span:
    """Give the first (0), middle (1) or last (2) third of days: of months for whole months, else of a month.

    A year has thirds of four months, a quarter or season of one. A month has days 1 to 10, 11 to 20, and
    the rest.
    """
    if span.earliest is None or span.latest is None:
        return span
    first, last = span.earliest, span.latest
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    if months % 3 == 0:
        part = months_on(first, which * months // 3)
        name = {12: "third of a year", 3: "month"}.get(months, "span")
        return Span(part, months_on(part, months // 3) - DAY, name)
    if months == 1 and first.day == 1:
        ends = (first.replace(day=10), first.replace(day=20), last)
        return Span(first.replace(day=10 * which + 1), ends[which], "third of a month")
    return span


def working_days_on(day: date, count: int) -> date:
    """Give the day so many days from Monday to Friday later; bank holidays count, as they differ by nation.

    >>> working_days_on(date(2025, 3, 7), 10)
    datetime.date(2025, 3, 21)
    """
    weeks, rest = divmod(count, 5)
    found = day + timedelta(weeks=weeks)
    while rest:
        found += DAY
        rest -= found.weekday() < 5
    return found

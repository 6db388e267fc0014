"""Stretches of time as publishers write them, with their first and last day."""

import re
from calendar import month_name, monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from insight.errors import InsightError

MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()}


@dataclass(frozen=True, order=True)
class Period:
    """A stretch of time: its first and last day, both within it, and what a reader calls it."""

    start: date
    end: date
    label: str


class Format(NamedTuple):
    """One way of writing a period: its pattern, how to read a match, and an example."""

    pattern: str
    read: Callable[..., Period]
    example: str


def parse(text: str, format: str) -> Period:
    """Read `text`, written in the named format, as a Period.

    text : as the publisher wrote it; blanks around it do not matter.
    format : one of FORMATS, such as financial_year.

    Raises InsightError if no format has that name, or the text is not in the format.

    >>> parse("2024-Q2", "quarter")
    Period(start=datetime.date(2024, 4, 1), end=datetime.date(2024, 6, 30), label='April to June 2024')
    """
    if format not in FORMATS:
        raise InsightError(
            f"No period format is called {format!r}, which is asked to read {text!r}. "
            f"Known: {', '.join(sorted(FORMATS))}."
        )
    pattern, read, example = FORMATS[format]
    match = re.fullmatch(pattern, str(text).strip())
    try:
        if match:
            return read(*match.groups())
    except (ValueError, KeyError):
        pass
    raise InsightError(
        f"The period {str(text)!r} is not written as {format}, which looks like {example!r}. "
        "Mend the text, or name the format it is in."
    )


def quarter_of(day: date) -> Period:
    """Give the calendar quarter that holds a day.

    >>> quarter_of(date(2024, 5, 17)).label
    'April to June 2024'
    """
    return _quarter(str(day.year), str((day.month + 2) // 3))


def months_between(end: date, as_at: date) -> int:
    """Count the whole months from one day to a later one; negative if it is earlier.

    The last day of a month counts as the end of it, so 30 June to 31 July is one month.

    >>> months_between(date(2024, 6, 30), date(2024, 12, 31))
    6
    >>> months_between(date(2024, 6, 30), date(2024, 12, 30))
    6
    >>> months_between(date(2024, 6, 15), date(2024, 12, 14))
    5
    """
    if as_at < end:
        return -months_between(as_at, end)
    months = 12 * (as_at.year - end.year) + as_at.month - end.month
    reached = as_at.day >= end.day or as_at == month_end(as_at.year, as_at.month)
    return months if reached else months - 1


def months_on(day: date, months: int) -> date:
    """Give the same day of a later month (or an earlier one), the last of a month that is too short.

    >>> months_on(date(2014, 10, 31), 4), months_on(date(2014, 1, 5), -1)
    (datetime.date(2015, 2, 28), datetime.date(2013, 12, 5))
    """
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), month_end(year, month + 1))


def month_end(year: int, month: int) -> date:
    """Give the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _financial_year(first: str, second: str) -> Period:
    year = int(first)
    if int(second) % 100 != (year + 1) % 100 or len(second) not in (2, 4):
        raise ValueError
    return Period(date(year, 4, 1), date(year + 1, 3, 31), f"{year}/{(year + 1) % 100:02d}")


def _calendar_year(year: str) -> Period:
    return Period(date(int(year), 1, 1), date(int(year), 12, 31), year)


def _quarter(year: str, number: str) -> Period:
    last = 3 * int(number)
    label = f"{month_name[last - 2]} to {month_name[last]} {year}"
    return Period(date(int(year), last - 2, 1), month_end(int(year), last), label)


def _month(year: str, number: str) -> Period:
    start = date(int(year), int(number), 1)
    return Period(start, month_end(start.year, start.month), f"{month_name[start.month]} {year}")


def _to_month(name: str, year: str) -> Period:
    month = MONTHS[name.lower()]
    end = month_end(int(year), month)
    before = month_end(end.year - 1, month)
    return Period(before + timedelta(days=1), end, f"Year to {month_name[month]} {year}")


def _dates(first: str, last: str) -> Period:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if end < start:
        raise ValueError
    return Period(start, end, f"{_spoken(start)} to {_spoken(end)}")


def _spoken(day: date) -> str:
    return f"{day.day} {month_name[day.month]} {day.year}"


def _as_shown(text: str) -> Period:
    """Read what a reader calls a period: the label that one of the other formats gave it."""
    for pattern, written in SHOWN:
        if match := re.fullmatch(pattern, text):
            found = written(*match.groups())
            if found.label == text:
                return found
    raise ValueError


def _day(day: str, month: str, year: str) -> str:
    return date(int(year), MONTHS[month.lower()], int(day)).isoformat()


NAME = "([A-Z][a-z]+)"
SHOWN: tuple[tuple[str, Callable[..., Period]], ...] = (  # how labels are read again, each by its own format
    (r"(\d{4})/(\d{2})", _financial_year),
    (r"(\d{4})", _calendar_year),
    (rf"Year to {NAME} (\d{{4}})", _to_month),
    (rf"{NAME} (\d{{4}})", lambda name, year: _month(year, str(MONTHS[name.lower()]))),
    (rf"{NAME} to {NAME} (\d{{4}})", lambda _, last, year: _quarter(year, str(MONTHS[last.lower()] // 3))),
    (
        rf"(\d+) {NAME} (\d{{4}}) to (\d+) {NAME} (\d{{4}})",
        lambda *words: _dates(_day(*words[:3]), _day(*words[3:])),
    ),
)

FORMATS = {
    # name: (pattern, reader, example)
    "financial_year": Format(r"(\d{4})\s*[/-]\s*(\d{2}|\d{4})", _financial_year, "2022/23"),
    "calendar_year": Format(r"(\d{4})", _calendar_year, "2023"),
    "quarter": Format(r"(\d{4})[- ]?Q([1-4])", _quarter, "2024-Q2"),
    "month": Format(r"(\d{4})-(\d{2})", _month, "2024-06"),
    "to_month": Format(r"(?i:to)\s+([A-Za-z]+)\s+(\d{4})", _to_month, "To June 2024"),
    "dates": Format(r"(\d{4}-\d{2}-\d{2})\s*/\s*(\d{4}-\d{2}-\d{2})", _dates, "2023-04-01/2024-03-31"),
    "as_shown": Format(r"(.+)", _as_shown, "April to June 2024"),
}

"""Dates as files write them, known to the day, the month or the year; and words that count from one."""

from datetime import date
from typing import Annotated, Any

from pydantic import PlainValidator

from insight.errors import InsightError
from insight.formats import day
from insight.periods import parse
from insight.recommendations.timescale import timescale
from insight.recommendations.window import Window

EXACT = {"day", "month", "year", "financial year"}  # as closely as a date is written
ANY = (date(2001, 2, 3), date(2002, 7, 9))  # what means the same on both counts from neither
UNKNOWN = "it counts from a day that is not known"


def when(given: Any) -> Window:
    """Give the days that a written date covers, with its text as a sentence has it.

    given : a date, or text: 2014-10-08, 2014-10, October 2014, 2014, 2014/15. Raises ValueError for what is
    none of these, "early 2015" and "next year" among it.

    >>> when("2014-10").text, when("2014/15").latest.isoformat(), when(2025).precision
    ('October 2014', '2015-03-31', 'year')
    """
    if isinstance(given, Window):
        return given
    if isinstance(given, date):
        return Window(day(given), given, given, "day")
    words = " ".join(str(given).split())
    try:
        month = parse(words, "month")
        return Window(month.label, month.start, month.end, "month")
    except InsightError:
        found = counted(words, None)
    if found.precision not in EXACT or found.earliest is None or found.latest is None:
        raise ValueError(f"{words!r} is no date. Write 2014-10-08, 2014-10, October 2014, 2014/15 or 2014.")
    return when(found.latest) if found.precision == "day" else found


def known(given: Any) -> Window | None:
    """Give a date where it can be told; None for other words and for nothing."""
    try:
        return None if given is None else when(given)
    except ValueError:
        return None


def counted(given: date | str, published: Window | None) -> Window:
    """Give the days that a date, or a phrase about time, covers in a document.

    published : when the document came out, from the last day of which its phrases count. Where that is not
    known, a phrase is read if it means the same whenever it was said, and kept as text otherwise.

    >>> counted("within six months", when("2014-10-08")).latest, counted("within six months", None).why
    (datetime.date(2015, 4, 8), 'it counts from a day that is not known')
    """
    if isinstance(given, date):
        return when(given)
    if published is not None and published.latest is not None:
        return timescale(given, published.latest)
    one, other = (timescale(given, said) for said in ANY)
    if (one.latest, one.why) != (other.latest, other.why):
        return Window(given, None, None, "none", UNKNOWN)
    return one if one.earliest == other.earliest else one._replace(earliest=None)


Dated = Annotated[Window, PlainValidator(when)]

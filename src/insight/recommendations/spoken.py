"""What phrases about time mean to somebody who says them on a day: one reader for each kind of phrase."""

import re
from datetime import date, timedelta

from insight.formats.numerals import ONES, TENS
from insight.periods import MONTHS, months_on
from insight.recommendations import window as w
from insight.recommendations.window import Span

Said = re.Match[str]  # the words of a phrase, with its parts by name
Read = Span | str  # the days; or why they cannot be told
COUNTS = (*ONES[1:], TENS[0])  # "one" to "twenty"
NUMBERS = {word: count for count, word in enumerate(COUNTS, start=1)}
NUMBERS |= {"a": 1, "an": 1, "thirty": 30, "sixty": 60}
ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
ORDER |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
FIRST_MONTH = {"financial": 4, "fiscal": 4, "fy": 4, "academic": 9}  # of years that are not calendar years
NO_YEAR = "it names no year"
WHICH_YEAR = "it may be of the calendar year or of the financial year"
NO_DAY = "there is no such day"
NO_MONTH = "there is no such month; the day comes first in Britain"
NOT_NEIGHBOURS = "the two years do not follow one another"
TWO_TIMES = "it names more than one time"


def iso(m: Said, said: date) -> Read:
    """Read 2025-03-31."""
    return _one(date(int(m["y"]), int(m["m"]), int(m["d"])))


def numeric(m: Said, said: date) -> Read:
    """Read 31/03/2025 or 31.3.25: the day first; a year of two figures is the nearest."""
    year = int(m["y"])
    if len(m["y"]) == 2:
        year += said.year // 100 * 100
        year += 100 * (year < said.year - 50) - 100 * (year > said.year + 50)
    return NO_MONTH if int(m["m"]) > 12 else _one(date(year, int(m["m"]), int(m["d"])))


def named_day(m: Said, said: date) -> Read:
    """Read 8 October 2014."""
    return _one(date(int(m["y"]), _month(m["mon"]), _figures(m["d"])))


def days(m: Said, said: date) -> Read:
    """Read 28 April to 3 May 2025."""
    last = date(int(m["y"]), _month(m["mon2"]), _figures(m["d2"]))
    month = _month(m["mon"] or m["mon2"])
    first = date(last.year - (month > last.month), month, _figures(m["d"]))
    if first > last:
        return NO_DAY
    apart = _parted(m) and last - first > w.DAY
    return TWO_TIMES if apart else Span(first, last, "span")


def months(m: Said, said: date) -> Read:
    """Read September-November 2024; a first month that comes later in the year is of the year before."""
    year, first, last = int(m["y"]), _month(m["mon"]), _month(m["mon2"])
    begin = year - (first > last)
    count = 12 * (year - begin) + last - first + 1
    if _parted(m) and count > 2:
        return TWO_TIMES
    return w.of_months(begin, first, count, "span")


def month(m: Said, said: date) -> Read:
    """Read December 2014, or 12/2014."""
    number = _month(m["mon"]) if m["mon"][0].isalpha() else int(m["mon"])
    return w.of_months(int(m["y"]), number, 1, "month") if 1 <= number <= 12 else NO_MONTH


def years(m: Said, said: date) -> Read:
    """Read 2014/15 as a financial year, 2014-2017 as a span, and 2014-2015 as uncertain."""
    first, second = int(m["y"]), m["y2"]
    kind = (m["kind"] or m["kind2"] or "").lower()
    long_dash = len(second) == 4 and m["by"] == "-" and not kind
    if not _follow(first, second):
        if long_dash and int(second) > first:
            return Span(date(first, 1, 1), date(int(second), 12, 31), "span")
        return NOT_NEIGHBOURS
    if long_dash:
        return "it may be one financial year or two calendar years"
    return w.academic_year(first) if kind.startswith("acad") else w.financial_year(first)


def short_years(m: Said, said: date) -> Read:
    """Read FY25/26, of this century."""
    first = _full(m["y"], said)
    return w.financial_year(first) if _follow(first, m["y2"]) else NOT_NEIGHBOURS


def _full(year: str, said: date) -> int:
    """Give a year of two figures as one of the century it was said in."""
    return int(year) if len(year) == 4 else said.year // 100 * 100 + int(year)


def calendar_year(m: Said, said: date) -> Read:
    """Read 2026."""
    return w.of_year(int(m["y"]))


def calendar_years(m: Said, said: date) -> Read:
    """Read 2025 to 2027."""
    first, last = int(m["y"]), int(m["y2"])
    return Span(date(first, 1, 1), date(last, 12, 31), "span") if first < last else NOT_NEIGHBOURS


def parts_of_year(m: Said, said: date) -> Read:
    """Read Q1 to Q2 2025/26."""
    if not m["y2"]:
        return WHICH_YEAR
    half = m["part"].lower() == "h"
    size, first, last = (6 if half else 3), int(m["n"]), int(m["n2"])
    if not _follow(int(m["y"]), m["y2"]) or last <= first or last * size > 12:
        return NOT_NEIGHBOURS
    if _parted(m) and last > first + 1:
        return TWO_TIMES
    ends = [_part(int(m["y"]), 4, which, size, "span") for which in (first, last)]
    return Span(ends[0].earliest, ends[1].latest, "span")


def part_of_year(m: Said, said: date) -> Read:
    """Read Q3 2025/26, the second half of 2026; a quarter of a single year may be of either kind of year."""
    half = m["part"][0].lower() == "h"
    size, which = (6 if half else 3), ORDER.get(m["n"].lower()) or int(m["n"])
    which = 2 if half and m["n"].lower() in ("final", "last") else which
    if which * size > 12:
        return "a year has two halves"
    own = (m["own"] or m["own2"] or "").lower()
    precision = "half" if half else "quarter"
    if m["y2"]:
        year = _full(m["y"], said)
        return _part(year, 4, which, size, precision) if _follow(year, m["y2"]) else NOT_NEIGHBOURS
    in_words = half and m["part"].lower() == "half" and not own
    if m["y"] and (own.startswith("calendar") or in_words):
        return _part(int(m["y"]), 1, which, size, precision)
    if own and not own.startswith("calendar"):
        return WHICH_YEAR if m["y"] else _part(w.begun(said, 4), 4, which, size, precision)
    return WHICH_YEAR if m["y"] else NO_YEAR


def season(m: Said, said: date) -> Read:
    """Read spring 2024, or winter 2025/26."""
    name, year, second = m["season"].lower(), int(m["y"]), m["y2"]
    if second:
        return w.season(name, year) if name == "winter" and _follow(year, second) else WHICH_YEAR
    if "winter" in (name, (m["season2"] or "").lower()):
        return f"a winter of {year} may begin or end in that year"
    first, last = w.season(name, year), w.season((m["season2"] or name).lower(), year)
    return Span(first.earliest, last.latest, "span") if m["season2"] else first


def near_season(m: Said, said: date) -> Read:
    """Read next summer: uncertain where one of that name is still to come in the same year."""
    name, which = m["season"].lower(), m["which"].lower()
    first = w.SEASONS[name]
    year = w.begun(said, 3) if name == "winter" else said.year
    if which == "this":
        return w.season(name, year)
    starts = date(year, first, 1)
    if which == "last":
        over = w.season(name, year).latest
        return w.season(name, year - (over is None or said <= over))
    if said < starts and which == "next":
        return f"the {name} of {year} was still to come, so it may be that or the one after"
    return w.season(name, year + (said >= starts))


def length(m: Said, said: date) -> Read:
    """Read a length of time from the day it was said; of two lengths, between the two."""
    words = m.groupdict()
    unit, count = words["unit"].lower(), _count(words.get("n") or "one")
    name = unit.split()[-1]
    if words.get("ago"):
        return Span(_on(said, -count, unit), said, name)
    if not words.get("n2"):
        return Span(said, _on(said, count, unit), name)
    first, last = sorted((count, _count(words["n2"])))
    return Span(_on(said, first, unit), _on(said, last, unit), "span")


def near(m: Said, said: date) -> Read:
    """Read this, next or last year, month, quarter or week of the calendar."""
    which, unit = (m["which"] or "").lower(), m["of"].lower().split()
    step = {"next": 1, "coming": 1, "last": -1, "previous": -1}.get(which, 0)
    if unit[-1] == "year":
        begins = FIRST_MONTH.get(unit[0], 1)
        year = w.begun(said, begins) + step
        return {4: w.financial_year, 9: w.academic_year}.get(begins, w.of_year)(year)
    if unit[-1] == "week":
        monday = said - timedelta(days=said.weekday()) + timedelta(weeks=step)
        return Span(monday, monday + timedelta(days=6), "week")
    size = 3 if unit[-1] == "quarter" else 1
    first = months_on(said.replace(day=1), -((said.month - 1) % size) + size * step)
    return w.of_months(first.year, first.month, size, unit[-1])


def near_month(m: Said, said: date) -> Read:
    """Read March next year."""
    year = near(m, said)
    return year if isinstance(year, str) else w.of_months(_begun(year), _month(m["mon"]), 1, "month")


def rest(m: Said, said: date) -> Read:
    """Read later this year, or earlier this year."""
    whole = near(m, said)
    if isinstance(whole, str):
        return whole
    later = m["side"].lower() == "later"
    return Span(said, whole.latest, "span") if later else Span(whole.earliest, said, "span")


def at_once(m: Said, said: date) -> Read:
    """Read immediately: on the day it was said."""
    return Span(said, said, "at once")


def ongoing(m: Said, said: date) -> Read:
    """Read ongoing: from the day it was said, without an end."""
    return Span(said, None, "ongoing")


def recurring(m: Said, said: date) -> Read:
    """Read every year: from the day it was said, again and again."""
    return Span(said, None, "recurring")


def _begun(span: Span) -> int:
    return span.earliest.year if span.earliest else 0


def _one(day: date) -> Span:
    return Span(day, day, "day")


def _month(name: str) -> int:
    return MONTHS[name[:3].lower()]


def _figures(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _count(text: str) -> int:
    return NUMBERS.get(text.lower()) or int(text)


def _parted(m: Said) -> bool:
    """Tell whether two times are named with 'and' or 'or', and not 'between' them."""
    return m["by"].lower() in ("and", "or") and not m.groupdict().get("between")


def _follow(first: int, second: str) -> bool:
    """Tell whether a second year, of two figures or four, is the one after the first."""
    return int(second) == (first + 1) % 10 ** len(second)


def _part(year: int, begins: int, which: int, size: int, precision: str) -> Span:
    """Give a quarter or half of the year that begins in a month of a year."""
    first = months_on(date(year, begins, 1), size * (which - 1))
    return w.of_months(first.year, first.month, size, precision)


def _on(said: date, count: int, unit: str) -> date:
    words = unit.split()
    if words[0] == "working":
        return w.working_days_on(said, count)
    whole = {"month": 1, "quarter": 3, "year": 12}.get(words[-1])
    if whole:
        return months_on(said, whole * count)
    return said + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[words[-1]])

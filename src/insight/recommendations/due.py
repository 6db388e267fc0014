"""Whether what was promised is overdue, due or not yet due, on a day."""

from datetime import date
from typing import NamedTuple

from insight.formats import day, plural
from insight.formats.statuses import LATE, SOON
from insight.periods import months_on
from insight.recommendations.window import Window

NOT_YET, NO_END, NOT_DATED = "not yet due", "no last day", "not dated"
MONTHS = 3  # within which what is due is due soon


class Due(NamedTuple):
    """Where a promise stands in time, whether or not it has been kept."""

    state: str  # LATE, SOON, or one of the three above
    words: str  # a sentence without its full stop
    by: date | None  # the last day it was promised for


def due(window: Window, as_at: date, *, soon: int = MONTHS) -> Due:
    """Say whether a promise is overdue, due or not yet due.

    window : as timescale gives it. as_at : the day on which this is asked. soon : months.

    Overdue is after the window's last day. Due is when that day lies within the next three months, the day
    itself included; before that it is not yet due. What has no last day, or no day that can be told, is
    never overdue. Whether the promise was kept is not asked here.

    >>> due(Window("early 2015", date(2015, 1, 1), date(2015, 4, 30), "third of a year"), date(2015, 2, 1))
    Due(state='due', words='due by 30 April 2015, in 88 days', by=datetime.date(2015, 4, 30))
    """
    if window.why is not None:
        return Due(NOT_DATED, f"no day can be told from \N{LEFT DOUBLE QUOTATION MARK}{window.text}"
                   f"\N{RIGHT DOUBLE QUOTATION MARK}: {window.why}", None)  # fmt: skip
    if window.latest is None:
        return Due(NO_END, _endless(window), None)
    last = window.latest
    when = f"{'on' if window.precision == 'day' and window.earliest == last else 'by'} {day(last)}"
    if as_at > last:
        asked = "to be done at once, " if window.precision == "at once" else "due "
        return Due(LATE, f"overdue: it was {asked}{when}, {_apart(last, as_at)} ago", last)
    if last == as_at:
        return Due(SOON, f"due today, {day(last)}", last)
    if last <= months_on(as_at, soon):
        return Due(SOON, f"due {when}, in {_apart(as_at, last)}", last)
    return Due(NOT_YET, f"not yet due: it is due {when}, in {_apart(as_at, last)}", last)


def _endless(window: Window) -> str:
    begun = f" from {day(window.earliest)}" if window.earliest else ""
    kind = {"ongoing": "ongoing", "recurring": "again and again"}.get(window.precision, "to begin")
    return f"no last day was given: {kind}{begun}"


def _apart(first: date, last: date) -> str:
    """Give how far two days lie apart: in days up to 90, in whole months up to 23, then in whole years.

    >>> _apart(date(2015, 4, 30), date(2015, 5, 1)), _apart(date(2015, 4, 30), date(2026, 9, 30))
    ('1 day', '11 years')
    """
    days = (last - first).days
    if days <= 90:
        return plural(days, "day")
    months = 12 * (last.year - first.year) + last.month - first.month
    months -= months_on(first, months) > last
    return plural(months, "month") if months < 24 else plural(months // 12, "year")

"""Which periods each audit has published by the day an edition looks, and how final they are."""

from dataclasses import dataclass
from datetime import date

from insight.errors import BadDefinition
from insight.periods import Period, month_end, months_between, months_on, parse

QUARTERS, YEARS = 16, 5  # how many periods an audit has published
RECENT = {"quarter": 4, "financial_year": 2, "calendar_year": 2}  # how many of them have breakdowns
LENGTH = {"quarter": 3, "financial_year": 12, "calendar_year": 12}  # months
EARLIEST = date(2022, 9, 30)  # no sooner was anything published on the footprints of July 2022


@dataclass(frozen=True)
class Release:
    """One publication of one period's numbers."""

    step: int  # number of the period, from 0
    period: Period
    status: str  # assured or provisional
    published: date
    early: bool  # before everything was known
    recent: bool  # with breakdowns


def published_periods(as_at: date, *, lag_months: int, period_length: str) -> list[Period]:
    """Give an audit's periods, oldest first: the last that ended at least `lag_months` before a day.

    period_length : quarter, financial_year or calendar_year.

    >>> found = published_periods(date(2026, 9, 30), lag_months=3, period_length="quarter")
    >>> len(found), found[0].label, found[-1].label
    (16, 'July to September 2022', 'April to June 2026')
    """
    years = range(as_at.year - 12, as_at.year + 1)
    texts = {
        "quarter": [f"{year}-Q{quarter}" for year in years for quarter in range(1, 5)],
        "financial_year": [f"{year}/{(year + 1) % 100:02d}" for year in years],
        "calendar_year": [str(year) for year in years],
    }
    if period_length not in texts:
        raise BadDefinition(
            f"A period_length in the calibration of the demonstration data is {period_length!r}. "
            f"Write one of {', '.join(texts)}."
        )
    found = [parse(text, period_length) for text in texts[period_length]]
    ready = [each for each in found if months_between(each.end, as_at) >= lag_months]
    return ready[-(QUARTERS if period_length == "quarter" else YEARS) :]


def releases(
    found: list[Period], *, lag_months: int, period_length: str, provisional: bool
) -> tuple[Release, ...]:
    """Give every release of every period: what is final, then what was known early.

    provisional : whether the audit gives its newest period out early and revises it with the
    next release. Then the newest is known early only, and the one before both ways.
    """
    last = len(found) - 1
    recent = {step for step in range(len(found)) if step > last - RECENT[period_length]}
    wait = lag_months + (LENGTH[period_length] if provisional else 0)
    final = [
        Release(step, each, "assured", months_later(each.end, wait), False, step in recent)
        for step, each in enumerate(found)
        if not (provisional and step == last)
    ]
    soon = [
        Release(step, found[step], "provisional", months_later(found[step].end, lag_months), True, True)
        for step in (last - 1, last)
        if provisional
    ]
    return (*final, *soon)


def months_later(day: date, months: int) -> date:
    """Give the last day of the month that many months after a day, but none before EARLIEST.

    >>> months_later(date(2026, 3, 31), 3)
    datetime.date(2026, 6, 30)
    """
    later = months_on(day, months)
    return max(month_end(later.year, later.month), EARLIEST)

"""Periods as whole numbers, so that every backend cuts time alike."""

from datetime import date
from typing import TYPE_CHECKING

from insight import periods
from insight.periods import Period
from insight.records.extract import Every

if TYPE_CHECKING:
    import ibis.expr.types as ir

FIRST_MONTH = 4  # of the financial year


def number(day: date, every: Every) -> int:
    """Give the number of the period that holds a day; the next period has the next number.

    >>> number(date(2024, 3, 31), "financial_year"), number(date(2024, 4, 1), "financial_year")
    (2023, 2024)
    """
    numbers = {
        "month": 12 * day.year + day.month - 1,
        "quarter": 4 * day.year + (day.month - 1) // 3,
        "calendar_year": day.year,
        "financial_year": day.year - (day.month < FIRST_MONTH),
    }
    return numbers[every]


def number_of(day: "ir.DateValue", every: Every) -> "ir.IntegerValue":
    """Give the same as an expression."""
    year, month = day.year().cast("int32"), day.month().cast("int32")
    numbers = {
        "month": year * 12 + month - 1,
        "quarter": year * 4 + day.quarter().cast("int32") - 1,
        "calendar_year": year,
        "financial_year": year - (month < FIRST_MONTH).cast("int32"),
    }
    return numbers[every].cast("int32")


def place_of(day: "ir.DateValue", every: Every) -> "ir.IntegerValue":
    """Give a number from 0 to 403 that is larger for later days of one period."""
    month, of_month = day.month().cast("int64"), day.day().cast("int64")
    begins = FIRST_MONTH if every == "financial_year" else 1
    return ((month + 12 - begins) % 12) * 31 + of_month


def text(number: int, every: Every) -> str:
    """Give a period as it is written.

    >>> text(8097, "quarter"), text(24291, "month"), text(2023, "financial_year")
    ('2024-Q2', '2024-04', '2023/24')
    """
    if every == "month":
        return f"{number // 12}-{number % 12 + 1:02d}"
    if every == "quarter":
        return f"{number // 4}-Q{number % 4 + 1}"
    return f"{number}/{(number + 1) % 100:02d}" if every == "financial_year" else str(number)


def period(number: int, every: Every) -> Period:
    """Give a period by its number."""
    return periods.parse(text(number, every), every)

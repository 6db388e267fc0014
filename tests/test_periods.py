"""Periods are read as publishers write them, or refused with an example."""

from datetime import date

import pytest

from insight.errors import InsightError
from insight.periods import FORMATS, months_between, parse, quarter_of

CASES = {
    # name: (text, format, start, end, label)
    "a financial year with a stroke": ("2022/23", "financial_year", "2022-04-01", "2023-03-31", "2022/23"),
    "a financial year with a hyphen": ("2022-23", "financial_year", "2022-04-01", "2023-03-31", "2022/23"),
    "a financial year in full": ("2022/2023", "financial_year", "2022-04-01", "2023-03-31", "2022/23"),
    "a financial year over a century": ("1999/00", "financial_year", "1999-04-01", "2000-03-31", "1999/00"),
    "a calendar year": ("2023", "calendar_year", "2023-01-01", "2023-12-31", "2023"),
    "a quarter": ("2024-Q2", "quarter", "2024-04-01", "2024-06-30", "April to June 2024"),
    "the last quarter of a year": (
        "2024-Q4",
        "quarter",
        "2024-10-01",
        "2024-12-31",
        "October to December 2024",
    ),
    "a leap February": ("2024-02", "month", "2024-02-01", "2024-02-29", "February 2024"),
    "twelve months to June": ("To June 2024", "to_month", "2023-07-01", "2024-06-30", "Year to June 2024"),
    "twelve months to a leap February": (
        "To February 2024",
        "to_month",
        "2023-03-01",
        "2024-02-29",
        "Year to February 2024",
    ),
    "twelve months to March, shortened": (
        " to Mar 2024 ",
        "to_month",
        "2023-04-01",
        "2024-03-31",
        "Year to March 2024",
    ),
    "two dates": (
        "2023-04-01/2024-03-31",
        "dates",
        "2023-04-01",
        "2024-03-31",
        "1 April 2023 to 31 March 2024",
    ),
}
REFUSED = {
    # name: (text, format)
    "a financial year of two years": ("2022/24", "financial_year"),
    "a financial year of three digits": ("2022/023", "financial_year"),
    "a year where a financial year is meant": ("2022", "financial_year"),
    "a fifth quarter": ("2024-Q5", "quarter"),
    "a thirteenth month": ("2024-13", "month"),
    "a month nobody has": ("To Jupiter 2024", "to_month"),
    "dates the wrong way round": ("2024-03-31/2023-04-01", "dates"),
    "a day that does not exist": ("2023-02-30/2023-03-31", "dates"),
    "nothing": ("", "calendar_year"),
}
MONTHS = {
    # name: (end, as_at, months)
    "the same day": ("2024-06-30", "2024-06-30", 0),
    "month end to month end": ("2024-06-30", "2024-12-31", 6),
    "to a short month's end": ("2024-01-31", "2024-02-29", 1),
    "a day short of a month": ("2024-06-15", "2024-07-14", 0),
    "years": ("2022-03-31", "2026-04-01", 48),
    "backwards": ("2024-12-31", "2024-06-30", -6),
}


@pytest.mark.parametrize("text, format, start, end, label", CASES.values(), ids=CASES)
def test_period_is_read_as_written(text, format, start, end, label):
    period = parse(text, format)
    assert (period.start.isoformat(), period.end.isoformat(), period.label) == (start, end, label)


@pytest.mark.parametrize("text, format", REFUSED.values(), ids=REFUSED)
def test_refusal_names_the_format_and_an_example(text, format):
    with pytest.raises(InsightError) as refusal:
        parse(text, format)
    assert repr(text) in str(refusal.value)
    assert f"{format}, which looks like {FORMATS[format].example!r}" in str(refusal.value)


def test_unknown_format_is_refused_with_the_known_ones():
    with pytest.raises(InsightError, match=r"No period format is called 'fortnight'.*financial_year"):
        parse("2024", "fortnight")


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_reads_its_own_example(format):
    assert parse(FORMATS[format].example, format).start.day == 1


@pytest.mark.parametrize("end, as_at, months", MONTHS.values(), ids=MONTHS)
def test_age_is_counted_in_whole_months(end, as_at, months):
    assert months_between(date.fromisoformat(end), date.fromisoformat(as_at)) == months


def test_a_day_belongs_to_one_quarter():
    assert quarter_of(date(2024, 12, 31)) == parse("2024-Q4", "quarter")


@pytest.mark.parametrize("name, example", [(name, one.example) for name, one in FORMATS.items()])
def test_what_a_reader_calls_a_period_is_read_again_as_that_period(name, example):
    period = parse(example, name)
    assert parse(period.label, "as_shown") == period


@pytest.mark.parametrize(
    "text", ["soon", "2022/24", "Year to Smarch 2024", "May to June 2024", "31 February 2024"]
)
def test_what_no_reader_calls_a_period_is_refused(text):
    with pytest.raises(InsightError, match="not written as as_shown"):
        parse(text, "as_shown")

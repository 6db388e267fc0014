"""A promise is overdue only after its last day, and words say which day that was."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.formats.statuses import LATE, SOON
from insight.recommendations.due import NO_END, NOT_DATED, NOT_YET, due
from insight.recommendations.timescale import timescale
from insight.recommendations.window import Window

SAID = date(2025, 9, 11)
CASES = {
    # phrase, as at: state, words
    ("by March 2026", "2025-12-30"): (NOT_YET, "not yet due: it is due by 31 March 2026, in 3 months"),
    ("by March 2026", "2025-12-31"): (SOON, "due by 31 March 2026, in 90 days"),
    ("by March 2026", "2026-03-31"): (SOON, "due today, 31 March 2026"),
    ("by March 2026", "2026-04-01"): (LATE, "overdue: it was due by 31 March 2026, 1 day ago"),
    ("on 1 May 2026", "2028-09-30"): (LATE, "overdue: it was due on 1 May 2026, 2 years ago"),
    ("on 1 May 2026", "2027-09-30"): (LATE, "overdue: it was due on 1 May 2026, 16 months ago"),
    ("immediately", "2025-09-12"): (
        LATE, "overdue: it was to be done at once, by 11 September 2025, 1 day ago",
    ),
    ("ongoing", "2030-01-01"): (NO_END, "no last day was given: ongoing from 11 September 2025"),
    ("every year", "2030-01-01"): (NO_END, "no last day was given: again and again from 11 September 2025"),
    ("from April 2026", "2030-01-01"): (NO_END, "no last day was given: to begin from 1 April 2026"),
    ("Q3 2025", "2030-01-01"): (
        NOT_DATED,
        "no day can be told from \u201cQ3 2025\u201d: "
        "it may be of the calendar year or of the financial year",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case, said", CASES.items(), ids=[" at ".join(case) for case in CASES])
def test_g06_due_is_told_as_at_a_day(case, said):
    phrase, as_at = case
    found = due(timescale(phrase, SAID), date.fromisoformat(as_at))
    assert (found.state, found.words) == said


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_overdue_is_after_the_last_day_and_never_before(last, as_at):
    found = due(Window("by then", last, last, "day"), as_at)
    assert (found.state == LATE) == (as_at > last)
    assert found.by == last


def test_the_promises_of_2014_were_all_due_long_ago():
    for phrase in ("early 2015", "in 2015/16", "over the next 6-12 months"):
        assert due(timescale(phrase, date(2014, 10, 8)), date(2026, 9, 30)).state == LATE

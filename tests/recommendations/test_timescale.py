"""Time phrases are read to days worked out by hand, and what is uncertain stays text."""

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.recommendations.timescale import timescale, timescales
from recommendations.spoken_times import MORE, OWN, REAL, RESPONSE, SAID, UNCERTAIN
from seed_files import seed


def iso(day):
    return None if day is None else day.isoformat()


@pytest.mark.parametrize(
    "phrase, earliest, latest, precision", OWN + MORE, ids=[one[0] for one in OWN + MORE]
)
def test_a_phrase_is_read_to_its_days(phrase, earliest, latest, precision):
    found = timescale(phrase, SAID)
    assert (iso(found.earliest), iso(found.latest), found.precision) == (earliest, latest, precision)
    assert found.text == phrase and found.why is None


@pytest.mark.parametrize("phrase, why", UNCERTAIN.items(), ids=[phrase or "nothing" for phrase in UNCERTAIN])
def test_an_uncertain_phrase_is_kept_as_text_and_says_why(phrase, why):
    found = timescale(phrase, SAID)
    assert found.why is not None and why in found.why
    assert (found.text, found.earliest, found.latest, found.precision) == (phrase, None, None, "none")


def test_g06_the_phrases_of_the_responses_of_2014_are_found_and_read():
    text = seed("002")
    found = [one for one in timescales(text, RESPONSE) if one.window.text != "8 Oct 2014"]
    past = [one for one in found if "earlier" in one.window.text]  # of what was done, not promised
    assert [(iso(one.window.earliest), iso(one.window.latest)) for one in past] == [
        ("2014-01-01", "2014-10-08")
    ]
    promised = [one for one in found if one not in past]
    assert len(promised) == len(REAL)
    for one, (_, begins, earliest, latest, precision) in zip(promised, REAL, strict=True):
        assert one.window.text.startswith(begins)
        assert (iso(one.window.earliest), iso(one.window.latest), one.window.precision) == (
            earliest, latest, precision,
        )  # fmt: skip
        assert text[one.start : one.end] == one.window.text


def test_g06_thirty_phrases_are_shown_with_their_days():
    """The table of ten of the document and twenty of our own, as read."""
    found = [one.window for one in timescales(seed("002"), RESPONSE) if one.window.text != "8 Oct 2014"]
    rows = [(window, RESPONSE) for window in found if "earlier" not in window.text]
    rows += [(timescale(phrase, SAID), SAID) for phrase, *_ in OWN]
    for window, said in rows:
        days = f"{window.earliest} to {window.latest or 'no end'}"
        print(f"{window.text:36} said {said}: {days:25} ({window.precision})")
    print(*(f"kept as text: {phrase!r}, as {why}" for phrase, why in UNCERTAIN.items()), sep="\n")
    assert len(rows) == 30


def test_phrases_are_found_within_a_sentence_each_in_its_place():
    text = (
        "A pilot ran in 2019; each trust should report by 31 March 2026, with a review within six months "
        "and another in due course. Of 2000 patients, 1 in 20 may march in."
    )
    found = timescales(text, SAID)
    assert [text[one.start : one.end] for one in found] == [
        "in 2019", "by 31 March 2026", "within six months", "in due course",
    ]  # fmt: skip
    assert [one.window.why is None for one in found] == [True, True, True, False]


def test_a_number_that_is_no_year_and_a_verb_that_is_no_month_are_left_alone():
    for text in (
        "Of 2024 people seen",
        "It may help",
        "march on",
        "ICD-10 code 2019",
        "section 3.4",
        "24/7 cover",
    ):
        assert timescales(text, SAID) == []


def test_two_times_in_one_phrase_are_uncertain_but_both_are_found():
    assert len(timescales("by March 2026 and again by March 2027", SAID)) == 2


def test_a_phrase_means_the_same_whatever_its_case_and_dashes():
    for phrase in (
        "OVER THE NEXT 6-12 MONTHS",
        "over the next 6 \u2013 12 months",
        "over the next six to twelve months",
    ):
        found = timescale(phrase, RESPONSE)
        assert (iso(found.earliest), iso(found.latest)) == ("2015-04-08", "2015-10-08")


@pytest.mark.parametrize(
    "said, earliest",
    [
        ("2025-05-31", None),
        ("2025-06-01", "2026-06-01"),
        ("2025-08-31", "2026-06-01"),
        ("2025-09-01", "2026-06-01"),
    ],
)
def test_next_summer_is_certain_only_when_this_years_has_begun(said, earliest):
    assert iso(timescale("next summer", date.fromisoformat(said)).earliest) == earliest


@pytest.mark.parametrize("said, ends", [("2026-03-31", "2026-03-31"), ("2026-04-01", "2027-03-31")])
def test_the_financial_year_turns_on_the_first_of_april(said, ends):
    assert iso(timescale("the end of the financial year", date.fromisoformat(said)).latest) == ends


WORDS = [
    "by", "the", "end", "of", "early", "mid", "late", "next", "12", "6-12", "months", "2015/16", "Q3", "2025",
    "March", "to", "and", "within", "summer", "31/03/2025", "financial", "year", "before", "since",
    "-", "days",
]  # fmt: skip
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))


@settings(max_examples=400, deadline=None)
@given(TEXTS, DAYS)
def test_no_text_raises_and_no_window_ends_before_it_begins(text, said):
    whole = timescale(text, said)
    found = timescales(text, said)
    for window in [whole, *(one.window for one in found)]:
        if window.why is not None:
            assert window.earliest is window.latest is None
        elif window.earliest and window.latest:
            assert window.earliest <= window.latest
    assert all(first.end <= second.start for first, second in zip(found, found[1:], strict=False))
    assert all(text[one.start : one.end] == one.window.text for one in found)


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="0123456789/-. QHabyend", max_size=60), st.dates())
def test_any_day_of_the_calendar_will_do(text, said):
    timescale(text, said)
    timescale("in the next 999 years", said)


@pytest.mark.parametrize(
    "piece",
    ["by the ", "1", " ", "in the next ", "2014/15-", "March ", "end of the ", "early ", "Q3 ", "1 to "],
)
def test_long_text_is_read_in_a_time_that_grows_with_it(piece):
    began = perf_counter()
    timescales(piece * (40_000 // len(piece)), SAID)
    assert perf_counter() - began < 4

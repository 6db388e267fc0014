"""What is asked of ICBs now has its audience, result and standard, and is due when it says."""

from datetime import date

import pytest

from insight import recommendations, tables
from insight.formats.statuses import LATE, SOON
from insight.recommendations import book, current, timescale
from insight.recommendations.due import NOT_DATED, NOT_YET
from insight.recommendations.standing import standings
from recommendations.interrupted_findings import ask

MODERN = {  # document: what its publisher printed of the day, and the day on which it came out
    "nhfd_2025": ("by April 2026", date(2025, 9, 11)),
    "nrap_2025": ("by May 2026", date(2025, 12, 31)),
}


def asks(by_when, published=date(2025, 9, 11)):
    one = ask(published)
    return [one._replace(ask=one.ask.model_copy(update={"by_when": by_when}))]


def entries(by_when):
    [one] = asks(by_when)
    recommendation = one.recommendation.model_copy(update={"asks": (one.ask,)})
    return book(one.document.model_copy(update={"recommendations": (recommendation,)})).entries


@pytest.mark.parametrize("name, said", MODERN.items(), ids=MODERN)
def test_g12_the_days_in_the_register_are_those_the_publisher_printed(name, said):
    phrase, published = said
    days = {one.ask.by_when for one in recommendations.asked() if one.document.id == name}
    assert days == {timescale(phrase, published).latest}


def test_g12_asks_have_the_shape_that_the_vascular_registry_gives_them():
    """Recommendation, audience, result and standard; and what measures it."""
    [document] = [one for one in recommendations.documents() if one.id == "nvr_2024"]
    for one in document.recommendations:
        assert one.result and one.standard and any("Integrated care boards" in name for name in one.audience)
        assert all(ask.metrics for ask in one.asks)
    first = document.recommendations[0]
    assert "6 days" in first.result and "65% within 5 days" in first.standard


@pytest.mark.parametrize("name", ["nvr_2024", "nhfd_2025", "nrap_2025"])
def test_g12_every_current_ask_names_who_acts_and_an_icb_audience(name):
    [document] = [one for one in recommendations.documents() if one.id == name]
    assert document.recommendations
    for one in document.recommendations:
        assert one.aimed_at_icbs and one.asks and any("Integrated care boards" in who for who in one.audience)
        assert one.result or one.standard


@pytest.mark.parametrize(
    "by_when, as_at, state",
    [
        (date(2026, 4, 30), date(2025, 12, 1), NOT_YET),
        (date(2026, 4, 30), date(2026, 2, 1), SOON),
        (date(2026, 4, 30), date(2026, 5, 1), LATE),
        ("by April 2026", date(2026, 5, 1), LATE),
        ("within six months", date(2026, 3, 11), SOON),
        ("Q2 2026", date(2026, 5, 1), NOT_DATED),
    ],
)
def test_g12_an_ask_is_due_when_it_says(by_when, as_at, state):
    [one] = standings(entries(by_when), as_at)
    assert one.due.state == state


def test_an_ask_without_a_day_is_never_due():
    [one] = standings(entries(None), date(2026, 5, 1))
    assert one.by is None and one.due is None


@pytest.mark.parametrize(
    "by_when, day",
    [("within six months", None), ("by April 2026", date(2026, 4, 30)), ("2025/26", date(2026, 3, 31))],
)
def test_words_that_count_from_an_unknown_day_are_not_dated_and_others_are(by_when, day):
    [one] = current(asks(by_when, "after the testing of 2022"))
    assert one.by.latest == day and (one.by.why is None) == (day is not None)


def test_asks_stand_in_the_order_in_which_they_fall_due():
    found = current(asks(None) + asks(date(2027, 1, 1)) + asks("by January 2026"))
    assert [one.by and one.by.latest for one in found] == [date(2026, 1, 31), date(2027, 1, 1), None]


def test_the_table_gives_what_led_to_each_ask_and_what_measures_it():
    html = tables.asks(current(recommendations.asked()))
    assert html.index("30 April 2026") < html.index("31 May 2026") < html.index("no day given; to be agreed")
    assert "6 days" in html and "65% within 5 days" in html
    assert "nhfd_ward" not in html and "nrap_ascertainment" not in html
    assert "Synthetic" not in html
    assert "Synthetic data." in tables.asks(current(recommendations.asked(synthetic=True)))


def test_no_ask_is_a_sentence():
    assert "No recommendation asks anything of ICBs." in tables.asks([])

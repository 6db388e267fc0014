"""What a page about recommendations tells is looked for on record: what stands there, and no other number."""

import html
import re
from types import SimpleNamespace

import pandas as pd
import pytest

from insight import narrative, recommendations
from insight.proof import registers
from insight.proof.known import Known
from insight.proof.numbers import numbers

DOCUMENT = {"report": "recommendations_audience", "edition": "demo", "audience": "provider_organisations"}


@pytest.fixture(scope="module")
def page():
    """The words of an audience's page, and what is known of it."""
    tracked = recommendations.of_audience("provider_organisations", "demo", "")
    found = registers.registered(DOCUMENT)
    known = Known({"since": found.since}, None, found.told)
    words = [narrative.tracked(tracked), narrative.stories(tracked), narrative.from_source(tracked)]
    texts = [html.unescape(text) for part in words for text in re.findall(r">([^<>]+)<", part._repr_html_())]
    return SimpleNamespace(known=known, texts=texts, tracked=tracked)


def told(page):
    return [(one, text) for text in page.texts for one in numbers(page.known.without_names(text))]


def test_every_number_told_of_the_register_is_on_record(page):
    found = told(page)
    assert found
    assert [(one.text, text) for one, text in found if not page.known.holds(one, text)] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Of 97 recommendations, 41 were accepted.",
        "It was made on 3 February 1987.",
        "The first period after stands 4.2 percentage points above the line before.",
        "Accepted by 88% of those asked.",
    ],
)
def test_a_number_that_is_not_on_record_is_found_out(page, sentence):
    found = numbers(page.known.without_names(sentence))
    assert found
    assert not all(page.known.holds(one, sentence) for one in found)


def test_a_day_on_record_is_a_whole_day_and_another_of_its_month_is_not(page):
    on = next(on for on, _ in page.tracked.days)
    inside = f"On {on.day} {on:%B %Y} it was answered."
    beside = f"On {on.day % 27 + 1} {on:%B %Y} it was answered."
    assert not numbers(page.known.without_names(inside))
    assert numbers(page.known.without_names(beside))


def test_pages_of_other_reports_are_not_about_recommendations():
    assert registers.registered({"report": "icb_insight", "edition": "demo", "icb": "QWO"}) is None


def test_a_line_that_cannot_be_judged_gives_no_number():
    untold = SimpleNamespace(found=None, rows=())
    assert registers._changes([untold]).equals(pd.DataFrame([]))

"""Numbers on pages of other rooms than findings are held against those rooms' own files and counts."""

import pytest

from insight.proof.known import Known
from insight.proof.numbers import numbers
from insight.proof.worked import counted
from insight.proof.written import NONE, written

PAGES = {
    "independent_sector": {"report": "independent_sector", "edition": "demo"},
    "programme_legacy": {"report": "programme_legacy", "edition": "demo", "programme": "qipp"},
}


def unheld(report, sentence):
    """Give the numbers in a sentence that nothing known of a page holds."""
    given = PAGES[report]
    told = written(given)
    known = Known({}, None, told._replace(counts=told.counts | counted(given)))
    text = known.without_names(sentence)
    return [one.text for one in numbers(text) if not known.holds(one, sentence)]


HELD = {
    "counts of rows": ("programme_legacy", "15 people led 12 workstreams. 4 workstreams had two leads."),
    "a figure of the file": ("programme_legacy", "152 packs."),
    "a text that holds numbers": ("programme_legacy", "It went on to CQUIN 2012-13, by 31 March 2013."),
    "results that were worked out": ("independent_sector", "Of 4 tests, 1 passed and 3 failed."),
    "months in words": ("independent_sector", "Pause, March 2020 to March 2021."),
}
WRONG = {
    "a count of nothing": ("programme_legacy", "77 people led 12 workstreams.", ["77"]),
    "another year": ("programme_legacy", "It closed on 31 March 2031.", ["31", "2031"]),
    "a result of nothing": ("independent_sector", "Of 4 tests, 93 passed.", ["93"]),
}


@pytest.mark.parametrize("report, sentence", HELD.values(), ids=HELD)
def test_what_the_files_and_counts_hold_is_proved(report, sentence):
    assert unheld(report, sentence) == []


@pytest.mark.parametrize("report, sentence, wrong", WRONG.values(), ids=WRONG)
def test_what_they_do_not_hold_is_found_out(report, sentence, wrong):
    assert unheld(report, sentence) == wrong


def test_other_pages_know_nothing_of_these_files():
    assert counted({"report": "icb_insight", "edition": "demo"}) == frozenset()
    assert written({"report": "icb_insight"}).texts == NONE.texts

"""A history moves as its lifecycle allows, and dates are as exact as they were written."""

from datetime import date

import pytest

import miniature
from insight import tables
from insight.definitions.strict import build, read
from insight.errors import BadDefinition
from insight.recommendations.dates import known, when
from insight.recommendations.document import Document
from insight.recommendations.lifecycle import MEANING, MOVES, OPEN, STATUSES, stages


def test_every_status_is_explained_and_has_its_moves():
    assert set(MEANING) == set(MOVES) == set(STATUSES) and set(STATUSES) > OPEN
    assert {"not evidenced", "no separate response recorded"} <= set(STATUSES)
    assert all(set(to) <= set(STATUSES) and start not in to for start, to in MOVES.items())


def test_a_page_says_what_every_status_means_and_may_become():
    html = tables.stages(stages())
    assert html.count('<th scope="row">') == len(STATUSES) and "nothing: it ends there" in html
    assert all(meaning in html for meaning in MEANING.values())


def test_every_status_can_be_reached_from_the_first():
    reached, waiting = set(), ["made"]
    while waiting:
        reached.add(here := waiting.pop())
        waiting += [to for to in MOVES[here] if to not in reached]
    assert reached == set(STATUSES)


DATES = {
    "2014-10-08": ("2014-10-08", "2014-10-08", "day"),
    "8 October 2014": ("2014-10-08", "2014-10-08", "day"),
    "2014-02": ("2014-02-01", "2014-02-28", "month"),
    "December 2024": ("2024-12-01", "2024-12-31", "month"),
    "2015/16": ("2015-04-01", "2016-03-31", "financial year"),
    "2025": ("2025-01-01", "2025-12-31", "year"),
}


@pytest.mark.parametrize("text", DATES)
def test_a_date_is_as_exact_as_it_was_written(text):
    found = when(text)
    assert (found.earliest.isoformat(), found.latest.isoformat(), found.precision) == DATES[text]


@pytest.mark.parametrize(
    "text",
    ["after the testing", "next year", "by 2015", "early 2015", "from March 2015", "2014/19", "31 June 2014"],
)
def test_words_that_are_no_date_are_none(text):
    assert known(text) is None and known(None) is None
    assert known(date(2014, 10, 8)).precision == "day"


REFUSED = {
    "a move that is not allowed": (
        "status: no separate response recorded, evidence", "status: closed, evidence",
        ["engaging_clinicians_2014.yml", "line ", "'made' to 'closed'", "may move to"],
    ),
    "a history that goes back in time": (
        "{date: 2014-10-08, status: answered", "{date: 2013-10, status: answered", ["dated before"],
    ),
    "a status nobody knows": ("status: answered", "status: finished", ["status"]),
    "an audience of another document": ("audience: [Suppliers]", "audience: [Nurses]", ["Nurses", "Known:"]),
    "something found that cannot be seen": ("    seen: 2026-11-23\n", "", ["audit_of_audits", "'seen'"]),
    "one number twice": ("number: '2'\n", "number: '1'\n", ["numbered 1"]),
    "a promise of no recommendation": ("numbers: ['18']", "numbers: ['28']", ["28"]),
}  # fmt: skip


@pytest.mark.parametrize("old, new, said", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_with_file_and_line(old, new, said, tmp_path):
    written = (miniature.HERE / "params" / "recommendations" / "engaging_clinicians_2014.yml").read_text()
    assert old in written
    path = tmp_path / "engaging_clinicians_2014.yml"
    path.write_text(written.replace(old, new, 1))
    with pytest.raises(BadDefinition) as refusal:
        build(Document, read(path) | {"id": path.stem}, where=path)
    assert all(words in str(refusal.value) for words in said), str(refusal.value)

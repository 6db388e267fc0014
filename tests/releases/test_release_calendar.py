"""Releases are announced, their changes of date are kept, and what cannot be right is refused."""

from datetime import date

import pytest

from insight import definitions, paths, releases
from insight.errors import BadDefinition, UnknownName
from insight.releases.calendar import FILE

NEXT = """
  - {id: two, series: quarterly, title: Second edition, due: 2027-01-29, status: confirmed, changes: [
    {on: 2026-08-14, was: 2027-01-15, why: a late return}, {on: 2026-09-01, was: 2027-01-22, why: another}]}
"""
CALENDAR = f"""
releases:
  - {{id: one, series: quarterly, title: First <edition>, edition: demo, due: 2026-09-30, status: published}}
  - {{id: other, series: yearly, title: Another series, due: 2026-12-01, status: provisional}}
{NEXT.strip(chr(10))}
"""


@pytest.fixture
def written(tmp_path, monkeypatch):
    def write(text):
        (tmp_path / FILE).write_text(text, encoding="utf-8")
        monkeypatch.setattr(paths, "params", lambda: tmp_path)
        return demo

    demo = definitions.edition("demo")
    monkeypatch.setattr(definitions, "editions", lambda: ["demo"])
    return write


def test_the_calendar_of_an_edition_is_that_of_its_series(written):
    found = releases.series_of(written(CALENDAR))
    assert [one.id for one in found] == ["one", "two"]


def test_the_page_tells_what_is_coming_what_is_out_and_every_change_with_its_reason(written):
    edition = written(CALENDAR)
    page = releases.calendar_page(edition, releases.series_of(edition))
    assert page.index("## Coming") < page.index("29 January 2027") < page.index("## Published")
    assert "Until 14 August 2026 it was 15 January 2027: a late return; until 1 September 2026 it was" in page
    assert "First &lt;edition&gt;" in page and "<edition>" not in page
    assert "As at 30 September 2026" in page


def test_an_edition_the_calendar_does_not_name_says_its_next_update(written):
    edition = written("releases: []\n")
    assert "29 January 2027" in releases.calendar_page(edition, releases.series_of(edition))
    silent = edition.model_copy(update={"next_update": None})
    assert "No day has been announced" in releases.calendar_page(silent, ())


def test_without_a_calendar_there_are_no_releases(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "params", lambda: tmp_path)
    assert releases.calendar() == ()


def test_an_edition_and_the_calendar_may_not_announce_different_days(written):
    edition = written(CALENDAR).model_copy(update={"next_update": date(2027, 2, 1)})
    with pytest.raises(BadDefinition, match="2027-02-01, and calendar.yml for 2027-01-29"):
        releases.series_of(edition)


@pytest.mark.parametrize(
    "text, said",
    {
        "a status that is none": (CALENDAR.replace("confirmed", "perhaps"), "status"),
        "out, of no edition": (CALENDAR.replace("edition: demo, ", ""), "must name its edition"),
        "put off, unexplained": (CALENDAR.replace(": provisional", ": postponed"), "what its day was"),
        "changes out of order": (CALENDAR.replace("on: 2026-08-14", "on: 2026-09-14"), "in the order"),
        "a change to the same day": (CALENDAR.replace("01-22", "01-29"), "one day to another"),
        "one name twice": (CALENDAR.replace("id: other", "id: one"), "two releases are called 'one'"),
        "a key that is none": (CALENDAR.replace("why:", "reason:"), "reason"),
    }.values(),
)  # fmt: skip
def test_what_cannot_be_right_is_refused_in_words(written, text, said):
    written(text)
    with pytest.raises(BadDefinition, match=said):
        releases.calendar()


def test_an_edition_there_is_not_is_refused(written):
    written(CALENDAR.replace("edition: demo", "edition: dmeo"))
    with pytest.raises(UnknownName, match="Did you mean 'demo'"):
        releases.calendar()


def test_the_calendar_of_this_project_can_be_read_and_agrees_with_its_editions():
    assert releases.calendar()
    for name in definitions.editions():
        releases.series_of(definitions.edition(name))

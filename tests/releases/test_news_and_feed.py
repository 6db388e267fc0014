"""What is new is told on its own day, on a page and in a feed, and never on today's."""

from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

import pytest

from insight import definitions, paths, releases
from insight.releases import Entry, Release

DEMO = definitions.edition("demo")
ATOM = "{http://www.w3.org/2005/Atom}"
SERIES = (
    Release(
        id="one", series="s", title="First & only", due=date(2026, 9, 30), status="published", edition="demo",
        changes=({"on": date(2026, 7, 1), "was": date(2026, 9, 1), "why": "late <data>"},),
    ),
    Release(id="two", series="s", title="Second", due=date(2027, 1, 29), status="confirmed"),
)  # fmt: skip


@dataclass(frozen=True)
class Correction:
    """One correction, as far as news reads it."""

    id: str
    what: str
    date: date


PUT_RIGHT = [
    Correction("c1", "A rate was doubled.", date(2026, 8, 2)),
    Correction("c2", "Later.", date(2030, 1, 1)),
]


def told():
    return releases.news(DEMO, SERIES, [definitions.source("demo")], PUT_RIGHT)


def read(base=""):
    return ElementTree.fromstring(releases.feed(DEMO, told(), "s", base))


def test_what_is_new_stands_newest_first_each_thing_on_its_own_day():
    found = told()
    assert [one.day for one in found] == sorted((one.day for one in found), reverse=True)
    by_name = {one.name: one for one in found}
    assert by_name["release/one"].day == date(2026, 9, 30)
    assert by_name["correction/c1"].words == "A rate was doubled."
    assert by_name["change/one/2026-07-01"].words.startswith(
        "Announced for 1 September 2026, then for 30 Sept"
    )
    assert any(name.startswith("data/demo/") for name in by_name)


def test_nothing_is_told_before_its_day():
    assert max(one.day for one in told()) <= DEMO.as_at
    assert "release/two" not in {one.name for one in told()}
    assert "correction/c2" not in {one.name for one in told()}


def test_the_page_has_a_row_and_a_link_for_each_and_no_markup_of_others():
    page = releases.news_page(told())
    assert page.count('<th scope="row">') == len(told())
    assert "First &amp; only" in page and "late &lt;data&gt;" in page
    assert 'href="feed.xml"' in page
    assert "Nothing is new" in releases.news_page([])


def test_the_feed_has_what_atom_asks_for():
    feed = read()
    for holder in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(holder.findall(f"{ATOM}{name}")) == 1, (holder.tag, name)
    assert feed.find(f"{ATOM}author/{ATOM}name").text
    ids = [one.text for one in feed.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids) == len(told()) + 1
    assert all(one.startswith("tag:insight.invalid,2026:") for one in ids)


def test_the_feed_is_dated_by_its_newest_entry_and_is_the_same_each_time():
    assert read().find(f"{ATOM}updated").text == "2026-09-30T00:00:00Z"
    assert releases.feed(DEMO, told(), "s", "") == releases.feed(DEMO, told(), "s", "")
    empty = ElementTree.fromstring(releases.feed(DEMO, [], "s", ""))
    assert empty.find(f"{ATOM}updated").text == f"{DEMO.as_at.isoformat()}T00:00:00Z"


@pytest.mark.parametrize("base", ["", "https://care.example.org/insight"])
def test_links_are_relative_until_an_address_is_known(base):
    ways = [link.get("href") for link in read(base).iter(f"{ATOM}link")]
    if base:
        assert all(way.startswith(f"{base}/") for way in ways)
        assert f"{base}/feed.xml" in ways
        assert all(one.text.startswith("tag:care.example.org,2026:") for one in read(base).iter(f"{ATOM}id"))
    else:
        assert all("/" not in way for way in ways)


def test_an_entry_keeps_its_name_from_edition_to_edition():
    later = DEMO.model_copy(update={"id": "demo-next", "as_at": date(2027, 2, 1)})
    now, then = ({one.name for one in releases.news(each, SERIES, [], PUT_RIGHT)} for each in (DEMO, later))
    assert now <= then
    feeds = [ElementTree.fromstring(releases.feed(each, told(), "s", "")) for each in (DEMO, later)]
    assert len({feed.find(f"{ATOM}id").text for feed in feeds}) == 1


def test_the_address_is_that_of_the_configuration(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "root", lambda: tmp_path)
    (tmp_path / "_config.yml").write_text("title: x\n")
    assert releases.base_url() == ""
    (tmp_path / "_config.yml").write_text("html: {baseurl: 'https://care.example.org/'}\n")
    assert releases.base_url() == "https://care.example.org"


def test_words_cannot_become_markup():
    feed = releases.feed(DEMO, [Entry(DEMO.as_at, "n", "<b>", "a & b", 'x"y')], "s", "")
    [entry] = ElementTree.fromstring(feed).iter(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == "<b>"
    assert entry.find(f"{ATOM}link").get("href") == 'x"y.html'

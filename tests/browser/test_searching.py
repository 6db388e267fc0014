"""Search finds a place and a topic by name, served or from a folder, with no network."""

import pytest

from browser.searching import searching
from browser.visits import DESKTOP, PHONE, visit

WORDS = {"a board": ("west yorkshire", "West Yorkshire"), "a word of the glossary": ("glossary", "Glossary")}


@pytest.mark.parametrize("way", ["served", "from a folder"])
@pytest.mark.parametrize("words, wanted", WORDS.values(), ids=WORDS)
def test_typing_a_name_leads_to_its_page(browser, site, home, way, words, wanted):
    start = home if way == "served" else f"{site.as_uri()}/"
    state = PHONE if way == "served" else DESKTOP
    with visit(browser, f"{start}methods.html", state) as seen:
        assert searching(seen.page, words, wanted) == []
        assert seen.faults == []


def test_a_word_that_is_nowhere_is_said_to_be_nowhere(browser, site):
    with visit(browser, f"{site.as_uri()}/search.html?q=xyzzyqqq") as seen:
        told = seen.page.locator("#search-results .search-summary")
        told.wait_for()
        assert "did not match" in told.inner_text()

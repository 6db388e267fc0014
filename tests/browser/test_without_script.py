"""What a page is for needs no script: reading, finding the way, printing."""

import pytest

from browser import screenshots
from browser.kinds import kinds
from browser.paper import paper
from browser.small_site import KINDS
from browser.unscripted import search_unscripted, unscripted
from browser.visits import DARK, DESKTOP, PHONE, visit


@pytest.mark.parametrize("state", (DESKTOP, PHONE), ids=lambda state: state.name)
@pytest.mark.parametrize("kind", ("landing", "national", "icb_insight", "audit_topic", "glossary", "search"))
def test_pictures_tables_and_the_way_about_are_there(browser, site, home, kind, state):
    with visit(browser, home + kinds(site)[kind], state, script=False) as seen:
        assert unscripted(seen.page) == []


def test_the_search_page_says_what_to_do_instead(browser, site, home):
    with visit(browser, home + "search.html", script=False) as seen:
        assert search_unscripted(seen.page) == []
        seen.page.locator("main .insight-unscripted a").first.click()
        seen.page.wait_for_url(f"{home}index.html")


@pytest.mark.parametrize("kind", KINDS)
def test_paper_has_dark_words_on_white_and_no_menus(browser, site, home, kind):
    with visit(browser, home + kinds(site)[kind], DARK) as seen:
        faults = paper(seen.page)
        screenshots.keep(seen.page, kind, "print")
        assert faults == []


def test_what_paper_should_not_show_is_found_out(browser, tmp_path):
    page = """<!doctype html><title>x</title><body><main><article><p style="color: #ddd">Pale</p>
        <button class="insight-menu">Menu</button></article></main>"""
    (tmp_path / "index.html").write_text(page)
    with visit(browser, (tmp_path / "index.html").as_uri(), DESKTOP) as seen:
        faults = paper(seen.page)
        assert any("pale words" in fault for fault in faults)
        assert any("insight-menu" in fault for fault in faults)

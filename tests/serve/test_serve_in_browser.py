"""People without a terminal: a page is chosen, made, read and taken along in a real browser."""

import re
from pathlib import Path

import pytest

PATIENCE = 120_000  # milliseconds
pytestmark = pytest.mark.slow
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 375, "height": 700}


@pytest.fixture
def visit(browser, site):
    """Open the site in a browser of one's own; at the end nothing off it was asked for, and nothing broke."""
    contexts, asked, wrong = [], [], []

    def open_one(**options):
        context = browser.new_context(**{"viewport": WIDE, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(site.address)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert asked
    assert {url for url in asked if not url.startswith((site.address, "data:"))} == set()
    assert wrong == []


def choose(page, note="changes", icb="QOX"):
    page.locator("#noted-icb").select_option(icb)
    page.locator("#noted-note").fill(note)
    page.locator("form[aria-labelledby=noted] button").click()


def see(page):
    page.get_by_role("link", name="See the page").click()
    page.locator("h2", has_text="What was given").wait_for()


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_page_is_chosen_made_read_and_taken_along(visit):
    page = visit()
    choose(page, "steady")
    page.get_by_text(re.compile(r"Cell \d of 4")).wait_for()  # a busy machine may look past the second
    assert page.locator("progress").get_attribute("max") is None or page.locator("progress").is_visible()
    page.get_by_role("link", name="See the page").wait_for()
    assert "1 difference from this edition's page of Bath" in page.inner_text("main")
    with page.expect_download() as begun:
        page.get_by_role("link", name="The page, to read in any browser").click()
    assert "note is steady" in Path(begun.value.path()).read_text()
    see(page)
    page.get_by_role("link", name="Back to the run").click()
    page.get_by_role("link", name="See what changed").click()
    page.get_by_role("heading", name="What changed", level=1, exact=True).wait_for()
    page.get_by_role("link", name="Back to the run").click()
    page.get_by_role("button", name="Delete this run").click()
    page.get_by_text("Nothing of it is left").wait_for()


def test_two_browsers_at_once_see_each_their_own(visit):
    one, other = visit(), visit()
    choose(one, "mine", "QOX")
    choose(other, "yours", "QWO")
    for page, note in ((one, "mine"), (other, "yours")):
        see(page)
        assert f"note is {note}" in page.inner_text("main")


def test_a_run_is_cancelled(visit, site):
    page = visit()
    choose(page, "slow")
    page.get_by_text("Cell 2 of 4").wait_for()
    page.get_by_role("button", name="Cancel this run").click()
    page.get_by_text("Nothing of it is left").wait_for()
    assert [run.state for run in site.runs.found.values()] == ["removed"]


def test_everything_can_be_done_with_the_keyboard(visit):
    page = visit()
    for _ in range(3):  # past the way to the main content and the masthead
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "noted-icb"
    page.keyboard.type("West")
    page.keyboard.press("Tab")
    page.keyboard.type("typed")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="See the page").focus()
    page.keyboard.press("Enter")
    page.locator("h2", has_text="What was given").wait_for()
    assert "note is typed" in page.inner_text("main")


def test_it_works_without_script(visit):
    page = visit(java_script_enabled=False)
    choose(page, "steady")
    see(page)
    assert "note is steady" in page.inner_text("main")


def test_it_fits_a_phone(visit):
    page = visit(viewport=PHONE)
    assert fits(page)
    choose(page, "steady")
    page.get_by_text(re.compile(r"Cell \d of 4")).wait_for()
    assert fits(page)
    page.get_by_role("link", name="See the page").wait_for()
    assert fits(page)
    see(page)
    assert fits(page)


def test_what_is_served_passes_the_checks_of_axe(visit):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = visit()
    found = [axe.Axe().run(page).response["violations"]]
    choose(page, "slow")
    page.get_by_text("Cell 2 of 4").wait_for()
    found.append(axe.Axe().run(page).response["violations"])
    page.get_by_role("button", name="Cancel this run").click()
    choose_again = page.get_by_role("link", name="Make another page")
    choose_again.click()
    choose(page)
    page.get_by_role("link", name="See the page").wait_for()
    found.append(axe.Axe().run(page).response["violations"])
    see(page)
    found.append(axe.Axe().run(page).response["violations"])
    assert [[(each["id"], each["nodes"][0]["html"]) for each in one] for one in found] == [[], [], [], []]

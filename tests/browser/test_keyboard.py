"""A reader without a mouse gets everywhere, sees where they are, and hits what they aim at."""

import pytest

from browser import keyboard
from browser.kinds import kinds
from browser.small_site import KINDS
from browser.visits import DESKTOP, PHONE, visit

TRIED = ("landing", "icb_insight", "audit_topic list", "methods", "search")
WIDE_AND_NARROW = pytest.mark.parametrize("state", (DESKTOP, PHONE), ids=lambda state: state.name)


@WIDE_AND_NARROW
@pytest.mark.parametrize("kind", TRIED)
def test_tab_reaches_every_control_and_shows_where_it_is(browser, site, home, kind, state):
    with visit(browser, home + kinds(site)[kind], state) as seen:
        assert keyboard.reach(seen.page) == []


def test_going_backwards_the_focus_is_never_under_the_masthead(browser, site, home):
    with visit(browser, home + kinds(site)["icb_insight"], PHONE) as seen:
        assert keyboard.reach(seen.page, "Shift+Tab") == []


@WIDE_AND_NARROW
@pytest.mark.parametrize("kind", KINDS)
def test_every_control_is_large_enough_to_hit(browser, site, home, kind, state):
    with visit(browser, home + kinds(site)[kind], state) as seen:
        assert keyboard.targets(seen.page) == []


@WIDE_AND_NARROW
def test_the_first_control_leads_past_the_navigation(browser, site, home, state):
    with visit(browser, home + kinds(site)["icb_insight"], state) as seen:
        assert keyboard.skip_link(seen.page) == []


@pytest.mark.parametrize("kind", ("landing", "icb_insight"))
def test_the_menu_of_a_phone_keeps_the_focus_and_gives_it_back(browser, site, home, kind):
    with visit(browser, home + kinds(site)[kind], PHONE) as seen:
        assert keyboard.menu(seen.page) == []


def test_a_control_that_cannot_be_reached_seen_or_hit_is_found_out(browser, tmp_path):
    page = """<!doctype html><title>x</title><style>a { outline: none !important; display: block }</style>
        <a href="#x" style="height: 9px">One</a><button onfocus="this.blur()">Two</button>
        <a href="#y">Three</a>"""
    (tmp_path / "index.html").write_text(page)
    with visit(browser, (tmp_path / "index.html").as_uri()) as seen:
        faults = keyboard.reach(seen.page)
        assert any("no focus is seen" in fault for fault in faults)
        assert any("not reached" in fault and "Two" in fault for fault in faults)
        assert [fault for fault in keyboard.targets(seen.page) if "One" in fault]

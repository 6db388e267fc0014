"""axe finds nothing against WCAG 2.2 AA, light and dark, wide and narrow, with everything open."""

import pytest

from browser import screenshots
from browser.accessibility import accessibility
from browser.figures import contrast
from browser.kinds import kinds
from browser.small_site import KINDS
from browser.visits import DARK_PHONE, DESKTOP, STATES, visit

VARIED = ("landing", "national", "icb_insight", "audit_topic", "methods", "search")
SEEN = [(kind, state) for kind in KINDS for state in (STATES if kind in VARIED else (DESKTOP, DARK_PHONE))]


@pytest.mark.parametrize("kind, state", SEEN, ids=[f"{kind}, {state.name}" for kind, state in SEEN])
def test_axe_finds_nothing(browser, site, home, kind, state):
    with visit(browser, home + kinds(site)[kind], state) as seen:
        dark = seen.page.evaluate("document.documentElement.dataset.theme === 'dark'")
        assert dark == state.dark, "the page does not follow the colours a reader asks for"
        screenshots.keep(seen.page, kind, state.name)
        assert contrast(seen.page) + accessibility(seen.page, colours_alone=state.dark) == []


def test_faults_are_found_where_they_are(browser, tmp_path):
    page = """<!doctype html><html lang="en"><title>x</title><main><p style="color:#bbb">Pale</p>
        <figure><svg width="90" height="30" role="img" aria-label="x">
        <text y="20" fill="#ccc">Pale too</text></svg></figure></main>"""
    (tmp_path / "index.html").write_text(page)
    with visit(browser, (tmp_path / "index.html").as_uri()) as seen:
        assert "Pale too" in contrast(seen.page)[0]
        assert accessibility(seen.page)[0].startswith("color-contrast: p")

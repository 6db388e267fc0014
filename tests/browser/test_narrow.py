"""On the smallest screens nothing scrolls sideways, is cut off, or is too small to read."""

import pytest

from browser.figures import labels
from browser.kinds import kinds
from browser.narrow import NARROW, narrow
from browser.small_site import KINDS
from browser.visits import PHONE, visit


@pytest.mark.parametrize("kind", KINDS)
def test_spaced_words_fit_320_pixels(browser, site, home, kind):
    with visit(browser, home + kinds(site)[kind], NARROW) as seen:
        assert narrow(seen.page) == []


@pytest.mark.parametrize("kind", ("icb_insight", "audit_topic", "national"))
def test_labels_of_charts_can_be_read_on_a_phone(browser, site, home, kind):
    with visit(browser, home + kinds(site)[kind], PHONE) as seen:
        assert labels(seen.page) == []


def test_what_does_not_fit_is_found_out(browser, tmp_path):
    page = """<!doctype html><title>x</title>
        <p style="white-space: nowrap">Words that run on and on and on and on and on and on
        </p><div style="overflow: hidden; height: 1em"><p>cut</p><p>off</p></div>
        <figure><svg viewBox="0 0 1000 100"><text x="990" y="50" font-size="16">A label</text></svg>"""
    (tmp_path / "index.html").write_text(page)
    with visit(browser, (tmp_path / "index.html").as_uri(), NARROW) as seen:
        small = labels(seen.page)
        assert any("px high" in fault for fault in small) and any("cut off" in fault for fault in small)
        faults = narrow(seen.page)
        assert any("the page is" in fault for fault in faults)
        assert any("words are cut off" in fault for fault in faults)

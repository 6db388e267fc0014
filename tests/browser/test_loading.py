"""Every page stands on its own: nothing from elsewhere, no error, served strictly or opened from a folder."""

from pathlib import Path

import pytest

from browser.kinds import kinds, pages
from browser.serving import POLICY, served
from browser.small_site import KINDS
from browser.visits import visit
from browser.weight import too_heavy


def test_the_small_site_has_every_kind_of_page(site):
    assert set(kinds(site)) == set(KINDS)


@pytest.mark.parametrize("way", ["served", "from a folder"])
def test_every_page_loads_without_the_network_and_complains_of_nothing(browser, site, home, way):
    start = home if way == "served" else f"{site.as_uri()}/"
    faults = {}
    for path in pages(site):
        with visit(browser, start + path) as seen:
            seen.page.wait_for_load_state("networkidle")
            if seen.faults:
                faults[path] = seen.faults
    assert faults == {}


def test_a_report_weighs_no_more_than_a_phone_can_bear(browser, site, home):
    for kind, path in kinds(site).items():
        with visit(browser, home + path) as seen:
            assert too_heavy(site, seen.loaded) == [], kind


SPOILT = {
    "a picture from elsewhere": (
        '<img src="https://example.org/a.png" alt="">',
        "asks for https://example.org",
    ),
    "a script within the page": ("<script>document.title = 'x'</script>", "violates the following Content"),
    "a script that is not there": ('<script src="gone.js"></script>', "gone.js: 404"),
}


@pytest.mark.parametrize("markup, complaint", SPOILT.values(), ids=SPOILT)
def test_a_page_that_does_not_stand_on_its_own_is_found_out(browser, tmp_path: Path, markup, complaint):
    (tmp_path / "index.html").write_text(f"<!doctype html><title>x</title>{markup}")
    with served(tmp_path) as home, visit(browser, f"{home}index.html") as seen:
        assert any(complaint in fault for fault in seen.faults)
    assert "'none'" in POLICY

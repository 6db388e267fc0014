"""Every page stands on its own: nothing from elsewhere, no error, served strictly or opened from a folder."""

from pathlib import Path

import pytest

from browser.kinds import kinds, pages
from browser.serving import POLICY, served
from browser.small_site import KINDS
from browser.visits import visit
from browser.weight import too_heavy

SETTLED = 200  # milliseconds in which a page that has loaded may still ask for something


def test_the_small_site_has_every_kind_of_page(site):
    assert set(kinds(site)) == set(KINDS)


@pytest.mark.parametrize("way", ["served", "from a folder"])
def test_every_page_loads_without_the_network_and_complains_of_nothing(browser, site, home, way):
    start = home if way == "served" else f"{site.as_uri()}/"
    faults = {}
    with visit(browser, f"{start}index.html") as seen:
        for path in pages(site):
            seen.go(start + path)
            seen.page.wait_for_timeout(SETTLED)
            if seen.faults:
                faults[path] = list(seen.faults)
    assert faults == {}


def test_a_report_weighs_no_more_than_a_phone_can_bear(browser, site, home):
    with visit(browser, f"{home}index.html") as seen:
        for kind, path in kinds(site).items():
            seen.go(home + path)
            assert too_heavy(site, seen.loaded) == [], kind


SPOILT = {
    "a picture from elsewhere": (
        '<img src="https://example.org/a.png" alt="">',
        "https://example.org/a.png",
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

"""A page's policy names what stands in it and nothing more, and is put in without touching the rest."""

import pytest
from small_site import SCRIPT, lay

from insight.publish.policy import Inline, headers, inline, policy, with_policy
from insight.publish.staging import stage

PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8" />
<!-- <p style="left: 0"> --><style>p {{ margin: 0 }}</style>{SCRIPT}
<script src="a.js"></script><script type="application/json">{{"a": 1}}</script></head><body></body></html>
"""


def test_one_element_is_put_in_before_all_it_governs_and_the_rest_stays():
    page = PAGE.encode()
    done = with_policy(page)
    begin = done.index(b"<meta http-equiv")
    end = done.index(b">", begin) + 1
    assert done[:begin] + done[end:] == page
    assert begin < done.index(b"<style") and done.count(b"\n") == page.count(b"\n")


def test_scripts_and_styles_that_stand_in_a_page_are_named_and_data_is_not():
    held = inline(PAGE)
    assert (len(held.scripts), len(held.styles), held.attributes) == (1, 1, False)
    assert all(digest in policy(held) for digest in held.scripts | held.styles)


def test_a_script_that_is_changed_is_named_otherwise():
    assert inline(PAGE).scripts.isdisjoint(inline(PAGE.replace("light", "dark")).scripts)


def test_line_ends_of_windows_make_no_difference_to_a_name():
    assert inline("<script>a\r\nb</script>") == inline("<script>a\nb</script>")


def test_scripts_are_never_allowed_for_being_in_a_page():
    rules = dict(rule.split(" ", 1) for rule in policy(inline(PAGE)).split("; "))
    assert "unsafe" not in rules["script-src"] and rules["default-src"] == "'none'"
    assert rules["base-uri"] == "'none'" and "//" not in policy(inline(PAGE))


def test_style_attributes_are_allowed_only_where_there_are_any():
    assert "style-src-attr 'none'" in policy(inline("<p>style = none</p>"))
    assert "style-src-attr 'unsafe-inline'" in policy(inline('<p class="a"\nstyle="left: 0">'))


def test_headers_name_what_stands_in_any_page():
    held = [Inline(frozenset({"'sha256-a'"})), Inline(frozenset({"'sha256-b'"}), frozenset(), True)]
    text = headers(held).decode()
    assert text.startswith("/*\n  Content-Security-Policy: ") and "frame-ancestors 'self'" in text
    assert "script-src 'self' 'sha256-a' 'sha256-b'" in text and "X-Content-Type-Options: nosniff" in text


@pytest.mark.slow
def test_a_browser_keeps_to_the_policy_and_loads_what_is_ours_from_disk(browser, tmp_path):
    site = lay(tmp_path / "site")
    (site / "_static/look.css").write_text("h1 { color: rgb(1, 2, 3) }")
    stage(site, tmp_path / "copy")
    page = tmp_path / "copy/reports/a.html"
    page.chmod(0o644)
    page.write_text(page.read_text().replace("</body>", "<script>document.title = 'mine';</script></body>"))
    opened = browser.new_page()
    opened.goto(page.as_uri())
    assert opened.locator("html").get_attribute("data-mode") == "light", "our script is named, and runs"
    assert opened.title() == "A board", "a script put in afterwards is not, and does not"
    colour = opened.locator("h1").evaluate("element => getComputedStyle(element).color")
    assert colour == "rgb(1, 2, 3)"
    opened.close()

"""A link that names what it leads to becomes the way to its page, or plain text."""

from insight.book import links
from insight.book.pages import Page


def page(report="icb_insight", name="qox", **changes):
    given = {"title": "Bath", "icb": "QOX", "audit": None, "failure": None, "made": True}
    return Page(report=report, report_title="", name=name, **{**given, **changes})


def up(name):
    return f"../../{name}.html"


def test_a_link_leads_to_the_page_of_what_it_names():
    ways = links.targets([page(), page("topic", "nhfd", icb=None, audit="nhfd")])
    text = '<a class="x" href="insight:icb=QOX" title="Bath">B</a> <a href="insight:audit=nhfd">N</a>'
    assert links.resolved(text, ways, up) == (
        '<a class="x" href="../../reports/icb_insight/qox.html" title="Bath">B</a> '
        '<a href="../../reports/topic/nhfd.html">N</a>'
    )


def test_a_link_to_a_page_that_was_not_made_is_plain_text():
    ways = links.targets([page(made=False)])
    assert links.resolved('<a href="insight:icb=QOX">B</a>', ways, up) == "<a>B</a>"


def test_of_two_pages_about_the_same_the_first_is_meant():
    ways = links.targets([page("board"), page("detail"), page("both", audit="nhfd")])
    assert ways["icb=QOX"] == ways["board=QOX"] == "reports/board/qox"
    assert ways["detail=QOX"] == "reports/detail/qox"
    assert len(ways) == 3


def test_other_links_are_left_alone():
    text = '<a href="https://example.org/?insight:icb=QOX">x</a><a href="#insight">y</a>'
    assert links.resolved(text, {"icb=QOX": "a"}, up) == text


def test_a_staged_book_without_links_has_none(tmp_path):
    assert links.read(tmp_path) == {}

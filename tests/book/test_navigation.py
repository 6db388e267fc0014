"""The way about a site: the same few lines on every page, and a way to every page."""

import pytest

from insight.book.navigation import FEW, Link, Navigation


def book_of(pages):
    """Give the way about a book with one report of some pages, and one page that people wrote."""
    below = tuple(Link(f"reports/board/{number}", f"Board {number}") for number in range(pages))
    top = Link("reports/board/index", "Boards", below=below)
    parts = {"Reports": (top,), "About": (Link("methods", "Methods"),)}
    return Navigation(Link("index", "Title"), parts, {link.name: Link(top.name, top.title) for link in below})


def lines(sidebar):
    return sum(1 + len(link.below) for _, links in sidebar for link in links)


@pytest.mark.parametrize("pages", [FEW + 1, 500, 5000])
def test_a_page_of_a_long_report_lists_the_parts_alone_however_long_it_is(pages):
    assert lines(book_of(pages).sidebar("reports/board/7", str)) == 2


def test_a_page_of_a_short_report_lists_its_neighbours():
    [(_, [top]), (_, [methods])] = book_of(3).sidebar("reports/board/1", str)
    assert [(link.title, link.here) for link in top.below] == [
        ("Board 0", False), ("Board 1", True), ("Board 2", False),
    ]  # fmt: skip
    assert top.open and not top.here and not methods.open


def test_a_page_people_wrote_lists_no_pages_of_a_report():
    [(_, [top]), (_, [methods])] = book_of(3).sidebar("methods", str)
    assert top.below == () and methods.here


def test_a_trail_leads_back_to_the_report_and_the_landing_page():
    trail = book_of(500).trail("reports/board/7", lambda name: f"../../{name}.html")
    assert [(link.title, link.name) for link in trail] == [
        ("Title", "../../index.html"),
        ("Boards", "../../reports/board/index.html"),
    ]
    assert book_of(500).trail("methods", str) == []


def test_a_page_the_contents_do_not_name_has_a_side_bar_all_the_same():
    assert lines(book_of(3).sidebar("search", str)) == 2

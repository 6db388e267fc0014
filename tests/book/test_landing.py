"""The landing page shows what the pages found, and takes a reader from a name to a page."""

import json
from datetime import date

import pytest

from insight import definitions
from insight.book import landing
from insight.book.pages import Page

AT = date(2026, 6, 1)


def page(report, name, **changes):
    given = {"title": "Devon", "icb": None, "audit": None, "failure": None, "made": True}
    return Page(report=report, report_title="", name=name, **{**given, **changes})


@pytest.fixture
def audits():
    return {"nhfd": definitions.audits()["nhfd"]}


def cell(html, *tags):
    return {
        "cell_type": "code",
        "metadata": {"tags": list(tags)},
        "outputs": [{"output_type": "execute_result", "data": {"text/html": html}}],
    }


def test_it_shows_what_tagged_cells_show_with_links_that_lead_and_one_warning_the_less(tmp_path):
    warned = '<p class="insight-synthetic"><strong>Made up.</strong></p>\n<p>16 of 20</p>'
    cells = [cell(warned, "landing"), cell('<a href="insight:icb=QJK">Devon</a>', "landing-map"), cell("no")]
    path = tmp_path / "reports" / "national" / "national.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"cells": cells}))
    ways = {"icb=QJK": "reports/board/qjk"}
    shown = landing.shown(tmp_path, [page("national", "national")], ways)
    assert shown["landing"] == "```{raw} html\n<p>16 of 20</p>\n```"
    assert '<a href="reports/board/qjk.html">Devon</a>' in shown["landing-map"]


def test_an_edition_without_such_a_page_shows_nothing_there(tmp_path):
    shown = landing.shown(tmp_path, [page("board", "qjk", icb="QJK"), page("x", "x", made=False)], {})
    assert set(shown.values()) == {""}


def test_boards_trusts_and_audits_can_be_typed(audits):
    found = [page("board", "qjk", icb="QJK"), page("topic", "nhfd", title="Hip", audit="nhfd")]
    text = landing.finder(found, audits, AT)
    assert '<option value="Devon" data-way="reports/board/qjk.html">' in text
    assert 'value="NHS Devon Integrated Care Board" data-way="reports/board/qjk.html"' in text
    assert 'value="University Hospitals Plymouth NHS Trust" data-way="reports/board/qjk.html"' in text
    assert 'data-way="reports/topic/nhfd.html"' in text and "(NHFD)" in text


def test_what_has_no_page_cannot_be_chosen(audits):
    text = landing.finder([page("board", "qjk", icb="QJK")], audits, AT)
    assert "Leeds" not in text and "NHFD" not in text
    assert landing.finder([page("board", "qjk", icb="QJK", made=False)], audits, AT) == ""


def test_without_script_the_box_is_not_shown(audits):
    assert " hidden>" in landing.finder([page("board", "qjk", icb="QJK")], audits, AT)

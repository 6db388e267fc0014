"""Below its title a page says what it is part of, until when it counts, and what to call it."""

from datetime import date

import pytest

from insight.book import heads
from insight.definitions import Edition

BODY = '<h1>Bath</h1>\n<p class="insight-edition">Spring &amp; summer</p>\n<p>Words.</p>'


def edition(**changes):
    given = {"geography_date": date(2026, 4, 1), "as_at": date(2026, 9, 30), "sources": (), "audits": "all"}
    return Edition(id="spring", title="Spring & <summer>", **{**given, **changes})


def way(name):
    return f"../{name}.html"


def test_the_line_tells_edition_day_status_next_update_and_name_of_the_page():
    said = heads.facts(edition(next_update=date(2027, 1, 29), synthetic=True))
    text = heads.headed(BODY, said, "board/qox 0a1b2c3d", way)
    for words in ("Spring &amp; summer", "30 September 2026", "29 January 2027", "Synthetic data"):
        assert words in text
    assert "<code>board/qox 0a1b2c3d</code>" in text
    assert '<a href="../methods.html">How we worked this out</a>' in text
    assert text.startswith("<h1>Bath</h1>") and text.endswith("<p>Words.</p>")


def test_an_update_nobody_has_announced_is_said_to_be_so():
    assert heads.facts(edition())["next"] == "not announced"


def test_a_page_that_people_wrote_is_left_as_it_is():
    assert heads.headed("<h1>Methods</h1>", heads.facts(edition()), "methods", way) == "<h1>Methods</h1>"


@pytest.mark.parametrize("other", [b"one", b""])
def test_the_name_of_a_page_changes_with_what_it_holds(tmp_path, other):
    source = tmp_path / "qox.ipynb"
    source.write_bytes(b"two")
    first = heads.page_id("reports/board/qox", source)
    source.write_bytes(other)
    assert first.startswith("board/qox ") and heads.page_id("reports/board/qox", source) != first

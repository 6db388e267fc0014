"""The page that shows a comparison can be read by everyone, with nothing but itself."""

import re

import made_pages as made
import pytest
from lxml import html

from insight import review


@pytest.fixture
def top(tmp_path):
    rows = [["Surgery in time", "April to June 2026", "63.0% <i>"], made.ROWS[1]]
    first, second = made.figure("funnel-a"), made.figure("funnel-b")
    old = made.page(tmp_path / "old.ipynb", made.table(made.ROWS), first, second, "<p>Of 3 & more.</p>")
    new = made.page(
        tmp_path / "new.ipynb",
        made.table([[cell.replace("<", "&lt;") for cell in row] for row in rows]),
        made.figure("funnel-a", body="<path d='M 2 2'/>"),
        made.figure("funnel-b", body="<path d='M 3 3'/>"),
        "<p>Of 4 & more.</p>",
        code="show(2)",
    )
    return html.document_fromstring(review.as_html(review.compare_pages(old, new)))


def test_it_has_a_language_one_heading_of_the_first_level_captions_and_scopes(top):
    assert top.get("lang") == "en-GB"
    assert len(top.xpath("//h1")) == 1
    assert top.xpath("//table") and not top.xpath("//table[not(caption)]")
    assert top.xpath("//th") and not top.xpath("//th[not(@scope)]")
    levels = [int(one.tag[1]) for one in top.xpath("//h1|//h2|//h3")]
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_it_needs_no_script_and_nothing_from_elsewhere(top):
    assert not top.xpath("//script|//link|//img|//*[starts-with(@src, 'http')]")


def test_two_drawings_keep_their_ids_apart_and_each_refers_to_its_own(top):
    ids = top.xpath("//@id")
    assert len(ids) == len(set(ids)) == 4
    for drawing in top.xpath("//svg"):
        text = html.tostring(drawing).decode()
        own = set(drawing.xpath(".//@id"))
        assert own and set(re.findall(r"#([\w-]+)", text)) == own


def test_pictures_stand_in_pairs_old_and_new(top):
    pairs = top.xpath("//figure//div[@class='pair']")
    assert len(pairs) == 2
    assert [len(pair.xpath(".//svg")) for pair in pairs] == [2, 2]


def test_words_from_a_page_are_shown_as_they_were_written(top):
    assert not top.xpath("//i")
    assert "63.0% <i>" in top.text_content()
    assert "show(2)" in top.xpath("string(//pre)")


def test_an_edition_has_a_list_and_a_file_for_each_page_that_changed(tmp_path):
    for side, value in (("old", "1%"), ("new", "2%")):
        made.page(tmp_path / side / "r" / "one.ipynb", made.table([["A", "2024", value]]))
        made.page(tmp_path / side / "r" / "same.ipynb", made.table([["A", "2024", "5%"]]))
    found = review.compare_editions(tmp_path / "old", tmp_path / "new")
    review.write_html(found, tmp_path / "out" / "changes.html")
    written = sorted(
        path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*")
    )
    assert written == ["changes.html", "changes/r-one.html"]
    links = html.parse(tmp_path / "out" / "changes.html").xpath("//a/@href")
    assert links == ["changes/r-one.html"]


def test_no_change_is_said_in_so_many_words(tmp_path):
    page = made.page(tmp_path / "a.ipynb", "<p>Words.</p>")
    found = review.compare_pages(page, page)
    assert "No change." in review.as_html(found)
    assert list(review.lines(found)) == ["No change."]


def test_the_landing_page_counts_by_reason_and_shows_the_ten_largest_once(tmp_path):
    old = [[f"Metric {chr(65 + place)}", "2024", "50%"] for place in range(12)]
    new = [[row[0], "2024", f"{51 + 2 * place}%"] for place, row in enumerate(old)]
    for side, rows in (("old", old), ("new", new)):
        for name in ("one", "two"):
            made.page(tmp_path / side / "r" / f"{name}.ipynb", made.table(rows), title=f"Page | {name}")
    block = review.since(review.compare_editions(tmp_path / "old", tmp_path / "new"))
    assert block.startswith("2 of 2 pages differ from the last edition, in 24 places.")
    assert "- not known: 24" in block
    rows = [line for line in block.splitlines() if line.startswith("| Page")][1:]
    assert len(rows) == 10
    assert "Metric L" in rows[0] and "Metric C" in rows[-1]
    assert all(line.replace("\\|", "").count("|") == 6 for line in rows)


def test_the_landing_page_says_when_nothing_changed(tmp_path):
    page = made.page(tmp_path / "a.ipynb", "<p>Words.</p>")
    assert review.since(review.compare_pages(page, page)) == "Nothing has changed since the last edition.\n"

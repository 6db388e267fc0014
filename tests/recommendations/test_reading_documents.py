"""A document of responses reads alike from every format, whatever its columns are called."""

import random

import docx
import pytest
from invented_responses import HEADINGS, ROWS, SPLIT, WRITERS, as_csv, as_html, as_xlsx, tabbed

from insight import recommendations
from insight.errors import BadData, MissingInput
from insight.recommendations.reading import cleaned, read
from insight.recommendations.reading.advertising import reason
from insight.recommendations.reading.columns import layout
from insight.recommendations.reading.markup import parsed

FIELDS = ["recommendation", "owner", "action", "update"]


def told(reading):
    return [[row.number, *(row.said(name) for name in FIELDS)] for row in reading.rows]


EXPECTED = [[row[0][1:], *row[1:]] for row in ROWS]


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_every_format_gives_the_same_rows(write, tmp_path):
    assert told(read(write(tmp_path))) == EXPECTED


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_columns_may_stand_in_any_order_and_rows_be_shuffled(write, seed, tmp_path):
    order = random.Random(seed).sample(range(len(HEADINGS)), len(HEADINGS))
    rows = random.Random(seed).sample(ROWS, len(ROWS))
    path = write(tmp_path, [HEADINGS[at] for at in order], [[row[at] for at in order] for row in rows])
    assert sorted(told(read(path))) == EXPECTED


NAMES = {
    "No. | Recommendation | Target audience | Action taken | Next steps":
        "number recommendation audience action next_steps",
    "Ref | Recommendation | Lead | Response | Update": "number recommendation owner action update",
    "Rec # | What was recommended | For | Our response | What next":
        "number recommendation audience action next_steps",
    "ID | Recommendation text | Responsible officer | Management response | Target date | RAG rating":
        "number recommendation owner action due status",
    "Item | Recommendations | Audience | Trust's response | Planned actions | Evidence":
        "number recommendation audience action next_steps evidence",
}  # fmt: skip


@pytest.mark.parametrize("headings", NAMES)
def test_headings_are_understood_in_other_words(headings):
    cells = headings.split(" | ")
    assert sorted(layout([cells], []).fields) == sorted(NAMES[headings].split())


def test_a_column_nobody_knows_is_kept_under_its_own_heading(tmp_path):
    path = as_csv(tmp_path, [*HEADINGS, "Cost code"], [[*row, "A7"] for row in ROWS])
    assert all(row.more["Cost code"].plain == "A7" for row in read(path).rows)


def test_rows_split_over_a_page_are_joined_in_the_right_cell_under_headings_of_another_width(tmp_path):
    found = read(tabbed(tmp_path, SPLIT))
    assert [row.number for row in found.rows] == ["1", "2", "3"]
    assert (
        found.rows[0].said("next_steps")
        == "Ask each lead to report to the board twice a year. Say who stands in."
    )
    assert [block.text for block in found.rows[0].cells["next_steps"].blocks][1] == "Say who stands in."
    assert found.rows[2].said("action") == ""
    assert any("line 9 was joined" in note for note in found.table.notes)


def test_the_heading_over_the_number_may_stand_a_row_higher(tmp_path):
    assert read(tabbed(tmp_path, SPLIT)).table.columns["number"] == "No."


def test_a_continuation_that_lost_its_first_tab_is_moved_back_under_its_heading(tmp_path):
    text = SPLIT.replace("\t\t\t\t<p>board", "and stand-ins.\t\t\t<p>board").replace(
        "each audit.\t", "each audit\t"
    )
    first = read(tabbed(tmp_path, text)).rows[0]
    assert first.said("recommendation") == "Name a lead for each audit and stand-ins."
    assert "report to the board twice" in first.said("next_steps")


def test_a_continuation_that_cannot_follow_the_row_above_finds_the_one_it_can(tmp_path):
    lines = SPLIT.splitlines()
    moved = [*lines[:5], lines[9], *lines[5:9], lines[10]]
    found = read(tabbed(tmp_path, "\n".join(moved)))
    assert {row.number: row.said("next_steps")[-18:] for row in found.rows}["1"] == "Say who stands in."


def test_merged_cells_of_a_workbook_are_shared_and_not_copied(tmp_path):
    rows = [*ROWS[:1], ["R2", "Share results.", "", "", ""]]
    path = as_xlsx(tmp_path, rows=rows, merged=[("D4:D5", "Leads were named in May.")])
    first, second = read(path).rows
    assert first.said("action") == "Leads were named in May."
    assert second.said("action") == "" and second.shared == {"action": "1"}


def test_merged_cells_of_a_word_document_are_shared_and_lists_links_and_inner_tables_kept(tmp_path):
    made = docx.Document()
    table = made.add_table(rows=3, cols=4)
    for cell, words in zip(
        table.rows[0].cells, ["No", "Recommendation", "Audience", "Response"], strict=True
    ):
        cell.text = words
    for row, (number, words) in zip(table.rows[1:], [("1", "Ask."), ("2", "Tell.")], strict=True):
        row.cells[0].text, row.cells[1].text = number, words
    table.cell(1, 2).merge(table.cell(2, 2)).text = "Trusts"
    cell = table.cell(1, 3)
    cell.text = "We did:"
    cell.add_paragraph("one thing", style="List Bullet")
    inner = cell.add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "May", "done"
    made.save(tmp_path / "merged.docx")
    first, second = read(tmp_path / "merged.docx").rows
    assert (first.said("audience"), second.said("audience"), second.shared) == (
        "Trusts",
        "",
        {"audience": "1"},
    )
    assert "May | done" in first.said("action") and "one thing" in first.said("action")


def test_merged_cells_and_tables_within_tables_of_a_page_are_understood(tmp_path):
    page = (
        "<table><tr><td><table><tr><th>No<th>Recommendation<th>Audience<th>Response"
        "<tr><td>1<td>Ask.<td rowspan=2>Trusts<td>We did: <table><tr><td>May<td>done</table>"
        "<tr><td>2<td>Tell.<td>Not yet.</table></td></tr></table>"
    )
    (tmp_path / "page.html").write_text(page)
    first, second = read(tmp_path / "page.html").rows
    assert first.said("action") == "We did: May | done" and second.shared == {"audience": "1"}


def test_markup_is_cleaned_without_loss():
    text = cleaned(
        "<p>Do <i>both</i>, mainly to:</p> <ul> <li>• weigh data</li><li>ask <a href='https://a.example'>us</a></li></ul>"
        "<p>It is &lt;5 people &amp; more.</p>"
    )
    assert [(block.text, block.item) for block in text.blocks] == [
        ("Do both, mainly to:", False), ("weigh data", True), ("ask us", True),
        ("It is <5 people & more.", False),
    ]  # fmt: skip
    assert text.blocks[2].runs[1].link == "https://a.example"


def test_scripts_and_their_kin_are_set_aside_and_never_part_of_the_words():
    text = cleaned('<p onclick="x()">Ask<script>alert("1")</script> <a href="javascript:y()">us</a></p>')
    assert text.plain == "Ask us" and text.blocks[0].runs[-1].link is None
    assert text.removed == ('onclick="x()"', 'alert("1")', "javascript:y()")


def test_a_script_in_a_cell_is_kept_aside_with_the_reason(tmp_path):
    rows = [["1", "Ask <script>alert(1)</script> them.", "Trusts", "Done.", ""]]
    found = read(as_csv(tmp_path, rows=rows))
    assert found.rows[0].said("recommendation") == "Ask them."
    [aside] = found.table.aside
    assert aside.words == "alert(1)" and "script" in aside.reason and "line 2" in aside.place


def test_tags_left_open_are_mended_and_told(tmp_path):
    rows = [["1", "Ask them.", "Trusts", "<p>We <b>did <ul><li>one<li>two", ""]]
    found = read(as_csv(tmp_path, rows=rows))
    assert found.rows[0].said("action") == "We did one two"
    assert any("not closed" in note and "number 1" in note for note in found.table.notes)


SPAM = ["", "Buy cheap gold now, best price, top up at www.gold-4u.example.com", "", "", ""]


@pytest.mark.parametrize("number", ["", "4"])
@pytest.mark.parametrize("at", [0, 1, 3])
def test_an_advertisement_among_the_rows_is_kept_aside_with_the_reason(number, at, tmp_path):
    rows = [*ROWS[:at], [number, *SPAM[1:]], *ROWS[at:]]
    found = read(as_csv(tmp_path, rows=rows))
    assert told(found) == EXPECTED
    [aside] = found.table.aside
    assert "advertisement" in aside.reason and "cheap gold" in aside.words


def test_a_real_recommendation_about_money_and_links_is_no_advertisement():
    assert reason("Sell the case for audit: buy time for staff, see https://www.hqip.org.uk") is None
    assert reason("Win over clinicians with data on outcomes") is None


# what is refused -> what the paragraph must say

REFUSED = {
    "words for a number": (
        [["and so we go on", "", "", "", "more"], *ROWS],
        ["line 2", "number should stand"],
    ),
    "one number twice": ([*ROWS, ["R2", "Again.", "", "", ""]], ["number 2", "line 3", "line 5"]),
    "more cells than headings": ([[*ROWS[0], "", "beyond"], *ROWS[1:]], ["line 2", "cells"]),
}


@pytest.mark.parametrize("rows, said", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_with_its_place(rows, said, tmp_path):
    with pytest.raises(BadData) as refusal:
        read(as_csv(tmp_path, rows=rows))
    assert all(words in str(refusal.value) for words in [*said, "responses.csv", "Nothing was read"])


def test_files_of_other_kinds_and_files_cut_off_are_refused(tmp_path):
    with pytest.raises(MissingInput, match="kind"):
        read(tabbed(tmp_path, "", "responses.pdf"))
    for name in ("cut.docx", "cut.xlsx"):
        with pytest.raises(BadData, match="cannot be read"):
            read(tabbed(tmp_path, "PK", name))


def test_points_under_a_heading_are_recommendations_where_there_is_no_table(tmp_path):
    text = (
        "A review\n\nRecommendations\n\n  • Trusts to ask, and to tell\n  • Boards to act.\n\nNext\n\n• No."
    )
    found = read(tabbed(tmp_path, text))
    assert [row.said("recommendation") for row in found.rows] == [
        "Trusts to ask, and to tell",
        "Boards to act.",
    ]


def test_a_page_of_headings_that_span_columns_is_a_section_of_audiences(tmp_path):
    page = "<table><tr><th>No<th>Recommendation<th>Response<tr><td colspan=3>For trusts<tr><td>1<td>Ask.<td>."
    (tmp_path / "page.html").write_text(f"{page}</table>")
    [row] = read(tmp_path / "page.html").rows
    assert row.more["section"].plain == "For trusts"


def test_reading_the_same_file_twice_gives_the_same(tmp_path):
    path = as_html(tmp_path)
    assert read(path).rows == read(path).rows


def test_a_file_that_is_called_as_a_document_of_ours_and_is_none_stands_beside_it(tmp_path):
    table = "No,Recommendation,Audience\n1,Ask the board,Boards\n"
    (tmp_path / "nvr_2024.csv").write_text(table)
    found = {one.document.id: one for one in recommendations.books(tmp_path)}
    assert found["own_nvr_2024"].reading is not None and found["nvr_2024"].reading is None


def test_one_document_in_two_files_is_refused_with_both(tmp_path):
    for name in ("mine.csv", "mine.txt"):
        (tmp_path / name).write_text("No,Recommendation,Audience\n1,Ask the board,Boards\n")
    with pytest.raises(BadData, match="mine.csv, mine.txt"):
        recommendations.books(tmp_path)


def test_an_audience_is_one_however_its_letters_are_written(tmp_path):
    (tmp_path / "mine.csv").write_text("No,Recommendation,Audience\n1,Ask the board,Integrated Care Boards\n")
    assert recommendations.audiences(tmp_path)["integrated_care_boards"] == "Integrated care boards"
    told = recommendations.of_audience("integrated_care_boards", "demo", tmp_path)
    assert {"mine", "nhfd_2025"} <= {entry.document.id for entry in told.entries}


@pytest.mark.parametrize(
    "tag", [" ".join(f"a{n}" for n in range(501)), "a " * 501, 'a="1"' * 501, "a<b " * 501]
)
def test_an_element_of_more_attributes_than_any_page_has_is_refused_at_once(tag):
    with pytest.raises(BadData, match="more than 500 attributes"):
        parsed(f"<p>One</p><a {tag}>two</a>")

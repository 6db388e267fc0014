"""Recommendations that have a heading each, with labels below it, are read as the rows of a table are."""

import docx
import pytest

from insight.errors import BadData
from insight.recommendations.reading import read

TEXT = """An invented audit: recommendations and responses
Recommendation 1 ........ 4
Recommendation 2 ........ 5

Recommendation 7 of the report before was met.

Recommendation 1
Boards should have every patient seen within 72 hours, by March 2026.
For: ICBs, trusts
Response (NHS England, 4 June 2025): We accept. Work
has begun.

Recommendation 2 (a): capacity
Trusts should do the following: review capacity.
Government response
See recommendation 1.
Next steps
None.

Annex A: members
Nobody is named.
"""
PAGE = """<h1>An invented inquiry</h1><ul><li>Recommendation 1</li><li>Recommendation 2</li></ul>
<p>Of what was asked before, all was done.</p>
<h2>Recommendation 1</h2><p>That boards:</p><ul><li>review <a href="https://a.example/x">plans</a></li></ul>
<h3>Our response</h3><p>We accept.</p><p>Besides, <a href="https://a.example/y">more</a>.</p>
<h2>Recommendation 2</h2><p>That trusts report.</p><p><b>Our response</b>: Noted.</p>"""


def found(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")
    return read(folder / name)


def cells(row):
    return {name: text.plain for name, text in row.cells.items()}


def test_each_heading_is_a_row_and_each_label_a_field(tmp_path):
    read_from = found(tmp_path, "a.txt", TEXT)
    assert [row.number for row in read_from.rows] == ["1", "2a"]
    first, second = map(cells, read_from.rows)
    assert first == {
        "recommendation": "Boards should have every patient seen within 72 hours, by March 2026.",
        "audience": "ICBs, trusts",
        "action": "(NHS England, 4 June 2025): We accept. Work has begun.",
        "next_steps": "",
    }
    assert second["recommendation"] == "Trusts should do the following: review capacity."
    assert read_from.rows[1].more["Heading"].plain == "capacity"
    assert (second["action"], second["next_steps"]) == ("See recommendation 1.", "None.")
    assert second["audience"] == ""
    assert read_from.title == "An invented audit: recommendations and responses"
    assert read_from.table.columns["action"] == "Response"


def test_a_page_is_read_so_too_and_keeps_its_links(tmp_path):
    read_from = found(tmp_path, "a.html", PAGE)
    first, second = read_from.rows
    assert (first.number, first.said("recommendation")) == ("1", "That boards: review plans")
    assert (first.place, second.place) == ("heading 2", "heading 4")
    assert (first.said("action"), second.said("action")) == ("We accept. Besides, more.", "Noted.")
    links = [run.link for name in first.cells for block in first.cells[name].blocks for run in block.runs]
    assert [link for link in links if link] == ["https://a.example/x", "https://a.example/y"]


def test_words_that_stand_in_no_paragraph_are_read_too(tmp_path):
    parts = ("Recommendation 1", "Ask <b>more</b>.", "Response: Yes.")
    page = "".join(f"<div><span></span><section>{part}</section></div>" for part in parts)
    [row] = found(tmp_path, "a.html", page).rows
    assert (row.said("recommendation"), row.said("action")) == ("Ask more.", "Yes.")


def test_a_word_document_is_read_so_too(tmp_path):
    document = docx.Document()
    for words in TEXT.splitlines():
        document.add_paragraph(words)
    document.save(tmp_path / "a.docx")
    assert [row.number for row in read(tmp_path / "a.docx").rows] == ["1", "2a"]


def test_headings_without_any_answer_are_a_text_about_recommendations(tmp_path):
    text = "Recommendation 1\nWas made in 2020.\nRecommendations\n- Ask more.\n- Ask less.\n"
    assert [row.said("recommendation") for row in found(tmp_path, "a.txt", text).rows] == [
        "Ask more.",
        "Ask less.",
    ]


def test_two_answers_to_one_number_are_refused(tmp_path):
    with pytest.raises(BadData, match="a.txt cannot be read as a table"):
        found(
            tmp_path,
            "a.txt",
            "Recommendation 1\nAsk.\nResponse: Yes.\nRecommendation 1\nAsk.\nResponse: No.\n",
        )


def test_a_recommendation_that_stands_in_its_heading_stays_one(tmp_path):
    text = (
        "Recommendation 1: Boards should see every patient within three days.\nThis is why.\nResponse: Yes.\n"
        "Recommendation 2: Publish the results\nResponse: No.\n"
    )
    said = [row.said("recommendation") for row in found(tmp_path, "a.txt", text).rows]
    assert said == ["Boards should see every patient within three days. This is why.", "Publish the results"]


@pytest.mark.parametrize("said", ["is met", "7 of the report", "a", "and response"])
def test_a_sentence_that_begins_with_the_word_is_no_heading(tmp_path, said):
    text = f"Recommendation 1\nAsk.\nResponse: Yes.\nRecommendation {said} goes on.\n"
    assert len(found(tmp_path, "a.txt", text).rows) == 1

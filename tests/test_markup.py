"""Words from data stay words: in HTML, in Markdown around it, on a terminal and in a table."""

import csv
import io

import nbformat
import pytest
from markdown_it import MarkdownIt

from insight import audiences
from insight.book import readers
from insight.cli.progress import say
from insight.exports.field import Field
from insight.exports.writing import as_csv
from insight.formats import Lines, grid, render, table
from insight.formats.html import linked
from insight.making.page import as_page
from insight.markup import cell, markdown, plain, raw, said, seen, uncelled

UNSEEN = {
    "a null byte": "\0",
    "an escape": "\x1b",
    "an eight-bit escape": "\x9b",
    "an override of direction": "\u202e",
    "an isolate": "\u2067",
    "a space of no width": "\u200b",
    "half a character": "\ud800",
    "a tag": "\U000e0041",
}


@pytest.mark.parametrize("character", UNSEEN.values(), ids=UNSEEN)
def test_what_no_reader_sees_reaches_no_page(character):
    name = f"De{character}von & Sons"
    for made in (render("<p>{{ n }}</p>", n=name), table(Lines([[name]], [name]), name)):
        assert character not in made and "Devon &amp; Sons" in made
    for made in (markdown(name), plain(name), seen(name)):
        assert character not in made


def test_words_that_are_seen_stay_as_they_are():
    words = "Ynys Môn\n\t年齢 é — “65+” −8.6"
    assert seen(words) is words or seen(words) == words
    assert said(words) == words


def test_what_a_notebook_printed_or_drew_loses_them_too(tmp_path):
    shown = [
        nbformat.v4.new_output("stream", text="a\x1b[31mb"),
        nbformat.v4.new_output("display_data", {"text/html": "<p>De\u202evon</p>"}),
    ]
    cells = [nbformat.v4.new_markdown_cell("# N"), nbformat.v4.new_code_cell("x", outputs=shown)]
    from insight.making import Job

    job = Job(
        report="board", report_title="B", name="n", title="T\u202e", subtitle="S", notebook=tmp_path,
        page=tmp_path, draft=tmp_path,
    )  # fmt: skip
    page = nbformat.writes(as_page(nbformat.v4.new_notebook(cells=cells), job, root=tmp_path))
    assert "Devon" in page and not {"\x1b", "\\u001b", "\u202e", "\\u202e"} & set(page)
    assert "u001b" not in page and "u202e" not in page


@pytest.mark.parametrize("hostile", ["a\n```\n\n# Out", "a\n````{raw} html\nx\n````", "```" * 5])
def test_html_stays_html_whatever_marks_of_markdown_stand_in_it(hostile):
    tokens = MarkdownIt("commonmark").parse(raw(table(Lines([[hostile]], ["Name"]), "Names")))
    assert [token.type for token in tokens] == ["fence"]
    assert tokens[0].info == "{raw} html"


def test_a_title_of_an_audience_is_only_ever_words(monkeypatch):
    one = audiences.audiences()[0]
    hostile = one.model_copy(update={"title": "{raw}`x` **y**", "about": "# z\n\n`w`"})
    monkeypatch.setattr(readers, "audiences", lambda: [hostile])
    text = readers.start([], {})
    assert r"\{raw\}\`x\` \*\*y\*\*" in text and r"\# z \`w\`" in text


@pytest.mark.parametrize(
    "way", ["javascript:x()", " \x01javascript:x()", "JAVASCRIPT:x", "data:text/html,x", "vbscript:x"]
)
def test_an_address_that_could_run_something_leads_nowhere(way):
    assert linked("words", way) == "words"


@pytest.mark.parametrize(
    "way", ["https://a.uk/b:c", "mailto:a@b.uk", "insight:icb=QWO", "a/b.html", "#top", "page.html"]
)
def test_other_addresses_lead_where_they_say(way):
    assert linked("words", way) == f'<a href="{way}">words</a>'


def test_a_command_says_what_a_terminal_would_obey_in_letters(capsys):
    say("Devon\x1b[2J\x9b31m\u202e\rnone", "[bold]as it is[/bold]")
    assert capsys.readouterr().out == "Devon\\x1b[2J\\x9b31m\\u202e\\rnone\n[bold]as it is[/bold]\n"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "=cmd|'/C x'!A0"]
)
def test_a_cell_is_no_formula_in_any_spreadsheet(text):
    import pandas as pd

    made = as_csv(pd.DataFrame({"name": [text]}), [Field("name", "string", "Its name.")])
    [[_], [shown]] = csv.reader(io.StringIO(made.decode(), newline=""))
    told = text.replace("\r", "\n")
    assert shown == f"'{told}" and uncelled(shown) == told


@pytest.mark.parametrize("text", ["-5.2", "+3%", "-1,000", "Devon", "12 of 20", "'Tis", "65+", ""])
def test_other_cells_stay_as_they_are(text):
    assert cell(text) == text and uncelled(text) == text


def test_a_grid_of_markup_is_left_alone():
    kept = table(grid([[render("<b>{{ x }}</b>", x="\u202ey")]], ["Name"]), "Names")
    assert "<b>y</b>" in kept

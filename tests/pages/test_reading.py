"""A finished page is read back as what a reader sees, and nothing of it is lost."""

import nbformat
import pytest

from insight import pages
from insight.errors import MissingInput
from insight.pages import Bullets, Folded, Heading, Paragraph

FIGURE = """<figure class="insight-figure insight-funnel" id="funnel-qox">
<svg role="img" aria-labelledby="f-title f-desc" viewBox="0 0 10 10">
<title id="f-title">What it is</title>
<desc id="f-desc">A &amp; B: 3 of 4.</desc>
<linearGradient id="g"/><text>label</text></svg>
<figcaption>What it shows.</figcaption>
<details><summary>Show the data as a table</summary>
<div class="insight-table" tabindex="0"><table><caption>What it shows.</caption>
<thead><tr><th scope="col">Area</th><th scope="col" class="insight-number">Value</th></tr></thead>
<tbody><tr><th scope="rowgroup" colspan="2">North</th></tr>
<tr><th scope="row">A</th><td class="insight-number"><span class="insight-unseen">about </span>70.0%</td></tr>
</tbody></table></div></details></figure>"""
WORDS = """<p class="insight-lead">12 of <strong>20 &lt; 30</strong> <a href="#ladder">ladder</a></p>
<details><summary>More</summary><ul><li>One<br> two</li></ul></details>"""


@pytest.fixture
def page(tmp_path):
    code = nbformat.v4.new_code_cell
    shown = [nbformat.v4.new_output("execute_result", {"text/html": source}) for source in (WORDS, FIGURE)]
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell('# Name\n\n<p class="insight-edition">Edition</p>'),
            code('edition = "demo"  # which\nicb = "QWO"', metadata={"tags": ["parameters"]}),
            code('icb = "QOX"', metadata={"tags": ["injected-parameters"]}),
            nbformat.v4.new_markdown_cell("## Part\n\nText with [a link](#x)."),
            *(code("x", outputs=[one]) for one in shown),
        ]
    )
    path = tmp_path / "page.ipynb"
    nbformat.write(notebook, path)
    return pages.read(path)


def test_the_title_and_the_parameters_are_those_the_page_was_made_with(page):
    assert page.title == "Name"
    assert page.parameters == {"edition": "demo", "icb": "QOX"}


def test_parts_come_in_the_order_of_the_page(page):
    kinds = [type(block) for block in page.blocks]
    assert kinds[:5] == [Paragraph, Heading, Paragraph, Paragraph, Folded]
    assert page.blocks[0].kind == "edition" and page.blocks[3].kind == "lead"


def test_text_keeps_its_look_and_its_links(page):
    lead = page.blocks[3]
    assert pages.words(lead.runs) == "12 of 20 < 30 ladder"
    assert [run.text for run in lead.runs if run.strong] == ["20 < 30"]
    assert [run.href for run in lead.runs if run.href] == ["#ladder"]


def test_a_fold_keeps_its_summary_and_what_is_in_it(page):
    fold = page.blocks[4]
    assert fold.summary == "More"
    assert isinstance(fold.blocks[0], Bullets) and pages.words(fold.blocks[0].items[0]) == "One two"


def test_a_figure_keeps_its_drawing_as_it_was_with_its_words_and_its_table(page):
    [figure] = pages.figures(page)
    assert (figure.kind, figure.name, figure.alt) == ("funnel", "funnel-qox", "A & B: 3 of 4.")
    assert figure.svg.startswith("<svg") and "linearGradient" in figure.svg and 'viewBox="0 0' in figure.svg
    assert figure.table is not None
    assert figure.table.head == ("Area", "Value") and figure.table.numeric == (False, True)
    [row] = figure.table.rows
    assert (row.group, row.cells) == ("North", ("A", "about 70.0%"))


def test_the_tables_of_figures_are_among_the_tables(page):
    assert [table.caption for table in pages.tables(page)] == ["What it shows."]


def test_a_file_that_is_no_page_is_refused_in_words(tmp_path):
    (tmp_path / "page.ipynb").write_text("{")
    with pytest.raises(MissingInput, match="cannot be read as a finished page"):
        pages.read(tmp_path / "page.ipynb")
    with pytest.raises(MissingInput):
        pages.read(tmp_path / "none.ipynb")


def test_words_on_two_lines_of_a_cell_stay_apart(tmp_path):
    source = (
        "<table><thead><tr><th>A<br>b</th></tr></thead><tbody><tr><th>Scan<br><small>NAW</small></th></tr>"
    )
    output = nbformat.v4.new_output("execute_result", {"text/html": f"{source}</tbody></table>"})
    path = tmp_path / "page.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", outputs=[output])]), path)
    [table] = pages.tables(pages.read(path))
    assert table.head == ("A b",) and table.rows[0].cells == ("Scan NAW",)

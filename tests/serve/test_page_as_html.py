"""A finished notebook becomes a page that reads as the book does, with no link that leads nowhere."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from insight import paths
from insight.serve import book
from insight.serve.document import document


def page(folder, *cells):
    path = folder / "page.ipynb"
    nbformat.write(new_notebook(cells=list(cells)), path)
    return path


def shown(kind, text):
    return new_code_cell("secret_code()", outputs=[new_output("display_data", data={kind: text})])


def test_words_and_outputs_stand_in_order_and_code_is_not_shown(tmp_path):
    svg = '<svg viewBox="0 0 1 1" aria-label="A line"><path d="M0 0"/></svg>'
    path = page(
        tmp_path,
        new_markdown_cell("# West *Yorkshire* & more\n\nWords."),
        shown("text/html", f"<figure>{svg}</figure>"),
        shown("text/markdown", "**Bold**"),
        shown("text/plain", "<plain>"),
        shown("image/png", "QUJD"),
        new_code_cell("nothing()"),
    )
    made = document(path, places={})
    order = [made.article.index(part) for part in ("Words.", svg, "<strong>Bold", "&lt;plain&gt;", "QUJD")]
    assert order == sorted(order)
    assert "secret_code" not in made.article
    assert "nothing()" not in made.article
    assert made.title == "West Yorkshire & more"


def test_parts_can_be_gone_to(tmp_path):
    made = document(
        page(tmp_path, new_markdown_cell("# T\n\n## What *stands* out\n\n## What stands out")), places={}
    )
    assert [words for _, words in made.parts] == ["What stands out", "What stands out"]
    assert len({name for name, _ in made.parts}) == 2
    assert all(f'<h2 id="{name}">' in made.article for name, _ in made.parts)


@pytest.mark.parametrize(
    "link, becomes",
    [
        ("[funnel](#funnel)", '<a href="/about/methods#funnel">funnel</a>'),
        ("[funnel *plots*](#elsewhere)", "funnel <em>plots</em>"),
        ("[a page](../methods.md)", "a page"),
        ("[a page](javascript:alert(1))", "a page"),
        ("[a site](https://example.org/)", '<a href="https://example.org/">a site</a>'),
        ('<a id="x" href="#x">here</a>', '<a id="x" href="#x">here</a>'),
    ],
)
def test_a_link_leads_somewhere_or_is_words(tmp_path, link, becomes):
    places = {"funnel": "/about/methods#funnel"}
    article = document(page(tmp_path, new_markdown_cell(f"See {link}.")), places=places).article
    assert f"See {becomes}." in article.replace("[a page](javascript:alert(1))", "a page")


def test_links_in_what_code_shows_are_seen_to_as_well(tmp_path):
    cells = shown(
        "text/html", '<p><a class="x" href="#gaps">gaps</a> <a href="#own">own</a></p><i id="own"></i>'
    )
    assert '<p>gaps <a href="#own">own</a></p>' in document(page(tmp_path, cells), places={}).article


def bound(edition):
    site = paths.build() / edition / "html"
    site.mkdir(parents=True)
    article = (
        '<article class="bd-article"><h1>Methods<a class="headerlink" href="#m">#</a></h1>'
        '<section id="funnel">Limits: <a href="glossary.html#term-Limit">limit</a>, '
        '<a href="index.html">home</a>, '
        '<a href="#funnel">here</a></section></article>'
    )
    (site / "methods.html").write_text(f"<html><nav>Menu</nav>{article}<script>1</script></html>")


def test_methods_and_glossary_come_from_the_site_that_was_bound(edition):
    assert book.about("tiny") == {}
    assert book.places("tiny") == {}
    bound("tiny")
    assert book.about("tiny")["methods"] == (
        '<h1>Methods</h1><section id="funnel">Limits: <a href="/about/glossary#term-Limit">limit</a>, home, '
        '<a href="#funnel">here</a></section>'
    )
    assert book.places("tiny") == {"funnel": "/about/methods#funnel"}


def test_those_pages_are_served_when_they_are_there(site):
    assert site.get("/about/methods").status == 404
    bound("tiny")
    assert "<h1>Methods</h1>" in site.get("/about/methods").text
    assert "<script>1" not in site.get("/about/methods").text
    assert site.get("/about/glossary").status == 404


def test_a_page_runs_no_script_and_sends_nothing(site):
    address = site.start()
    site.until(address, "changed")
    for path in ("page", "changes"):
        policy = site.get(f"{address}/{path}").headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert "form-action 'none'" in policy
    assert "sandbox" in site.get(f"{address}/changes").headers["Content-Security-Policy"]


def test_the_page_as_a_file_needs_no_other(site):
    address = site.start("<b>bold</b>".replace("/", ""))
    site.until(address, "changed")
    text = site.get(f"{address}/files/page.html").text
    assert 'http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;' in text
    assert ".insight-masthead" in text
    assert "Note: &lt;b&gt;bold&lt;b&gt;." in text
    assert "<link" not in text
    assert 'href="/' not in text

"""A page explains the terms it links to, in the glossary's words, and no others."""

import json
import re
from types import SimpleNamespace

import pytest
from docutils import nodes
from sphinx import addnodes

import miniature
from insight import book
from insight.book import terms


def entry(names, said):
    item = nodes.definition_list_item()
    for name in names:
        item += nodes.term("", name, ids=[f"term-{name.replace(' ', '-')}"])
    item += nodes.definition("", nodes.paragraph("", said))
    return item


def glossary(*entries):
    page = nodes.document(None, None)
    kept = addnodes.glossary()
    kept += nodes.definition_list("", *entries)
    page += kept
    return page


def test_a_term_is_known_by_its_place_and_by_its_name_as_a_label():
    known = terms.terms_of(glossary(entry(["Over-dispersion"], "More\n  spread."), entry(["A b"], "C.")))
    assert known == {
        "term-Over-dispersion": ("Over-dispersion", "More spread."),
        "over-dispersion": ("Over-dispersion", "More spread."),
        "term-A-b": ("A b", "C."),
        "a-b": ("A b", "C."),
    }


def test_terms_that_share_an_entry_share_what_is_said():
    known = terms.terms_of(glossary(entry(["Control chart", "SPC"], "A series.")))
    assert known["spc"] == known["control-chart"] == ("Control chart", "A series.")


def test_other_lists_of_a_page_are_no_terms():
    page = nodes.document(None, None)
    page += nodes.definition_list("", entry(["A"], "B."))
    assert terms.terms_of(page) == {}


KNOWN = {"m.html#funnel": ("Funnel", "Wide </script><b>."), "m.html#ladder": ("Ladder", "Seven.")}


def kept(body):
    found = re.findall(r'<script type="application/json" id="insight-terms">(.*?)</script>', body)
    return [json.loads(data) for data in found]


def test_only_the_terms_a_page_links_to_are_put_in_it_and_each_once():
    link = '<a class="x" href="m.html#funnel">f</a>'
    [data] = kept(terms.put_in(link * 2, KNOWN))
    assert data == {"m.html#funnel": ["Funnel", "Wide </script><b>."]}


NOT_EXPLAINED = {
    "a page without links": "<p>m.html#funnel</p>",
    "another page's section of that name": '<a href="other.html#funnel">f</a>',
    "the mark beside a heading": '<a class="headerlink" href="m.html#funnel">¶</a>',
}


@pytest.mark.parametrize("body", NOT_EXPLAINED.values(), ids=NOT_EXPLAINED)
def test_what_leads_to_no_term_is_left_as_it_is(body):
    assert terms.put_in(body, KNOWN) == body


def environment(said):
    page = glossary(entry(["Funnel"], said))
    standard = {
        "terms": {"funnel": ("words", "term-Funnel")},
        "anonlabels": {"funnel": ("methods", "funnels-2")},
    }
    return SimpleNamespace(
        domaindata={"std": standard}, get_doctree=lambda name: page, found_docs={"b", "a", "words"}
    )


def test_every_page_is_written_again_when_the_glossary_says_something_else():
    first = environment("Wide.")
    assert terms._read(None, first) == []
    same, other = environment("Wide."), environment("Narrow.")
    for later in (same, other):
        setattr(later, terms.DIGEST, getattr(first, terms.DIGEST))
    assert terms._read(None, same) == []
    assert terms._read(None, other) == ["a", "b", "words"]


def test_a_label_leads_to_the_section_that_has_it():
    env = environment("Wide.")
    terms._read(None, env)
    assert getattr(env, terms.KNOWN)["methods", "funnels-2"] == ("Funnel", "Wide.")


@pytest.mark.slow
def test_a_bound_page_explains_its_terms_and_loads_the_script_that_shows_them(tmp_path, monkeypatch):
    edition = miniature.project(tmp_path, monkeypatch, reports=["board"])
    miniature.pretend_run(edition, (), {})
    home = book.bind(edition).parent
    page = (home / "methods.html").read_text()
    [data] = kept(page)
    assert data["#funnel"][0] == "Funnel" and data["#funnel"][1].startswith("A picture of many places")
    assert set(data) <= set(re.findall('href="([^"]+)"', page))
    assert kept((home / "glossary.html").read_text()) == []
    loads = re.findall(r"<script[^>]*insight-page.js[^>]*>", page)
    assert len(loads) == 1 and " defer" in loads[0]

"""The methods page: every section has its formula, source, example and picture, all of the same numbers."""

import re
from pathlib import Path

import pandas as pd
import pytest

from insight import methods
from insight.book.formulas import mathml
from insight.methods.example import Example
from insight.methods.page import SECTIONS

PAGE = (Path(__file__).parents[2] / "book" / "methods.md").read_text(encoding="utf-8")
PARTS = dict(re.findall(r"^\(([a-z-]+)\)=\n(.*?)(?=^\([a-z-]+\)=|^## What is not done)", PAGE, re.M | re.S))
every_section = pytest.mark.parametrize("name", SECTIONS)


def test_the_page_has_the_sections_that_have_examples_and_no_others():
    assert set(PARTS) == set(SECTIONS)


@every_section
def test_a_section_has_a_heading_a_formula_and_its_example(name):
    part = PARTS[name]
    assert part.startswith("## ")
    assert "```{math}" in part
    assert f"```{{include}} generated/method-{name}.md" in part


def test_every_source_that_is_cited_is_listed_and_every_listed_one_cited():
    body, sources = PAGE.split("## Sources")
    listed = re.findall(r"^(\d+)\. ", sources, re.M)
    assert listed == [str(number) for number in range(1, len(listed) + 1)]
    assert set(re.findall(r"\[(\d+)\]", body)) == set(listed)


@every_section
def test_an_example_has_words_and_a_picture_with_alternative_text(name):
    text = methods.examples()[name]
    assert "with invented numbers" in text
    assert text.count("<svg ") == 1
    [alt] = re.findall(r"<desc[^>]*>([^<]+)</desc>", text)
    assert len(alt) > 40
    assert re.search("[0-9]", alt), "the message has its numbers"
    assert "nan" not in re.sub("<svg.*</svg>", "", text, flags=re.S).lower().split()


@every_section
def test_an_example_has_the_numbers_of_its_picture_in_a_table(name):
    example = SECTIONS[name]()
    text = example.html(name)
    first = re.findall(r'<tbody>\n<tr><th scope="row">(.*?)</th>.*?</tr>', text, re.S)[0]
    assert first == str(example.table.iloc[0, 0])
    assert text.count("<tr>") >= len(example.table) + 1
    assert not example.table.isna().any(axis=None)


@every_section
def test_an_example_is_one_piece_of_html_and_light(name):
    text = methods.examples()[name]
    assert "\n\n" not in text
    assert not re.search(r"^(    |\t)", text, re.M)
    assert len(text) < 40_000


def test_no_two_pictures_share_an_id():
    ids = [found for text in methods.examples().values() for found in re.findall(r' id="([^"]+)"', text)]
    assert len(ids) == len(set(ids))


def test_two_runs_give_the_same_page():
    for name in ("funnel", "people-gap", "multiplicity"):
        assert str(SECTIONS[name]().html(name)) == methods.examples()[name]


def test_numbers_are_those_of_the_statistic():
    """Newcombe (1998) Stat Med 17:857-72 and 873-90 have some of them."""
    text = methods.examples()["difference"]
    assert "20.0 (95% interval 5.2 to 33.4) percentage points" in text
    assert "65.0 (95% interval 50.2 to 82.8)" in methods.examples()["rate"]


def test_words_cannot_become_markup():
    numbers = pd.DataFrame({"A": ["<i>"], "B": ["1"]})
    example = Example(words="<b>", title="T & t", alt='a "b" <c>', table=numbers, draw=lambda axes: None)
    shown = example.html("x")
    assert "<i>" not in shown
    assert "<b>" not in shown
    assert "&lt;b&gt;" in shown


@pytest.mark.parametrize("formula", re.findall(r"```\{math\}\n(.*?)```", PAGE, re.S))
def test_every_formula_can_be_written_as_mathml(formula):
    found = mathml(formula, block=True)
    assert found.startswith("<math")
    assert "merror" not in found

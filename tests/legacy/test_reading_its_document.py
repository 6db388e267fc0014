"""A document of a programme's parts is read whole, or refused with every fault."""

from datetime import date

import pytest

from insight.errors import BadData
from insight.legacy.numerals import as_number
from insight.legacy.reading import figures, read
from invented_legacy import STRANDS, document, strand


def test_headings_leads_and_paragraphs_are_read():
    found = read(document())
    assert found.title == "Broken Bones programme strands"
    assert found.closes == date(2031, 4, 30)
    assert [one.heading for one in found.sections] == ["Knees", "Hips", "Wrists"]
    assert found.sections[0].leads == ("Ann Able", "Bob Best")
    assert found.sections[1].paragraphs[0] == "The strand on hips met every month."


def test_a_person_with_and_without_a_title_is_one_person():
    assert read(document()).people == {
        "Ann Able": ("Knees",),
        "Bob Best": ("Knees", "Hips"),
        "Cat Cole": ("Wrists",),
    }


def test_marks_of_markdown_and_html_are_left_out_and_no_word_is_lost():
    text = document().replace("Hips\n", "**Hips** ** **\n").replace("met every", "<b>met</b> <i>every")
    assert read(text).sections == read(document()).sections


def test_what_a_script_holds_is_left_out():
    text = document().replace("The strand on hips", "<script>alert('x')</script>The strand on hips")
    assert read(text).sections == read(document()).sections


def test_a_sign_that_is_no_tag_stays():
    text = document().replace("met every", "met < 5 times, > 3, every")
    assert "met < 5 times, > 3, every" in read(text).sections[1].text


FAULTS = {
    "no leads at all": ("Title\nKnees\nSome words.", "no line such as 'Workstream lead: Name'"),
    "two parts of one heading": (
        document(STRANDS | {"Knees again": strand("Knees", "Dan Dove", "Board")}),
        "'Knees': two parts have this heading",
    ),
    "nobody leads": (document().replace("Cat Cole", " , "), "'Wrists': nobody leads it"),
    "no heading": ("Strand lead: Ann Able\nWords.", "'Strand lead: Ann Able': no heading stands above it"),
}


@pytest.mark.parametrize("text, said", FAULTS.values(), ids=FAULTS)
def test_a_spoilt_document_is_refused_in_words(text, said):
    with pytest.raises(BadData, match=said):
        read(text)


def test_every_fault_is_told_at_once():
    text = document().replace("Cat Cole", " , ").replace("Hips\n", "Knees\n")
    with pytest.raises(BadData) as refused:
        read(text, where="bones.txt")
    assert "bones.txt" in str(refused.value)
    assert "'Wrists': nobody leads it" in str(refused.value)
    assert "'Knees': two parts have this heading" in str(refused.value)


FIGURES = {
    "a share": ("Nearly 70% took part.", [("nearly", 0.7)]),
    "a share in words": ("Over one third of them.", [("over", 1 / 3)]),
    "many": (
        "It reached over one million patients and around 30 million of all.",
        [("over", 1e6), ("around", 3e7)],
    ),
    "words and digits": ("Ninety asked, 7 began, with 25 to follow.", [("", 90), ("", 7), ("", 25)]),
    "a year is none": ("In 2012 and 2012-13, on 3 May 2011, by 1 April.", []),
    "a number of people that looks like a year is one": (
        "A network of nearly 2000 people.",
        [("nearly", 2000)],
    ),
    "an estimate": ("Led to an estimated 1,000 events.", [("an estimated", 1000)]),
    "no number within a word": ("Call NHS111 or see B12.", []),
}


@pytest.mark.parametrize("text, wanted", FIGURES.values(), ids=FIGURES)
def test_figures_are_found_with_the_words_that_qualify_them(text, wanted):
    assert [(one.qualifier, pytest.approx(one.value)) for one in figures(text)] == wanted


@pytest.mark.parametrize(
    "printed, value", {"46,000": 46000, "2.5": 2.5, "half": 0.5, "three hundred": 300, "80%": 0.8}.items()
)
def test_a_printed_number_is_worth_what_it_says(printed, value):
    assert as_number(printed) == pytest.approx(value)


def test_a_day_that_no_calendar_has_is_no_day_on_which_it_closes():
    given = document().replace("close on 30 April 2031", "close on 31 April 2031, that is 30 April 2031")
    assert read(given).closes == date(2031, 4, 30)
    assert read(document().replace("30 April", "31 April")).closes is None

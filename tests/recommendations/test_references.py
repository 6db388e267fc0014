"""Answers that point at others are found in every phrasing, followed, and refused if they lead astray."""

import pytest

from insight.errors import BadData
from insight.recommendations.references import Edge, edges, found, inherited, refuse_unsound

ORDER = [str(number) for number in range(1, 21)]
PHRASES = {
    "See response to item 7.": [("7", "full")],
    "See the response to item 9": [("9", "full")],
    "See the response 9": [("9", "full")],
    "As outlined in our response to recommendation 1 we seek to do more": [("1", "partial")],
    "Please refer to our answer to Rec. 3.": [("3", "full")],
    "See #4": [("4", "full")],
    "Refer to R7": [("7", "full")],
    "See 7": [("7", "full")],
    "As for 7 and 8.": [("7", "full"), ("8", "full")],
    "see item seven": [("7", "full")],
    "See responses to items 7 and 9.": [("7", "full"), ("9", "full")],
    "Same as recommendation 5": [("5", "full")],
    "Covered under recommendation 12": [("12", "full")],
    "see the answer given at no. 8": [("8", "full")],
    "As set out in the response to number 2, and see item 3; we also train staff.": [
        ("2", "partial"),
        ("3", "partial"),
    ],
    "As above": [("9", "full")],
    "Ditto": [("9", "full")],
    "See response to 99": [("99", "full")],
    "In response to 3 complaints we wrote to all": [],
    "As set out in the 2014 report": [],
    "In line with recommendation 3 of the Keogh Review": [],
    "Published in response to item 2014/15 planning": [],
    "We employ 9 people": [],
}


@pytest.mark.parametrize("words", PHRASES)
def test_a_phrase_points_where_it_says(words):
    assert [(edge.to, edge.kind) for edge in found("10", "action", words, ORDER)] == PHRASES[words]


def test_an_answer_is_followed_to_where_there_are_words_and_the_way_is_told():
    pointed = edges({"1": {"action": "Done."}, "2": {"action": "See item 1"}, "3": {"action": "See item 2"}})
    [one] = inherited(pointed, "3", "action")
    assert (one.source, one.through, one.kind) == ("1", ("2",), "full")
    assert inherited(pointed, "1", "action") == []


def test_only_the_cell_that_points_inherits():
    pointed = edges({"7": {"action": "Done.", "next_steps": "More."}, "8": {"action": "See item 7"}})
    assert inherited(pointed, "8", "next_steps") == []


UNSOUND = {
    "a number that is not there": ({"1": "See item 4"}, "points at 4, which is not"),
    "itself": ({"1": "See item 1"}, "1 points at 1"),
    "two in a circle": ({"1": "See item 2", "2": "See item 1"}, "1 points at 2 points at 1"),
    "three in a circle, with words": (
        {"1": "As in item 2 we do.", "2": "As in item 3 we do.", "3": "As in item 1 we do."},
        "1 points at 2 points at 3 points at 1",
    ),
}


@pytest.mark.parametrize("answers, said", UNSOUND.values(), ids=UNSOUND)
def test_pointing_nowhere_or_in_a_circle_is_refused(answers, said):
    pointed = edges({number: {"action": words} for number, words in answers.items()})
    with pytest.raises(BadData) as refusal:
        refuse_unsound(pointed, answers, "the document")
    assert said in str(refusal.value)


def test_cells_of_different_columns_make_no_circle():
    refuse_unsound([Edge("1", "action", "2", "full"), Edge("2", "next_steps", "1", "full")], "12", "it")


def test_a_long_dense_document_is_looked_through_in_no_time():
    earlier = {n: ", ".join(map(str, range(1, n))) for n in range(2, 121)}
    answers = {"1": {"action": "Do."}}
    answers |= {str(n): {"action": f"As in items {listed} we do."} for n, listed in earlier.items()}
    refuse_unsound(edges(answers), answers, "it")

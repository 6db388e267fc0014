"""Paragraphs that recur are found, shown beside the most usual one, and the rest told once."""

from insight.legacy.aligning import aligned
from insight.legacy.reading import read
from invented_legacy import STRANDS, document, strand


def test_only_words_that_differ_are_marked():
    shared = aligned(read(document()))
    marked = {
        one.heading: [(piece.kind, piece.words) for piece in one.pieces if piece.kind != "same"]
        for one in shared.left
    }
    assert marked == {"Knees": [], "Hips": [("here", "and the College")], "Wrists": []}


def test_pieces_give_back_every_word_of_a_paragraph():
    for one in aligned(read(document())).left:
        assert " ".join(piece.words for piece in one.pieces if piece.kind != "not here") == one.text


def test_what_says_nothing_of_any_part_is_shown_once():
    shared = aligned(read(document()))
    assert shared.boilerplate.startswith("Anything done from 1 May 2031")
    assert shared.parts == 3


def test_a_list_that_a_paragraph_announces_belongs_to_it():
    lines = strand("Hips", "Bob Best", "Board")
    lines[3] = lines[3].removesuffix(".") + ", as follows:"
    found = aligned(
        read(document(STRANDS | {"Hips": [*lines[:4], "- data to the College", "- tools to all", lines[4]]}))
    )
    [hips] = [one for one in found.left if one.heading == "Hips"]
    assert [piece.words for piece in hips.pieces if piece.kind == "here"][-2:] == [
        "data to the College",
        "tools to all",
    ]


def test_a_document_without_anything_that_recurs_has_nothing_to_show():
    found = aligned(read("Title\nKnees\nLead: Ann\nOne thing.\nHips\nLead: Bob\nQuite another matter."))
    assert (found.left, found.common, found.boilerplate, found.parts) == ((), "", "", 0)

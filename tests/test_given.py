"""A person's own documents are found by their title, whatever their files are called or written in."""

import pytest

from insight import given
from insight.errors import BadData, MissingInput

LETTERS = {
    "UTF-8": "utf-8", "UTF-8 with its mark": "utf-8-sig", "UTF-16 with its mark": "utf-16",
    "Windows": "cp1252",
}  # fmt: skip


@pytest.mark.parametrize("encoding", LETTERS.values(), ids=LETTERS)
def test_text_is_read_in_the_letters_it_was_saved_in(tmp_path, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes("Café – “open”".encode(encoding))
    assert given.text(path) == "Café – “open”"


def test_what_is_no_text_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\x89PNG\0\xff")
    with pytest.raises(BadData, match="a.txt is not text"):
        given.text(path)


def test_files_are_those_of_the_kinds_by_name_and_not_those_a_program_keeps_beside_them(tmp_path):
    for name in ("b.TXT", "a.txt", "c.pdf", ".hidden.txt", "~$a.txt"):
        (tmp_path / name).write_text("x")
    (tmp_path / "d.txt").mkdir()
    assert [path.name for path in given.files(tmp_path, {".txt"})] == ["a.txt", "b.TXT"]


def test_no_folder_named_has_no_files_and_one_that_is_not_there_is_refused(tmp_path):
    assert given.files("", {".txt"}) == []
    with pytest.raises(MissingInput, match="There is no folder"):
        given.files(tmp_path / "gone", {".txt"})


TITLED = {
    "in other letters and signs": ("OUR, first: report.\nWords", True),
    "between marks": ("# **Our** <i>first</i> report", True),
    "with a word between": ("Our very first report", False),
    "far down": ("Words. " * 1000 + "Our first report", False),
}


@pytest.mark.parametrize("text, told", TITLED.values(), ids=TITLED)
def test_a_title_is_told_where_titles_stand(text, told):
    assert given.is_titled(text, ["Another", "Our first report"]) is told


def test_every_title_that_several_files_have_is_refused_with_all_of_them(tmp_path):
    one, two, three = (tmp_path / name for name in ("1.txt", "2.txt", "3.txt"))
    assert given.one_each([("A", one), ("B", two)]) == {"A": one, "B": two}
    with pytest.raises(BadData, match=r"“A”: 1.txt, 3.txt"):
        given.one_each([("A", one), ("B", two), ("A", three)])

"""Delimited files are read as text, whatever their encoding, with rows counted as a person counts."""

import pytest

import invented
from insight.errors import BadData
from insight.sources import delimited

READ = {
    # name: (bytes, read)
    "commas": (b"a,b\n1,2\n", "{}"),
    "tabs": (b"a\tb\n1\t2\n", "{delimiter: tab}"),
    "semicolons": (b"a;b\n1;2\n", "{delimiter: ';'}"),
    "a byte-order mark": ("\ufeffa,b\n1,2\n".encode(), "{}"),
    "UTF-16, as spreadsheets save it": ("a,b\n1,2\n".encode("utf-16"), "{encoding: utf-16}"),
    "Windows line ends": (b"a,b\r\n1,2\r\n", "{}"),
    "no line end after the last row": (b"a,b\n1,2", "{}"),
    "a title above the header": (b"Invented care, 2024\na,b\n1,2\n", "{header: 2}"),
}


@pytest.fixture
def project(tmp_path, monkeypatch):
    return invented.build(tmp_path, monkeypatch)


def read(project, raw, options="{}"):
    (project / "table.csv").write_bytes(raw)
    source = invented.SOURCE.replace("    kind:", f"    read: {options}\n    kind:")
    return delimited.read(project / "table.csv", invented.source_of(source))


@pytest.mark.parametrize("raw, options", READ.values(), ids=READ)
def test_cells_are_text(project, raw, options):
    assert read(project, raw, options).cells.to_numpy().tolist() == [["a", "b"], ["1", "2"]]


def test_letters_of_an_older_encoding_are_kept(project):
    grid = read(project, "a\nYnys Môn\n".encode("cp1252"), "{encoding: cp1252}")
    assert grid.cells.iloc[1, 0] == "Ynys Môn"


def test_words_that_look_missing_stay_words(project):
    grid = read(project, b"a,b\nNA,null\nNaN,\n")
    assert grid.cells.to_numpy().tolist() == [["a", "b"], ["NA", "null"], ["NaN", ""]]


def test_a_cell_with_a_line_break_is_one_row(project):
    grid = read(project, b'a,b\n"two\nlines",1\nx,2\n')
    assert grid.cells.index.tolist() == [1, 2, 3]
    assert grid.cells.loc[2, "f0"] == "two\nlines"


def test_rows_of_another_length_are_set_aside_and_the_rest_keep_their_numbers(project):
    grid = read(project, b"title\na,b\n1,2\nshort\n3,4\n5,6,7\n8,9\n", "{header: 2}")
    assert grid.cells.index.tolist() == [2, 3, 5, 7]
    assert grid.ragged == {4: "short", 6: "5,6,7"}


def test_a_blank_line_is_a_row_that_holds_nothing(project):
    grid = read(project, b"a,b\n1,2\n\n3,4\n")
    assert grid.cells.loc[3].tolist() == ["", ""] and grid.cells.loc[4].tolist() == ["3", "4"]


def test_an_empty_file_has_no_rows(project):
    assert read(project, b"\n \n").cells.empty


def test_text_that_is_not_in_the_encoding_is_refused_by_its_row(project):
    with pytest.raises(BadData, match=r"table.csv, row 3, is not utf-8-sig text"):
        read(project, b"a,b\n1,2\n\xff,4\n")


def test_a_file_without_a_header_row_of_that_number_has_no_rows(project):
    assert read(project, b"a,b\n", "{header: 9}").cells.empty

"""An answer that is not all there, or something else, is told from one that is."""

import pytest

from insight.errors import BadAnswer
from insight.fetching.wholeness import CutOff, check, refuse_type

WHOLE = {
    # name: (kind, bytes)
    "a table": ("csv", b"a,b\n1,2\n"),
    "a table without an end of line": ("csv", b"a,b\n1,2"),
    "a foot note with an end of line": ("csv", b"a,b\n1,2\nSource: us\n"),
    "line breaks in quotes": ("csv", b'a,b\n"one\ntwo",2\n'),
    "quotes within quotes": ("csv", b'a,b\n"say ""hello""",2\n'),
    "a header alone": ("csv", b"a,b,c"),
    "semicolons": ("csv", b"a;b\n1;2"),
    "UTF-16": ("csv", "a,b\n1,2\n".encode("utf-16")),
    "Windows text": ("csv", "a,b\n1,£2\n".encode("cp1252")),
    "JSON": ("json", b'{"a": [1, 2]}\n'),
    "an old workbook": ("workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on"),
    "an angle bracket that is no page": ("csv", b"<b,c\n1,2\n"),
    "anything": ("file", b"\0\1\2"),
}
CUT = {
    "a row without its cells": ("csv", b"a,b,c\n1,2,3\n4,"),
    "a quote without its end": ("csv", b'a,b\n"one, two'),
    "JSON without its end": ("json", b'{"a": [1, 2'),
    "JSON nested beyond reading": ("json", b"[" * 200_000),
    "nothing": ("csv", b""),
    "blanks": ("json", b"  \n"),
    "half a workbook": ("workbook", b"PK\x03\x04 the beginning of one"),
}
OTHER = {
    "a page": ("csv", b"<!DOCTYPE html><html><title>Sorry</title>"),
    "a page in capitals after a mark": ("json", b"\xef\xbb\xbf  <HTML><HEAD>"),
    "a page after a comment": ("csv", b"<!-- generated -->\n<html>"),
    "no workbook": ("workbook", b"a,b\n1,2\n"),
    "a page where anything will do": ("file", b"<html><body>moved"),
}


@pytest.fixture
def looked_at(tmp_path):
    """Give a function that looks at an answer, of which no type was told."""

    def look(kind, held):
        (tmp_path / "it").write_bytes(held)
        check(tmp_path / "it", "https://a", None, kind)

    return look


@pytest.mark.parametrize("kind, held", WHOLE.values(), ids=WHOLE)
def test_what_is_whole_passes(looked_at, kind, held):
    looked_at(kind, held)


@pytest.mark.parametrize("kind, held", CUT.values(), ids=CUT)
def test_what_was_cut_off_is_told(looked_at, kind, held):
    with pytest.raises(CutOff):
        looked_at(kind, held)


@pytest.mark.parametrize("kind, held", OTHER.values(), ids=OTHER)
def test_what_is_something_else_is_refused(looked_at, kind, held):
    with pytest.raises(BadAnswer, match=r"Nothing was kept\."):
        looked_at(kind, held)


def test_the_title_of_a_page_is_shown_without_what_a_terminal_would_obey(looked_at):
    with pytest.raises(BadAnswer) as refused:
        looked_at("csv", b"<html><title>\x1b[31mRed\x07 <b>alert</b></title>")
    assert "'[31mRed alert'" in str(refused.value) and "\x1b" not in str(refused.value)


@pytest.mark.parametrize(
    "type", [None, "", "text/csv; charset=utf-8", "TEXT/PLAIN", "application/octet-stream"]
)
def test_types_that_a_table_may_have_pass(type):
    refuse_type("https://a", type, "csv")


@pytest.mark.parametrize(
    "type, kind", [("image/png", "csv"), ("application/pdf", "workbook"), ("text/csv", "json")]
)
def test_types_of_something_else_are_refused(type, kind):
    with pytest.raises(BadAnswer, match="was asked for"):
        refuse_type("https://a", type, kind)


def test_json_may_have_a_name_of_its_own():
    refuse_type("https://a", "application/vnd.something+json", "json")

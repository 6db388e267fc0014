"""What readers once met with a traceback, or without an end: each is read, or refused in words."""

import json
import tracemalloc
import zipfile
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import miniature
from fuzz.invented_project import project, source
from fuzz.promise import TooMuchWork, working
from fuzz.test_services import BASE, ORGANISATION, ROLES, answering, asked
from insight.errors import BadAnswer, BadData, BadDefinition, BadNotebook, InsightError
from insight.fetching import wholeness
from insight.making import declared, heading
from insight.observations import Grid
from insight.recommendations import reading, references, timescales
from insight.recommendations.reading import html, word
from insight.recommendations.reading.text import cleaned
from insight.review.asked import _like
from insight.sources import cvdprevent, delimited, fingertips, ods, open_geography, parquet

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_of(path, body: str | bytes, part="word/document.xml"):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(part, body)
    return path


def table(cell: str) -> str:
    return f"<w:document {W}><w:body><w:tbl><w:tr>{cell}</w:tr></w:tbl></w:body></w:document>"


# Tables


@pytest.mark.parametrize("delimiter", ["::", '"', "é", "\0"])
def test_a_delimiter_that_parts_nothing_is_refused(delimiter):
    (project() / "data" / "a.csv").write_text("a,b\n1,2\n")
    made = source("delimited", "a.csv", read={"delimiter": delimiter})
    with pytest.raises(BadDefinition, match=r"read\.delimiter"):
        delimited.read(project() / "data" / "a.csv", made)


@pytest.mark.parametrize(
    "encoding, error", [("a\0b", BadDefinition), ("utf-7", BadData), ("hex", BadDefinition)]
)
def test_an_encoding_that_gives_no_text_is_refused(encoding, error):
    (project() / "data" / "a.csv").write_bytes(b"a,b\n+2AA-,2\n")
    with pytest.raises(error):
        delimited.read(
            project() / "data" / "a.csv", source("delimited", "a.csv", read={"encoding": encoding})
        )


def test_a_header_of_a_million_columns_is_refused_before_room_is_made_for_them():
    (project() / "data" / "a.csv").write_text("," * 10**6 + "\n")
    with pytest.raises(BadData, match="columns"):
        delimited.read(project() / "data" / "a.csv", source("delimited", "a.csv"))


def test_a_ragged_row_longer_than_a_cell_may_be_is_parted_all_the_same():
    assert len(Grid(None, {7: "x" * 200_000 + ",y"}).split(7)) == 2


@pytest.mark.parametrize("column", [[b"\xff"], [[1]], [{"a": 1}]])
def test_a_column_of_parquet_that_is_no_text_is_refused(column):
    path = project() / "data" / "a.parquet"
    pq.write_table(pa.table({"code": column}), path)
    with pytest.raises(BadData, match=r"a\.parquet cannot be read"):
        parquet.read(path, source("parquet", "a.parquet"))


def test_a_small_parquet_file_that_says_one_word_without_end_is_refused(monkeypatch):
    path = project() / "data" / "a.parquet"
    word = pa.DictionaryArray.from_arrays(pa.array([0] * 100_000, pa.int32()), pa.array(["x" * 10_000]))
    pq.write_table(pa.table({"code": word.cast(pa.string())}).slice(0, 20_000), path)
    assert path.stat().st_size < 100_000
    monkeypatch.setattr(parquet, "MOST", 10**7)
    with pytest.raises(BadData, match="once it is unpacked"):
        parquet.read(path, source("parquet", "a.parquet"))


# Services


def test_comments_before_anything_take_no_time_that_doubles_with_each():
    with working():
        assert wholeness.PAGE.match(b"<!---->" * 5000 + b"x") is None
        assert wholeness.PAGE.match(b"<!-- a --> <!---->" * 50 + b"<HTML>") is not None
        assert wholeness._titled(b"<title>" * 9000 + b"Down</title>") == " ('Down')"


def test_a_first_line_longer_than_a_cell_may_be_is_left_to_whoever_reads_it(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"a" * 200_000 + b"\nb\r,c\nlast,row")
    wholeness.check(tmp_path / "a.csv", BASE, "text/csv", "csv")


@pytest.mark.parametrize("headers, status", [({"content-length": "²"}, 200),
({"content-length": "9" * 5000}, 200),
                                             ({"content-range": f"bytes 0-1/{'9' * 5000}"},
                                             206)])  # fmt: skip
def test_sizes_that_are_no_numbers_are_as_if_not_said(headers, status):
    with answering({"": b"a,b\n1,2\n"}, headers, status) as fetcher:
        try:
            assert fetcher.get(f"{BASE}/a").version.bytes == 8
        except InsightError as error:
            assert status == 206, error


@pytest.mark.parametrize("location", ["javascript:1", "http://[::1", "//\xff"])
def test_a_redirect_to_what_is_no_address_is_refused(location):
    with answering({"": b""}, {"location": location}, 302) as fetcher, pytest.raises(InsightError):
        fetcher.get(f"{BASE}/a")


def test_half_a_letter_in_json_becomes_a_mark_in_its_place():
    name = ORGANISATION["Organisation"] | {"Name": "\ud800 BOARD"}
    answers = {"/organisations/": json.dumps({"Organisation": name}).encode(),
               "/organisations": b'{"Organisations": [{"OrgId": "QWO"}]}'}  # fmt: skip
    [grid] = asked(ods, ROLES, answers)
    assert "BOARD" in grid.cells.iloc[1, 1]


@pytest.mark.parametrize("held", [
    {"Organisation": {"Name": "A", "OrgId": {"extension": "QWO"}, "Roles": [1]}},
    {"Organisation": {"Name": "A", "OrgId": {"extension": "QWO"}, "Roles": {"Role": [{"id": None}]}}},
    {"Organisation": {"Name": ["A"], "OrgId": {"extension": {}}}},
    {"Organisation": {"Name": "A", "OrgId": {"extension": "QWO"},
    "Succs": {"Succ": [{"Type": "Successor"}]}}},
])  # fmt: skip
def test_an_organisation_of_another_shape_is_refused(held):
    answers = {
        "/organisations/": json.dumps(held).encode(),
        "/organisations": b'{"Organisations": [{"OrgId": "QWO"}]}',
    }
    assert isinstance(asked(ods, ROLES, answers), BadAnswer)


def test_lists_where_names_should_stand_are_refused():
    about = {"periods": ["a"], "levels": ["ICB"], "indicators": ["b"]}
    answers = {"/timePeriod": b'{"timePeriodList": [{"TimePeriodID": 1, "TimePeriodName": ["a"]}]}'}
    assert isinstance(asked(cvdprevent, about, answers), BadAnswer)
    numbers = {"/timePeriod": b'{"timePeriodList": [{"TimePeriodID": 1, "TimePeriodName": 7}]}'}
    assert isinstance(asked(cvdprevent, about, numbers), InsightError)


def test_a_boundary_that_nests_without_end_is_counted_all_the_same():
    deep = {"coordinates": [1, 2]}
    for _ in range(900):
        deep["coordinates"] = [deep["coordinates"]]
    assert open_geography._points(deep) == 1
    held = b'{"features": [{"properties": {"a": ' + b"[" * 5000 + b"]" * 5000 + b"}}]}"
    assert isinstance(asked(open_geography, {"layer": "a"}, {"": held}), BadAnswer)


def test_features_that_have_a_field_each_of_their_own_are_refused():
    held = {"features": [{"properties": {f"a{n}": 1}} for n in range(2000)]}
    told = asked(open_geography, {"layer": "a", "page": 3000}, {"": json.dumps(held).encode()})
    assert isinstance(told, BadAnswer) and "2,000 fields" in str(told)


def test_a_table_of_metadata_that_is_none_is_refused():
    about = {"/indicator_metadata": b"Indicator ID,a\n" + b"9" * 200_000 + b",b\n", "/all_data": b"a\n1\n"}
    assert isinstance(asked(fingertips, {"indicators": ["91547"]}, about), InsightError)


# Documents of people


@pytest.mark.parametrize("span", ["²", "9" * 5000, "-1", "1e9", "x"])
def test_a_cell_that_covers_no_number_of_columns_covers_one(span):
    [line] = html.lines(f'<table><tr><td colspan="{span}">a<td>b</table>')
    assert line.words == ["a", "b"]


def test_cells_that_cover_millions_of_places_are_refused():
    with pytest.raises(BadData, match="places"):
        html.lines("<table>" + "<tr><td rowspan=1000 colspan=1000>x" * 90 + "</table>")
    tracemalloc.start()
    html.lines('<table><tr><td rowspan="1000" colspan="1000">x</table>')
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()


def test_markup_deeper_than_any_page_is_refused():
    for tag in ("div", "b", "span"):
        with pytest.raises(BadData, match="within each other"):
            cleaned(f"<{tag}>" * 5000)
    assert cleaned("<b>a</b>" * 2000 + "<p>x").plain.endswith("x")


@pytest.mark.parametrize("said", ["x", "²", "9" * 5000, "-5", "999999999"])
def test_a_word_table_that_says_how_wide_a_cell_is_in_other_words_is_read(tmp_path, said):
    before = f'<w:trPr><w:gridBefore w:val="{said}"/></w:trPr>'
    cell = f'{before}<w:tc><w:tcPr><w:gridSpan w:val="{said}"/></w:tcPr></w:tc>'
    try:
        word.lines(word_of(tmp_path / "a.docx", table(cell)))
    except BadData as error:
        assert "places" in str(error)


def test_a_word_document_that_unpacks_to_more_than_any_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(word, "LARGEST", 10**6)
    with pytest.raises(BadData, match="unpacked"):
        word.lines(word_of(tmp_path / "a.docx", b" " * 2 * 10**6))


def test_entities_of_a_word_document_are_not_followed(tmp_path):
    (tmp_path / "secret").write_text("secret words")
    laughs = '<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    body = table("<w:tc><w:p><w:r><w:t>&l9;&out;</w:t></w:r></w:p></w:tc>")
    doctype = f'<!DOCTYPE d [{laughs}<!ENTITY out SYSTEM "file://{tmp_path}/secret">]>'
    try:
        told = str(word.lines(word_of(tmp_path / "a.docx", doctype + body)))
    except BadData as error:
        told = str(error)
    assert "secret words" not in told and len(told) < 2000


def test_a_locked_or_strangely_packed_word_document_is_refused(tmp_path):
    raw = bytearray(word_of(tmp_path / "a.docx", table("")).read_bytes())
    for at in (raw.find(b"PK\x01\x02") + 8, 6):
        raw[at] |= 1  # says that the part is locked
    (tmp_path / "a.docx").write_bytes(raw)
    with pytest.raises(BadData, match=r"a\.docx cannot be read"):
        word.lines(tmp_path / "a.docx")


def pointing(count: int, wide: int):
    return {
        str(at): {"action": "See " + " and ".join(str(at + n + 1) for n in range(wide))}
        for at in range(count)
    } | {str(count + n): {"action": "We did."} for n in range(wide)}


def test_answers_that_point_at_two_others_each_are_followed_to_each_end_once():
    answers = pointing(400, 2)
    with working():
        edges = references.edges(answers)
        references.refuse_unsound(edges, answers, "a.txt")
        found = references.inherited(edges, "0", "action")
    assert sorted(one.source for one in found) == ["400", "401"]


def test_a_long_chain_of_answers_is_followed_and_a_long_ring_refused():
    answers = pointing(3000, 1)
    edges = references.edges(answers)
    references.refuse_unsound(edges, answers, "a.txt")
    [one] = references.inherited(edges, "0", "action")
    assert one.source == "3000" and len(one.through) == 2999
    round_again = [*edges, references.Edge("3000", "action", "0", "full")]
    with pytest.raises(BadData, match="so that nobody answers"):
        references.refuse_unsound(round_again, answers, "a.txt")


def test_signs_without_words_are_looked_through_once():
    with working():
        references.found("1", "action", "see item 2 " + "-" * 200_000 + "a", ["1", "2"])


def test_a_document_of_commas_and_no_table_is_read_in_time(tmp_path):
    (tmp_path / "a.csv").write_text("we ask, and ask, of you\n" * 20_000)
    with working():
        assert not reading.read(tmp_path / "a.csv").rows


@pytest.mark.parametrize(
    "words", ["before 1 January 0001", "after 31 December 9999", "week commencing 31 December 9999"]
)
def test_times_at_the_ends_of_the_calendar_are_no_days(words):
    assert all(found.window.text for found in timescales(words, date(2025, 1, 1)))


# Notebooks


@pytest.mark.parametrize("raw", [
    b"[]", b"{}", b'{"cells": 3, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}', b'{"nbformat": "x"}',
    b"[" * 5000,
    json.dumps(miniature.notebook("# A", "a = 1")).replace('"markdown"', "NaN").encode(),
    json.dumps(miniature.notebook("# A", "a = 1")).replace('["parameters"]', "7").encode(),
])  # fmt: skip
def test_what_is_no_notebook_is_refused(tmp_path, raw):
    (tmp_path / "a.ipynb").write_bytes(raw)
    with pytest.raises(BadNotebook):
        heading(tmp_path / "a.ipynb")
        declared(tmp_path / "a.ipynb")


@pytest.mark.parametrize("cell", ["a = '\0'", "a = " + "(" * 5000, "a = " + "-" * 100_000 + "1"])
def test_parameters_that_are_no_python_are_refused(tmp_path, cell):
    (tmp_path / "a.ipynb").write_text(json.dumps(miniature.notebook("# A", "a = 1")))
    made = miniature.notebook("# A", "a = 1")
    made["cells"][1]["source"] = cell
    (tmp_path / "a.ipynb").write_text(json.dumps(made))
    with pytest.raises(BadNotebook, match="parameters"):
        declared(tmp_path / "a.ipynb")


def test_a_default_that_python_cannot_make_is_no_plain_value(tmp_path):
    (tmp_path / "a.ipynb").write_text(json.dumps(miniature.notebook("# A", "a = {[]: 1}")))
    assert declared(tmp_path / "a.ipynb") == {"a": None}


def test_a_value_that_python_cannot_make_is_no_value():
    for text in ("{[]: 1}", "[" * 5000, "-" * 100_000 + "1", "__import__('os')"):
        with pytest.raises((ValueError, SyntaxError, TypeError, RecursionError, MemoryError)):
            _like([1], text)


def test_the_stop_for_too_much_work_works():
    with pytest.raises(TooMuchWork), working(0.05):
        while True:
            pass

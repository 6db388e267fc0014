"""Tables that publishers give, spoiled: CSV, XLSX, ODS and Parquet, from the file to observations."""

import csv
import io
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

import invented
import workbooks
from fuzz import hostile
from fuzz.invented_project import project, source
from fuzz.promise import examples, scratch, survives, within
from insight import sources
from insight.definitions import edition
from insight.errors import InsightError
from insight.sources import Input

CARE = (invented.DATA / "invented_care.csv").read_bytes()
ROWS = list(csv.reader(io.StringIO(CARE.decode())))
ENCODINGS = (
    "utf-8-sig",
    "utf-16",
    "cp1252",
    "utf-7",
    "ascii",
    "unicode_escape",
    "hex",
    "idna",
    "nothing",
    "a\0b",
)
PACKED = {"xlsx": workbooks.xlsx, "ods": workbooks.ods}


def observed(kind: str, name: str, raw: bytes, **changes):
    """Read a file as a source of a kind, and check its rows, as `insight fetch` does."""
    with within(project()):
        path = project() / "data" / name
        path.write_bytes(raw)
        made = survives(source, kind, name, **changes)
        if isinstance(made, InsightError):
            return made
        return survives(sources.fetch, None, made, [Input(path, name)])


def valid(ending: str) -> bytes:
    """Give the invented table as a workbook."""
    path = scratch() / f"valid.{ending}"
    PACKED[ending](path, {"Sheet one": ROWS})
    return path.read_bytes()


def repacked(raw: bytes, part: str, content: bytes) -> bytes:
    """Give a workbook with one of its parts replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return made.getvalue()


BOOKS = {ending: valid(ending) for ending in PACKED}
PARTS = {
    ending: {name: book.read(name) for book in [zipfile.ZipFile(io.BytesIO(raw))] for name in book.namelist()}
    for ending, raw in BOOKS.items()
}  # fmt: skip


def test_the_table_is_read_when_nothing_is_spoiled():
    kinds = {"delimited": CARE, "spreadsheet": BOOKS["xlsx"]}
    counts = {kind: len(observed(kind, f"care.{kind}", raw)[0]) for kind, raw in kinds.items()}
    assert set(counts.values()) == {counts["delimited"]} and counts["delimited"] > 0


@examples(25)
@given(raw=hostile.bytes_of(CARE))
def test_bytes_of_a_csv(raw):
    observed("delimited", "care.csv", raw)


@examples(30)
@given(
    rows=hostile.rows_of(ROWS), end=st.sampled_from(["\n", "\r\n", "\r", ""]), mark=st.sampled_from(",;\t")
)
def test_cells_of_a_csv(rows, end, mark):
    made = io.StringIO()
    csv.writer(made, lineterminator=end or "\n", delimiter=mark).writerows(rows)
    raw = made.getvalue().encode("utf-8", "surrogatepass")
    observed("delimited", "care.csv", raw, read={"delimiter": mark})


@examples(25)
@given(
    raw=hostile.bytes_of(CARE, most=1),
    encoding=st.sampled_from(ENCODINGS),
    delimiter=st.sampled_from([",", ";", "tab", "", "::", "\n", '"', "é", "\0", "\r"]),
    header=st.sampled_from([1, 2, 0, -1, 10**9, 10**30]),
    more=st.fixed_dictionaries({}, optional={"comment": hostile.words, "stop_at_blank": hostile.words}),
)
def test_how_a_source_says_a_csv_is_to_be_read(raw, encoding, delimiter, header, more):
    read = {"encoding": encoding, "delimiter": delimiter, "header": header} | more
    observed("delimited", "care.csv", raw, read=read)


@pytest.mark.parametrize("ending", PACKED)
def test_bytes_of_a_workbook(ending):
    @examples(15)
    @given(raw=hostile.bytes_of(BOOKS[ending]))
    def tried(raw):
        observed("spreadsheet", f"care.{ending}", raw)

    tried()


@examples(25)
@given(ending=st.sampled_from(sorted(PACKED)), data=st.data())
def test_parts_of_a_workbook(ending, data):
    part = data.draw(st.sampled_from(sorted(PARTS[ending])))
    content = data.draw(hostile.bytes_of(PARTS[ending][part]))
    observed("spreadsheet", f"care.{ending}", repacked(BOOKS[ending], part, content))


@examples(25)
@given(ending=st.sampled_from(sorted(PACKED)), rows=hostile.rows_of(ROWS))
def test_cells_of_a_workbook(ending, rows):
    path = scratch() / f"cells.{ending}"
    told = [["".join(c for c in cell if c.isprintable()) for cell in row[:26]] for row in rows]
    PACKED[ending](path, {"Sheet one": told})
    observed("spreadsheet", f"care.{ending}", path.read_bytes())


def columns():
    """Columns of every type that Parquet holds, the invented table's among them."""
    plain = {name: pa.array([row[at] for row in ROWS[1:]]) for at, name in enumerate(ROWS[0])}
    many = len(ROWS) - 1
    odd = [
        pa.array([b"\xff\xfe"] * many), pa.array([[1, 2]] * many), pa.array([{"a": 1}] * many),
        pa.array([float("nan")] * many), pa.array([None] * many), pa.array([2**63] * many, pa.uint64()),
        pa.array([0] * many, pa.duration("s")), pa.array([10**18] * many, pa.timestamp("ns", "UTC")),
        pa.array([10**12] * many, pa.timestamp("s")), pa.array([[("a", 1)]] * many, pa.map_(pa.string(),
        pa.int64())),
        pa.array(["x"] * many).dictionary_encode(), pa.array([b"ab"] * many, pa.binary(2)),
        pa.array([1] * many, pa.time64("ns")), pa.array([True] * many), pa.array([1.5] * many, pa.float16()),
        pa.array([10**6] * many, pa.date32()), pa.array([1] * many).cast(pa.decimal128(38, 9)),
        pa.array(["\0"] * many),
    ]  # fmt: skip
    return plain, odd


PLAIN, ODD = columns()


def parquet(named: dict) -> bytes:
    """Give a Parquet file."""
    made = io.BytesIO()
    pq.write_table(pa.table(named), made)
    return made.getvalue()


@examples(25)
@given(raw=hostile.bytes_of(parquet(PLAIN)))
def test_bytes_of_a_parquet_file(raw):
    observed("parquet", "care.parquet", raw)


@examples(25)
@given(
    name=st.sampled_from([*PLAIN, "", "a\0b", "<b>"]),
    at=st.integers(0, len(ODD) - 1),
    gone=st.sampled_from([None, *PLAIN]),
)
def test_columns_of_a_parquet_file_of_any_type(name, at, gone):
    named = {each: values for each, values in (PLAIN | {name: ODD[at]}).items() if each != gone}
    observed("parquet", "care.parquet", parquet(named))


def test_an_edition_is_not_touched_by_any_of_it():
    with within(project()):
        assert isinstance(survives(edition, "none"), InsightError)

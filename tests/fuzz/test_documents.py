"""Documents of people, spoiled: recommendations and answers, a programme's own text,
forms and filled tables."""

import csv
import io
import zipfile
from datetime import date

import docx
from hypothesis import given
from hypothesis import strategies as st

import workbooks
from fuzz import hostile
from fuzz.promise import HERE, examples, scratch, survives, within
from insight import filled
from insight import given as own_files
from insight.actions import Action
from insight.evaluation.record import Result
from insight.legacy.document import receivers
from insight.legacy.reading import figures
from insight.legacy.reading import read as read_programme
from insight.local import Returned
from insight.recommendations import reading, timescales
from insight.recommendations.known import made_of
from insight.recommendations.reading.text import cleaned
from insight.recommendations.register import book
from insight.recommendations.responses import Reported
from insight.recommendations.wording import lint
from insight.sessions.forms import returned
from insight.sessions.pack import Invited
from insight.streams.stream import Hospital, Member, MetricId, Resident, Unit

ROWS = [
    ["No", "Recommendation", "Target audience", "Action taken", "Next steps", "Due"],
    [
        "1",
        "Each trust should appoint a lead by March 2025.",
        "Trusts",
        "Done: a lead is named.",
        "See item 2",
        "2025",
    ],
    [
        "2",
        "ICBs must review access within 6 months.",
        "ICBs",
        "As outlined in our answer to item 1.",
        "",
        "early 2026",
    ],
    [
        "3",
        "<p>Publish <b>results</b>:</p><ul><li>by sex<li>by age</ul>",
        "HQIP",
        "See 1 and 2",
        "Ditto",
        "Q3 2025",
    ],
]
TABLE = "\n".join("\t".join(row) for row in ROWS).encode()
PAGE = ("<html><body><h1>A report</h1><table>" + "".join(
    "<tr>" + "".join(f'<td rowspan="1" colspan="1">{cell}</td>' for cell in row) + "</tr>" for row in ROWS
) + "</table></body></html>").encode()  # fmt: skip
PROGRAMME = (
    b"A programme of work\nIt will close on 31 March 2014.\nHearts\n"
    b"Workstream lead: Dr Ann Able and Bo Best\n"
    b"Nearly 70% of 2,000 people took part in 2012.\n- Assets pass to the Agency's nursing directorate.\n"
    b"Lungs\nProgramme leads: Cy Case\nOver 30 million were spent.\n"
)
PIECES = (
    "see item 2", "as outlined in ", "please see ", "the response to ", "items 1, 2 and 3", "ditto",
    "above", "by ",
    "within 6 months", "31/03/2025", "early 2015", "next 6-12 months", "Q3 2025/26", "the end of ", "from ",
    "2014-15",
    "29 February 2023", "0000", "99/99/9999", "9999", "each trust should ", "we recommend that ", "must ",
    "that is ",
    "that ", "ensure ", "in a, ", "- ", "; ", "\n", "\t", ", ", " and ", "1", "9" * 40, "<b>", "</p>",
    "<a href=x>", "&#0;",
    "audit", "%", ". ", "end of December 9999", "31 December 9999", "in 10000 years", "1 January 0001",
    "the day before ",
)  # fmt: skip
told = st.lists(st.sampled_from(PIECES) | hostile.words, max_size=12).map("".join)


def of_word() -> bytes:
    """Give the table as a Word document."""
    made = docx.Document()
    table = made.add_table(rows=len(ROWS), cols=len(ROWS[0]))
    for at, row in enumerate(ROWS):
        for place, cell in enumerate(row):
            table.cell(at, place).text = cell
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


WORD = of_word()
BODY = zipfile.ZipFile(io.BytesIO(WORD)).read("word/document.xml")


def register(name: str, raw: bytes):
    """Read a document, and make its part of the register."""
    path = scratch() / name
    path.write_bytes(raw)

    def read():
        held = reading.read(path)
        return book(made_of(held, "fuzzed"), held) if held.rows else held

    with within(HERE):
        return survives(read)


def test_the_table_is_a_register_when_nothing_is_spoiled():
    for name, raw in {"a.tsv": TABLE, "a.html": PAGE, "a.docx": WORD}.items():
        made = register(name, raw)
        assert [entry.number for entry in made.entries] == ["1", "2", "3"], name


@examples()
@given(raw=hostile.bytes_of(TABLE), ending=st.sampled_from(["txt", "tsv", "csv", "md"]))
def test_bytes_of_a_table_of_recommendations(raw, ending):
    register(f"spoiled.{ending}", raw)


@examples()
@given(
    rows=hostile.rows_of(ROWS, most=6),
    more=st.lists(told, min_size=6, max_size=6),
    mark=st.sampled_from("\t,;|"),
)
def test_cells_of_a_table_of_recommendations(rows, more, mark):
    held = io.StringIO()
    csv.writer(held, delimiter=mark).writerows([*rows, more])
    register("spoiled.csv", held.getvalue().encode("utf-8", "surrogatepass"))


@examples()
@given(raw=hostile.bytes_of(PAGE, most=6))
def test_bytes_of_a_page_of_recommendations(raw):
    register("spoiled.html", raw)


@examples()
@given(raw=hostile.bytes_of(WORD, most=2) | hostile.bytes_of(BODY, most=3))
def test_bytes_of_a_word_document(raw):
    if not raw.startswith(b"PK"):
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("word/document.xml", raw)
        raw = held.getvalue()
    register("spoiled.docx", raw)


@examples(10)
@given(rows=hostile.rows_of(ROWS), ending=st.sampled_from(["xlsx", "ods"]))
def test_cells_of_a_workbook_of_recommendations(rows, ending):
    path = scratch() / f"made.{ending}"
    plain = [
        ["".join(letter for letter in cell if letter.isprintable()) for cell in row[:26]] for row in rows
    ]
    getattr(workbooks, ending)(path, {"One": plain})
    register(f"spoiled.{ending}", path.read_bytes())


@examples(150)
@given(words=told, day=st.dates())
def test_words_of_recommendations_and_times(words, day):
    survives(cleaned, words)
    survives(lint, words, said=day)
    for found in survives(timescales, words, day):
        assert found.window.text


def test_times_at_both_ends_of_the_calendar():
    for day in (date.min, date.max, date(1, 3, 1), date(9999, 1, 1)):
        for words in PIECES:
            survives(timescales, f"by {words}", day)
            survives(timescales, f"before {words} to {words}", day)


@examples()
@given(raw=hostile.bytes_of(PROGRAMME), more=told)
def test_the_text_of_a_programme(raw, more):
    path = scratch() / "programme.txt"
    path.write_bytes(raw + more.encode("utf-8", "replace"))

    def read():
        words = own_files.text(path)
        own_files.is_titled(words, ["A programme of work"])
        found = read_programme(words)
        return [figures(one.text) for one in found.sections], receivers(words, [])

    survives(read)


@examples(150)
@given(
    record=st.sampled_from(
        [Action, Returned, Invited, Reported, Result, Member, Resident, Unit, Hospital, MetricId]
    ),
    data=st.data(),
)
def test_filled_tables(record, data):
    heads = [filled.shown(name) for name in record.model_fields]
    row = [
        data.draw(hostile.words | st.sampled_from(["2026-11-30", "1", "yes", "chair", "open"])) for _ in heads
    ]
    rows = data.draw(hostile.rows_of([heads, row, row]))
    held = io.StringIO()
    csv.writer(held).writerows(rows)
    raw = held.getvalue().encode("utf-8", "surrogatepass")
    path = scratch() / "filled.csv"
    path.write_bytes(data.draw(st.just(raw) | hostile.bytes_of(raw, most=2)))
    survives(filled.numbered, record, path)


@examples(6)
@given(
    sheet=st.sampled_from(["Read me", "Actions", "Before the session", "Who comes"]),
    rows=hostile.rows_of(ROWS),
)
def test_forms_that_come_back(sheet, rows):
    path = scratch() / "form.xlsx"
    sheets = {name: [["a"]] for name in ("Read me", "Actions", "Before the session", "Who comes")}
    sheets["Read me"] = [["ICB", "QWO"]]
    plain = [
        ["".join(letter for letter in cell if letter.isprintable()) for cell in row[:26]] for row in rows
    ]
    workbooks.xlsx(path, sheets | {sheet: plain})
    with within(HERE):
        survives(returned, path, "QWO")

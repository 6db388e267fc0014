"""Spoilt data end in one paragraph with its own exit code, and nothing reaches the store."""

import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import invented
import workbooks
from insight import store
from insight.errors import InsightError

CARE = (invented.DATA / "invented_care.csv").read_text()
GOOD = {"table.yml": invented.SOURCE, "care.csv": CARE}


def csv(old, new):
    """Spoil the data file."""
    assert old in CARE
    return {"care.csv": CARE.replace(old, new)}


def yml(*changes, base=invented.SOURCE):
    """Spoil the description of the source."""
    for old, new in changes:
        assert old in base, old
        base = base.replace(old, new)
    return {"table.yml": base}


def lines(*more):
    """Add lines below the data."""
    return {"care.csv": CARE + "\n".join(more) + "\n"}


NAMED = yml(("{column: code, names: {England: E92000001}}", "{column: code, by: name}"))
CATEGORIES = {"table.yml": invented.CATEGORIES}
TWICE = (invented.DATA / "invented_categories.csv").read_text() + "RCF;Trust;2023-24;Asked;Yes;41\n"

CASES = {
    # what is spoilt: (files changed, exit code, words the paragraph must have)
    "a numerator above its denominator": (
        csv("310,400,77.5,73.2,81.3", "410,400,,,"),
        13,
        ["care.csv, row 2", "numerator 410 is more than its denominator 400", "Check that 'columns'"],
    ),
    "a negative count": (
        csv("310,400,77.5,73.2,81.3", "-3,400,,,"),
        13,
        ["care.csv, row 2", "a count is negative", "'suppressed.values'"],
    ),
    "text in a number": (
        csv("310,400", "about 310,400"),
        13,
        ["care.csv, row 2", "seen holds 'about 310'", "not a number", "suppressed.values"],
    ),
    "text in two rows, told together": (
        {"care.csv": CARE.replace("310,400", "many,400").replace("150,200", "n/k,200")},
        13,
        ["2 rows", "row 2: seen holds 'many'", "row 4: seen holds 'n/k'"],
    ),
    "text in a number and an unknown code, told together": (
        {
            "care.csv": CARE.replace("310,400", "many,400").replace(
                "QOX,ICB,2024-Q1,All", "QQQ,ICB,2024-Q1,All"
            )
        },
        13,
        ["row 2: seen holds 'many'", "care.csv, row 5", "no area has the code 'QQQ'"],
    ),
    "part of a person": (
        csv("310,400,77.5,73.2,81.3", "310.5,400,,,"),
        13,
        ["care.csv, row 2", "seen holds '310.5'", "not a whole number"],
    ),
    "a percentage above 100": (
        csv("310,400,77.5,73.2,81.3", "*,*,177.5,173.2,181.3"),
        13,
        ["care.csv, row 2", "1.775", "no fraction from 0 to 1", "scale"],
    ),
    "percentages where fractions are described": (
        yml(("scale: 100", "scale: 1")),
        13,
        ["care.csv, row 2", "no fraction from 0 to 1", "'scale: 100'"],
    ),
    "a value above its interval": (
        csv("77.5,73.2,81.3", "77.5,73.2,76.0"),
        13,
        ["care.csv, row 2", "0.775 lies outside its interval, 0.732 to 0.76"],
    ),
    "limits the wrong way round": (
        yml(("lower: lower, upper: upper", "lower: upper, upper: lower")),
        13,
        ["care.csv, row 2", "outside its interval", "lower and upper limits"],
    ),
    "a value its counts cannot give": (
        csv("310,400,77.5,73.2,81.3", "31,400,77.5,73.2,81.3"),
        13,
        ["care.csv, row 2", "0.775 cannot come from 31 of 400"],
    ),
    "a column that is missing": (
        csv("seen,referred,share", "seen,people,share"),
        14,
        ["care.csv has no column called", "'referred' (measures, naic_seen)", "code, level, period", "Mend"],
    ),
    "a column that is misspelt": (
        csv("seen,referred,share", "seen,refered,share"),
        14,
        ["'referred'", "did you mean 'refered'?"],
    ),
    "a column that stands twice": (
        csv(
            "code,level,period,group,seen,referred,share,lower,upper,note",
            "code,level,period,group,seen,referred,share,lower,upper,seen",
        ),
        14,
        ["'seen' (measures, naic_seen)", "seen (column 5)", "seen (column 10)"],
    ),
    "another delimiter than described": (
        yml(("kind: delimited", "kind: delimited\n    read: {delimiter: ';'}")),
        14,
        ["has no column called", "code,level,period"],
    ),
    "a header in another row than described": (
        yml(("kind: delimited", "kind: delimited\n    read: {header: 2}")),
        14,
        ["has no column called", "Row 2 names these", "read.header"],
    ),
    "two values for one key": (
        lines("QWO,ICB,2024-Q1,All,311,400,77.8,73.4,81.6,"),
        13,
        ["care.csv, row 9", "a second row for naic_seen, QWO", "the first is care.csv, row 2", "leave_out"],
    ),
    "an empty file": ({"care.csv": ""}, 13, ["care.csv is empty", "Fetch it again"]),
    "a header and nothing below it": (
        {"care.csv": CARE.splitlines()[0] + "\n"},
        13,
        ["care.csv has a header and no rows of data", "row 1"],
    ),
    "a file that is not there": (
        yml(("path: care.csv", "path: cares.csv")),
        14,
        ["needs files that are not below", "cares.csv", "params/sources/table.yml"],
    ),
    "another encoding than described": (
        {"care.csv": CARE.replace("few people", "peu de gens à l'hôpital").encode("latin-1")},
        13,
        ["care.csv, row 6, is not utf-8-sig text", "read.encoding"],
    ),
    "an encoding nobody knows": (
        yml(("kind: delimited", "kind: delimited\n    read: {encoding: utf-9}")),
        12,
        ["no encoding is called 'utf-9'", "params/sources/table.yml"],
    ),
    "a truncated workbook": (
        {"care.csv": b"PK\x03\x04 cut off", **yml(("kind: delimited", "kind: spreadsheet"))},
        13,
        ["cannot be read as a workbook", "cut off", "fetch it again"],
    ),
    "a CSV file called a workbook": (
        yml(("kind: delimited", "kind: spreadsheet")),
        13,
        ["care.csv cannot be read as a workbook", "not be a workbook at all"],
    ),
    "a truncated Parquet file": (
        {"care.csv": b"PAR1 cut off", **yml(("kind: delimited", "kind: parquet"))},
        13,
        ["cannot be read as Parquet", "Fetch it again"],
    ),
    "a kind of source nobody wrote": (
        yml(("kind: delimited", "kind: telepathy")),
        11,
        ["No kind of source is called 'telepathy'", "delimited", "params/sources/table.yml"],
    ),
    "a file that is not the one described": (
        yml(("{path: care.csv}", f"{{path: care.csv, sha256: '{'0' * 64}'}}")),
        15,
        ["care.csv is not the file", "0" * 64 + " was expected", "write the new sum"],
    ),
    "a foot note read as data": (
        lines("Source: an invented publisher"),
        13,
        ["care.csv, row 9", "Source: an invented publisher", "read.stop_at_blank"],
    ),
    "a foot note as wide as the table": (
        lines(",,,,Numbers are invented,,,,,"),
        13,
        ["care.csv, row 9", "code is blank", "Numbers are invented", "read.stop_at_blank"],
    ),
    "data below the foot notes": (
        {
            **lines(",,,,Numbers are invented,,,,,", "QUA,ICB,2024-Q1,All,310,400,77.5,73.2,81.3,"),
            **yml(("kind: delimited", "kind: delimited\n    read: {stop_at_blank: code}")),
        },
        13,
        ["code is blank in row 9", "look like data", "care.csv, row 10", "Fill the blank cells"],
    ),
    "a last row that was cut off": (
        lines("QUA,ICB,2024-Q1,All,31"),
        13,
        ["care.csv, row 9, which has 5: QUA", "cut off", "fetch the file again"],
    ),
    "a row with a cell too many": (
        csv("QWO,ICB,2024-Q1,All,310", "QWO,ICB,2024-Q1,All,extra,310"),
        13,
        ["care.csv, row 2, which has 11", "the 10 cells of its header"],
    ),
    "a period that is not written as described": (
        csv("QWO,ICB,2024-Q1,Male", "QWO,ICB,2024-Q9,Male"),
        13,
        ["care.csv, row 4", "'2024-Q9' is not written as quarter", "'2024-Q2'"],
    ),
    "a period format nobody knows": (
        yml(("format: quarter", "format: quarters")),
        11,
        ["No period format is called 'quarters'", "Did you mean 'quarter'?"],
    ),
    "a period that ends after publication": (
        csv("QWO,ICB,2024-Q1,All", "QWO,ICB,2024-Q4,All"),
        13,
        ["care.csv, row 2", "31 December 2024, after it came out (26 September 2024)"],
    ),
    "a metric nobody defined": (
        yml(("naic_seen", "naic_sean")),
        11,
        ["No metric is called 'naic_sean'", "Did you mean 'naic_seen'?", "params/sources/table.yml"],
    ),
    "a metric that no row holds": (
        yml(("- metric: naic_seen", "- metric: naic_seen\n        where: {group: Everyone}")),
        13,
        [
            "No row of the source table holds",
            "naic_seen, looked for where group is 'Everyone'",
            "Mend the words",
        ],
    ),
    "a code that belongs to no area": (
        csv("QOX,ICB,2024-Q1,All", "QOY1,ICB,2024-Q1,All"),
        16,
        ["care.csv, row 5", "'QOY1'", "params/areas"],
    ),
    "a name that belongs to no area": (
        NAMED,
        16,
        ["care.csv, row 2", "'QWO' (icb)", "params/areas/aliases.csv"],
    ),
    "a code of another level": (
        csv("QOX,ICB,2024-Q1,All", "Y60,ICB,2024-Q1,All"),
        16,
        ["care.csv, row 5", "Y60 is of the type region, where the source says icb"],
    ),
    "a code that had ended before the period": (
        {
            **csv("QOX,ICB,2024-Q1,All", "QHG,ICB,2026-Q3,All"),
            **yml(("published: 2024-09-26", "published: 2026-12-01")),
        },
        16,
        ["care.csv, row 5", "QHG ended on 31 March 2026, before the period began (1 July 2026)"],
    ),
    "a code that began after publication": (
        csv("QOX,ICB,2024-Q1,All", "S1Y5D,ICB,2024-Q1,All"),
        16,
        ["care.csv, row 5", "S1Y5D began on 1 April 2026, after the file was published on 26 September 2024"],
    ),
    "a level the source has no word for": (
        csv("England,National", "England,Nation"),
        13,
        ["care.csv, row 8", "level holds 'Nation'", "did you mean 'National'?"],
    ),
    "a group that its breakdown does not have": (
        {
            **csv("QWO,ICB,2024-Q1,Male", "QWO,ICB,2024-Q1,Man"),
            **yml(("group: [Female, Male]", "group: [Female, Male, Man]")),
        },
        13,
        ["care.csv, row 4", "the group 'Man' of breakdown 'sex' is not known", "Female, Male"],
    ),
    "a row that fits no breakdown": (
        csv("QWO,ICB,2024-Q1,Male", "QWO,ICB,2024-Q1,Other"),
        13,
        ["care.csv, row 4", "fits no breakdown (group: 'Other')", "leave the rows out"],
    ),
    "a row that fits two breakdowns": (
        yml(("where: {group: All}", "where: {group: [All, Male]}")),
        13,
        ["care.csv, row 4", "fits more than one breakdown"],
    ),
    "a status nobody knows": (
        yml(("scale: 100", "scale: 100\n    status: {column: note}")),
        13,
        ["care.csv, row 2", "the status '' is not known", "assured or provisional"],
    ),
    "an interval that is none": (
        yml(("lower: lower, upper: upper", "interval: note")),
        13,
        ["care.csv, row 6", "note holds 'withheld: few people'", "'1.92 to 3.37'"],
    ),
    "a category counted twice": (
        {**CATEGORIES, "categories.csv": TWICE},
        13,
        ["categories.csv, row 10", "a second count of 'Yes'", "the first is categories.csv, row 2"],
    ),
    "a path that leads out of the data folder": (
        yml(("path: care.csv", "path: ../params/areas/codes.csv")),
        14,
        ["params/sources/table.yml", "'../params/areas/codes.csv'", "outside"],
    ),
    "a path from the root of the disk": (
        yml(("path: care.csv", "path: /etc/hostname")),
        14,
        ["'/etc/hostname'", "outside", "below that folder"],
    ),
}


@pytest.fixture
def project(tmp_path, monkeypatch):
    return invented.build(tmp_path, monkeypatch)


def spoil(project, changed):
    for name, text in {**GOOD, **changed}.items():
        folder = project / ("params/sources" if name == "table.yml" else "data")
        if isinstance(text, bytes):
            (folder / name).write_bytes(text)
        elif name == "table.yml":
            invented.source_of(text)
        else:
            invented.write(folder / name, text)


def refusal(project):
    with pytest.raises(InsightError) as raised:
        store.fetch("first", project / "data")
    return raised.value


@pytest.mark.parametrize("changed, exit_code, words", CASES.values(), ids=CASES)
def test_spoilt_data_are_refused_in_words(project, changed, exit_code, words):
    spoil(project, changed)
    error = refusal(project)
    assert error.exit_code == exit_code, error
    for text in words:
        assert text in str(error)
    assert not list((project / "_store").rglob("*.parquet"))


def test_the_unspoilt_data_are_stored(project):
    store.fetch("first", project / "data")
    assert len(store.load("first")) == 7


def test_every_bad_row_is_counted_and_ten_are_shown(project):
    rows = [f"Q{n:02},ICB,2024-Q1,All,310,400,77.5,73.2,81.3," for n in range(12)]
    spoil(project, {"care.csv": CARE + "\n".join(row.replace("310", "x") for row in rows)})
    text = str(refusal(project))
    assert text.startswith("12 rows of the source table cannot be used:") and "and 2 more" in text
    assert text.count("seen holds 'x'") == 10


def test_data_that_were_good_stay_when_the_next_fetch_is_refused(project):
    store.fetch("first", project / "data")
    before = store.load("first")
    spoil(project, csv("310,400", "many,400"))
    refusal(project)
    assert store.load("first").equals(before)
    assert not [path for path in (project / "_store").rglob("*") if "draft" in path.name]


def test_one_bad_source_keeps_every_other_source_out_of_the_store(project):
    invented.write(
        project / "params/sources/second.yml",
        (project / "params/sources/table.yml").read_text().replace("care.csv", "second.csv"),
    )
    edition = project / "params/editions/first.yml"
    edition.write_text(edition.read_text().replace("[table]", "[table, second]"))
    invented.write(project / "data/second.csv", CARE.replace("310,400", "many,400"))
    assert "source second" in str(refusal(project))
    assert not list((project / "_store").rglob("*.parquet"))


def test_a_truncated_workbook_of_the_right_beginning_is_refused(project):
    workbooks.xlsx(project / "data/care.xlsx", {"care": [line.split(",") for line in CARE.splitlines()]})
    whole = (project / "data/care.xlsx").read_bytes()
    spoil(project, yml(("kind: delimited", "kind: spreadsheet"), ("care.csv", "care.xlsx")))
    (project / "data/care.xlsx").write_bytes(whole[: len(whole) // 2])
    assert "cannot be read as a workbook" in str(refusal(project))


def test_a_sheet_that_is_not_there_is_refused_with_the_ones_that_are(project):
    workbooks.xlsx(project / "data/care.xlsx", {"cover": [["hello"]], "data": [["code"], ["QWO"]]})
    read = "kind: spreadsheet\n    read: {sheet: dat}"
    spoil(project, yml(("kind: delimited", read), ("care.csv", "care.xlsx")))
    error = refusal(project)
    assert error.exit_code == 11
    assert "No sheet is called 'dat'" in str(error) and "Did you mean 'data'?" in str(error)


def test_a_data_folder_that_is_not_named_is_asked_for(project):
    with pytest.raises(InsightError, match="--data DIR") as raised:
        store.fetch("first")
    assert raised.value.exit_code == 14


def test_a_link_that_leads_out_of_the_data_folder_is_refused(project):
    shutil.move(project / "data/care.csv", project / "care.csv")
    (project / "data/care.csv").symlink_to(project / "care.csv")
    assert refusal(project).exit_code == 14


def test_a_parquet_file_with_a_negative_count_is_refused_by_its_row(project):
    rows = [line.split(",") for line in CARE.replace('"1,250","2,000"', "1250,2000").splitlines()]
    columns = {name: [row[place] for row in rows[1:]] for place, name in enumerate(rows[0])}
    columns["seen"][0] = "-7"
    pq.write_table(pa.table(columns), project / "data/care.parquet")
    spoil(project, yml(("kind: delimited", "kind: parquet"), ("care.csv", "care.parquet")))
    assert "care.parquet, row 1: a count is negative" in str(refusal(project))

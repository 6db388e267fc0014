"""What is wrong with an extract is said in one paragraph: where, what, and what to do."""

import invented_records
import pandas as pd
import pytest
from invented_records import EXTRACT, row

from insight import records
from insight.errors import BadDefinition, BadRecords, MissingInput, MissingLibrary, UnknownName

pytest.importorskip("ibis", reason="counting records needs the extra `records`")

ROWS = [row(number, "2024-02-01") for number in range(20)]


@pytest.fixture
def project(tmp_path, monkeypatch):
    return invented_records.project(tmp_path, monkeypatch, ROWS)[1]


def refusal(data, text, kind):
    with pytest.raises(kind) as raised:
        records.aggregate(invented_records.named(data.parent, text), data, out=data / "out.parquet")
    assert not (data / "out.parquet").exists()
    return str(raised.value)


CASES = {
    # what is wrong: (what is written, what is written instead, kind of error, words)
    "a column that is not there": (
        "day: seen_on",
        "day: seen",
        MissingInput,
        ["'seen'", "did you mean 'seen_on'"],
    ),
    "text where a date should be": ("day: seen_on", "day: icb", BadRecords, ["icb (columns.day) is string"]),
    "a part of a number as a person": ("who: patient", "who: hours", BadRecords, ["hours (who) is float64"]),
    "a number held against text": (
        "at_most: 24",
        "equals: soon",
        BadDefinition,
        ["naic_seen, numerator", "'soon'"],
    ),
    "truth held against a number": (
        "equals: true",
        "equals: 1",
        BadDefinition,
        ["is boolean, and 1 is a number"],
    ),
    "files that are not there": ("url: care", "url: cares", MissingInput, ["cares", "mend 'url'"]),
    "a path out of the folder": ("url: care", "url: ../x", MissingInput, ["outside"]),
    "no kind of address": ("url: care", "url: gopher://x/y", MissingInput, ["gopher", "Write s3://"]),
    "an address of Spark's": ("url: care", "url: 'table:a.b'", MissingInput, ["--spark URL"]),
    "no row in the periods": (
        "2024-01-01, last: 2024-06-30",
        "2030-01-01",
        BadRecords,
        ["20 left out: outside"],
    ),
    "nobody in a denominator": ("equals: true", "equals: false", BadRecords, ["Nobody", "naic_seen"]),
}


@pytest.mark.parametrize("written, instead, kind, words", CASES.values(), ids=CASES)
def test_an_extract_that_cannot_be_counted_is_refused_in_words(project, written, instead, kind, words):
    assert written in EXTRACT
    said = refusal(project, EXTRACT.replace(written, instead), kind)
    assert all(word in said for word in words), said
    assert "care.yml" in said


DEFINITIONS = {
    # what is wrong: (what is written, what is written instead, kind of error, words)
    "a metric of no audit": ("id: naic_seen", "id: naic_sen", UnknownName, "Did you mean 'naic_seen'"),
    "a breakdown nobody knows": ("sex: {", "gender: {", BadDefinition, "no breakdown is called 'gender'"),
    "a group nobody knows": ("1: Male", "1: Men", BadDefinition, "sex has no group 'Men'"),
    "a test without a column": (
        "{column: hours, at_most: 24}",
        "{at_most: 24}",
        BadDefinition,
        "write one of",
    ),
    "a column without a test": (
        "{column: hours, at_most: 24}",
        "{column: hours}",
        BadDefinition,
        "needs a test",
    ),
    "a level without a column": (
        "    leave_out:",
        "    levels: [trust]\n    leave_out:",
        BadDefinition,
        "level trust",
    ),
    "code where a condition should be": ("at_most: 24", "where: hours < 24", BadDefinition, "'where'"),
}


@pytest.mark.parametrize("written, instead, kind, words", DEFINITIONS.values(), ids=DEFINITIONS)
def test_a_definition_that_makes_no_sense_is_refused_when_it_is_read(project, written, instead, kind, words):
    assert written in EXTRACT
    with pytest.raises(kind, match=words):
        invented_records.named(project.parent, EXTRACT.replace(written, instead))


def test_an_extract_nobody_wrote_is_refused_by_name(project):
    with pytest.raises(UnknownName, match="Did you mean 'care'"):
        records.extract("caer")


def test_files_without_rows_are_refused(project):
    invented_records.write(project / "care" / "part.parquet", [])
    assert "has columns and no rows" in refusal(project, EXTRACT, BadRecords)


def test_a_file_that_is_cut_off_is_refused(project):
    part = project / "care" / "part.parquet"
    part.write_bytes(part.read_bytes()[:400])
    said = refusal(project, EXTRACT, BadRecords)
    assert "could not be counted" in said and "\n" not in said


def test_files_of_different_columns_are_refused(project):
    frame = pd.DataFrame({"patient": [1], "seen_on": [pd.Timestamp("2024-01-01")]})
    invented_records.write(project / "care" / "quarter.parquet", frame)
    assert "same columns" in refusal(project, EXTRACT, BadRecords)


def test_a_library_that_is_missing_is_named_with_what_to_run(project, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "ibis", None)
    assert "pip install 'insight[records]'" in refusal(project, EXTRACT, MissingLibrary)


def test_every_extract_in_params_is_sound():
    for name in records.extracts():
        assert records.extract(name).id == name

"""Tables that people fill are read into records, or refused with every row that cannot be used."""

from datetime import date

import pytest

from insight import filled
from insight.definitions.strict import Record
from insight.errors import BadDefinition
from insight.filled import Day


class Visit(Record):
    place: str
    due: Day
    done_on: Day | None = None


def written(folder, text, encoding="utf-8"):
    path = folder / "visits.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_rows_become_records_whatever_the_case_of_headings_and_the_way_of_writing_dates(tmp_path):
    path = written(tmp_path, "\ufeffPLACE, Done On,due\nLeeds,,2026-11-30\n,,\nYork,1/12/2026,30/11/2026\n")
    assert filled.read(Visit, path) == [
        Visit(place="Leeds", due=date(2026, 11, 30)),
        Visit(place="York", due=date(2026, 11, 30), done_on=date(2026, 12, 1)),
    ]


def test_what_is_written_is_read_back(tmp_path):
    rows = [
        Visit(place='A, "B"', due=date(2026, 1, 2)),
        Visit(place="C", due=date(2026, 1, 3), done_on=date(2026, 2, 1)),
    ]
    assert filled.read(Visit, written(tmp_path, filled.as_csv(Visit, rows))) == rows


def test_every_bad_row_is_named_at_once_and_nothing_is_read(tmp_path):
    text = "Place,Due,Done on\nLeeds,soon,\n,2026-01-01,\nYork,31/02/2026,\nHull,2026-01-01,,extra\n"
    with pytest.raises(BadDefinition) as refused:
        filled.read(Visit, written(tmp_path, text))
    said = str(refused.value)
    assert "row 2, Due" in said and "(it is 'soon')" in said
    assert "row 3, Place: is blank" in said
    assert "row 4, Due: is no day of any year" in said
    assert "row 5: 'extra' stands under no heading" in said
    assert "nothing was read" in said


def test_words_in_a_column_without_a_heading_are_not_lost_unseen(tmp_path):
    with pytest.raises(BadDefinition, match="row 2: 'kind' stands under no heading"):
        filled.read(Visit, written(tmp_path, "Place,,Due\nLeeds,kind,2026-01-01\n"))


HEADINGS = {
    "one is missing": ("Place\nLeeds\n", "no column is called 'Due'"),
    "one is not known": ("Place,Due,Colour\nLeeds,2026-01-01,red\n", "a column is called 'colour'"),
    "one is there twice": ("Place,Due,place\nLeeds,2026-01-01,York\n", "two columns are called 'Place'"),
    "the file is empty": ("", "no column is called 'Place'"),
}  # fmt: skip


@pytest.mark.parametrize("text, said", HEADINGS.values(), ids=HEADINGS)
def test_headings_must_be_those_of_the_form(tmp_path, text, said):
    with pytest.raises(BadDefinition, match=said):
        filled.read(Visit, written(tmp_path, text))


def test_a_file_that_is_not_utf8_says_how_to_save_it(tmp_path):
    with pytest.raises(BadDefinition, match="CSV UTF-8"):
        filled.read(Visit, written(tmp_path, "Place,Due\nCaf\xe9,2026-01-01\n", "latin-1"))


def test_only_the_first_ten_bad_rows_are_listed(tmp_path):
    with pytest.raises(BadDefinition, match="and 5 more"):
        filled.read(Visit, written(tmp_path, "Place,Due\n" + "Leeds,soon\n" * 15))


def test_rows_have_their_numbers_and_what_is_wrong_beside_each_other_is_told_with_the_rest(tmp_path):
    def twice(rows):
        return [f"row {row}: is of Leeds" for row, one in rows.items() if one.place == "Leeds"]

    path = written(tmp_path, "Place,Due\nYork,2026-01-01\n,\nHull,2026-01-02\n")
    assert list(filled.numbered(Visit, path, beside=twice)) == [2, 4]
    path = written(tmp_path, "Place,Due\nLeeds,2026-01-01\nYork,soon\n")
    with pytest.raises(BadDefinition, match=r"row 3, Due: is no day(?s:.)*row 2: is of Leeds"):
        filled.numbered(Visit, path, beside=twice)


def test_what_a_spreadsheet_would_work_out_is_kept_as_words_and_read_back(tmp_path):
    rows = [Visit(place="=cmd|'/C calc'!A0", due=date(2026, 1, 2)), Visit(place="'Tis", due=date(2026, 1, 3))]
    kept = filled.as_csv(Visit, rows)
    assert "\n'=cmd|" in kept and "\n'Tis" in kept
    assert filled.read(Visit, written(tmp_path, kept)) == rows

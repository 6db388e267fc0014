"""A topic's workbook keeps the Analysis Function's rules for spreadsheets, and says what the data say."""

import csv
import io

import pytest

from documents.workbooks_told import ods_leaves, xlsx_leaves
from insight.exports.workbooks import HEAD, LETTERS, NOTES

READERS = {"xlsx": xlsx_leaves, "ods": ods_leaves}
FIRST = 3  # rows above the headings: title, what is on the sheet, the way back


@pytest.fixture(params=READERS)
def leaves(written, request):
    content = (written / "topics" / f"inv-synthetic.{request.param}").read_bytes()
    return {leaf.name: leaf for leaf in READERS[request.param](content)}


def rows_of(leaf):
    head, *rows = leaf.rows[FIRST:]
    return head, [dict(zip(head, row, strict=True)) for row in rows]


def test_there_is_a_cover_with_contents_then_notes_then_one_table_a_sheet(leaves):
    assert list(leaves) == ["Contents", NOTES, "Table 1"]
    cover = " ".join(cell for row in leaves["Contents"].rows for cell in row)
    for words in ("Synthetic data.", "Invented edition", "1 tables", *LETTERS, NOTES, "Table 1"):
        assert words in cover, words


def test_a_table_begins_in_the_first_column_below_its_title_with_a_heading_for_every_column(leaves):
    for name in (NOTES, "Table 1"):
        leaf = leaves[name]
        assert leaf.rows[0][0].startswith("Synthetic data. ")
        assert leaf.rows[1][0].startswith("This sheet has one table.")
        head, _ = rows_of(leaf)
        assert all(head) and len(set(head)) == len(head)
    assert tuple(rows_of(leaves["Table 1"])[0]) == HEAD


def test_no_cell_of_a_table_is_empty(leaves):
    for name in (NOTES, "Table 1"):
        for row in leaves[name].rows[FIRST:]:
            assert all(row), row


def test_what_is_withheld_says_so_in_letters_and_why(leaves):
    [small] = [row for row in rows_of(leaves["Table 1"])[1] if row["Code"] == "QOX"]
    for name in ("Value", "Lower 95% limit", "Upper 95% limit", "Numerator", "Denominator"):
        assert small[name] == "[c]"
    assert "recognised" in small["Why there is no figure"]


def test_figures_are_those_of_the_data_files(leaves, written):
    text = (written / "findings-synthetic.csv").read_text(encoding="utf-8")
    data = [row for row in csv.DictReader(io.StringIO(text)) if row["latest"] == "true"]
    table = {(row["Code"], row["Group"]): row for row in rows_of(leaves["Table 1"])[1]}
    assert len(table) == len(data)
    for row in data:
        shown = table[row["area"], "everybody" if row["group"] == "all" else row["group"]]
        if row["value"]:
            assert shown["Value"] == f"{row['value']}%"
            assert shown["Numerator"].replace(",", "") == row["numerator"]


def test_numbers_are_numbers(leaves):
    held = leaves["Table 1"].numbers
    assert ("67%", pytest.approx(0.67)) in held
    assert len(held) > 20


def test_places_stand_from_the_whole_country_to_trusts(leaves):
    kinds = [row["Kind of place"] for row in rows_of(leaves["Table 1"])[1]]
    assert list(dict.fromkeys(kinds)) == ["england", "icb", "trust"]

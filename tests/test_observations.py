"""Published rows become observations as their source describes them, and every row is accounted for."""

import io

import pandas as pd
import pytest

import invented
from insight.observations import COLUMNS, Grid, Sheet, observe
from insight.observations.numbers import interval, number
from insight.observations.tally import Tally

WIDE = """
    title: A wide table
    publisher: An invented publisher
    licence: CC0
    published: 2024-09-26
    kind: delimited
    files: [{path: wide.csv}]
    area: {column: trust, by: name}
    level: {value: trust}
    period: {value: "2023", format: calendar_year}
    measures:
      - metric: naic_deaths
        columns: {numerator: dead, denominator: people, value: rate}
      - metric: naic_score
        columns: {value: score, interval: score CI}
        decimals: 1
    decimals: 2
    suppressed: {values: ["-1"]}
"""
YEARS = """
    title: A table with a column for each year
    publisher: An invented publisher
    licence: CC0
    published: 2024-09-26
    kind: delimited
    files: [{path: years.csv}]
    area: {column: code}
    level: {value: icb}
    unpivot: {columns: {y22: 2022/23, y23: 2023/24}, to: year, value: share}
    period: {column: year, format: financial_year}
    measures: [{metric: naic_seen, columns: {value: share}}]
    leave_out: [{column: share, values: ["-"], reason: not collected}]
"""
TURNED = """
    title: A table with a column for each area
    publisher: An invented publisher
    licence: CC0
    published: 2024-09-26
    kind: delimited
    files: [{path: turned.csv}]
    transpose: true
    area: {column: Code}
    level: {value: icb}
    period: {value: 2024-Q1, format: quarter}
    measures: [{metric: naic_seen, columns: {numerator: Seen, denominator: Referred}}]
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    return invented.build(tmp_path, monkeypatch)


def grid(text, **options):
    """Give a grid of comma-separated text."""
    cells = pd.read_csv(io.StringIO(text), header=None, dtype=str, na_filter=False, skip_blank_lines=False)
    return Grid(cells.set_axis(pd.RangeIndex(1, len(cells) + 1)), **options)


def read(project, source, text, **options):
    """Give the observations and the tally of one table."""
    source = invented.source_of(source)
    sheet = Sheet(grid(text, **options), source.files[0].path, "0" * 64, source.published)
    return observe([sheet], source)


CARE = (invented.DATA / "invented_care.csv").read_text()


def test_a_row_keeps_its_counts_its_published_value_and_where_it_stood(project):
    rows, _ = read(project, invented.SOURCE, CARE)
    first = rows.iloc[0]
    assert rows.dtypes.to_dict() == {name: pd.Series(dtype=kind).dtype for name, kind in COLUMNS.items()}
    assert first[["metric", "audit", "area", "area_type"]].tolist() == ["naic_seen", "naic", "QWO", "icb"]
    assert first[["numerator", "denominator", "value", "lower"]].tolist() == [310, 400, 0.775, 0.732]
    assert first["period"] == "January to March 2024"
    assert first["period_end"] == pd.Timestamp(2024, 3, 31)
    assert first["published"] == pd.Timestamp(2024, 9, 26)
    assert first[["file", "row", "file_hash"]].tolist() == ["care.csv", 2, "0" * 64]


def test_thousands_have_commas_and_england_may_be_a_word(project):
    rows, _ = read(project, invented.SOURCE, CARE)
    assert rows.loc[3, ["numerator", "denominator"]].tolist() == [1250, 2000]
    assert rows.loc[6, ["area", "area_type"]].tolist() == ["E92000001", "england"]


def test_a_number_that_is_withheld_or_blank_is_missing_with_its_reason(project):
    rows, tally = read(project, invented.SOURCE, CARE)
    assert rows.loc[4:5, ["numerator", "denominator", "value"]].isna().all(axis=None)
    assert rows.loc[4:5, "reason"].tolist() == ["withheld by the publisher", "not published"]
    assert rows["reason"].drop([4, 5]).isna().all()
    assert tally.withheld == {"not published": 1, "withheld by the publisher": 1}


def test_rows_left_out_and_foot_notes_are_counted_with_their_reason(project):
    source = invented.SOURCE.replace(
        "    scale: 100",
        "    read: {stop_at_blank: code, comment: '#'}\n"
        "    leave_out: [{column: level, values: [National], reason: England is left out here}]\n"
        "    scale: 100",
    )
    text = CARE.replace("QOX,ICB,2024-Q1,All", "# a comment,,,,,,,,,\nQOX,ICB,2024-Q1,All")
    rows, tally = read(project, source, text + ",,,,,,,,,\n,Rounded,,,,,,,,\n")
    assert (tally.rows_in, tally.used, tally.foot_notes) == (10, 6, 3)
    assert tally.left_out == {"England is left out here": 1}
    assert tally.notes == ("care.csv, row 5: # a comment", "care.csv, row 11: Rounded")
    assert rows["row"].tolist() == [2, 3, 4, 6, 7, 8]


def test_a_foot_note_shorter_than_the_table_is_kept_as_a_note(project):
    source = invented.SOURCE.replace("    scale: 100", "    read: {stop_at_blank: period}\n    scale: 100")
    _, tally = read(project, source, CARE, ragged={9: "Source: an invented publisher"})
    assert tally.foot_notes == 1 and tally.notes == ("care.csv, row 9: Source: an invented publisher",)


def test_rows_no_measure_asks_for_are_said_to_hold_no_metric(project):
    source = invented.SOURCE.replace("- metric: naic_seen", "- metric: naic_seen\n        where: {code: QWO}")
    _, tally = read(project, source, CARE)
    assert (tally.used, tally.left_out) == (3, {"holds no metric of ours": 4})


def test_a_row_that_is_lost_is_a_fault_of_ours():
    with pytest.raises(AssertionError, match="3 rows came in, 2 are accounted for"):
        Tally("table", rows_in=3, used=1, left_out={"outside England": 1})


def test_a_wide_table_gives_a_row_for_each_metric(project):
    text = "trust,dead,people,rate,score,score CI\n" + (
        "Airedale NHS Foundation Trust,5,1816,2.75,2.58,1.82 to 3.55\n"
        "BARTS HEALTH NHS TRUST,-1,13951,-1,3.44,(2.92-4.16)\n"
    )
    rows, tally = read(project, WIDE, text)
    assert rows["metric"].tolist() == ["naic_deaths"] * 2 + ["naic_score"] * 2
    assert rows["area"].tolist() == ["RCF", "R1H"] * 2
    assert rows.loc[1, "denominator"] == 13951 and rows.loc[1, "reason"] == "withheld by the publisher"
    assert rows.loc[3, ["value", "lower", "upper", "decimals"]].tolist() == [3.44, 2.92, 4.16, 1]
    assert tally.used == tally.rows_in == 2


def test_a_column_for_each_year_becomes_a_row_for_each_year(project):
    rows, tally = read(project, YEARS, "code,y22,y23\nQWO,71.5%,80%\nQOX,-,0.625\nQUA,-,-\n")
    assert rows[["area", "period"]].to_numpy().tolist() == [
        ["QWO", "2022/23"], ["QWO", "2023/24"], ["QOX", "2023/24"],
    ]  # fmt: skip
    assert rows["value"].tolist() == [0.715, 0.8, 0.625]
    assert (tally.rows_in, tally.used, tally.left_out) == (3, 2, {"not collected": 1})


def test_a_column_for_each_area_is_turned_and_counted_as_a_column(project):
    rows, _ = read(project, TURNED, "Code,QWO,QOX\nReferred,400,2000\nSeen,310,1250\n")
    assert rows[["area", "numerator", "denominator", "row"]].to_numpy().tolist() == [
        ["QWO", 310, 400, 2], ["QOX", 1250, 2000, 3],
    ]  # fmt: skip
    with pytest.raises(Exception, match=r"turned.csv, column 3: Seen holds 'x'"):
        read(project, TURNED, "Code,QWO,QOX\nReferred,400,2000\nSeen,310,x\n")


def test_categories_are_added_up_unless_one_is_withheld_or_missing(project):
    text = (invented.DATA / "invented_categories.csv").read_text().replace(";", ",")
    rows, tally = read(project, invented.CATEGORIES, text)
    assert rows["area"].tolist() == ["RCF", "RAE", "RWY"]
    assert rows.loc[0, ["numerator", "denominator", "row"]].tolist() == [40, 100, 2]
    assert rows.loc[1:, "denominator"].isna().all()
    assert rows["reason"].fillna("").tolist() == [
        "",
        "a count it is summed from was withheld by the publisher",
        "a count it is summed from is not in the file",
    ]
    assert tally.left_out == {"holds no metric of ours": 1, "in a category that no metric counts": 2}


def test_one_metric_may_stand_in_two_parts_of_a_table(project):
    columns = "{numerator: seen, denominator: referred}"
    source = invented.SOURCE.replace(
        "      - metric: naic_seen",
        f"      - {{metric: naic_seen, where: {{code: QOX}}, columns: {columns}}}\n"
        "      - metric: naic_seen\n        where: {code: [QWO, England]}",
    )
    rows, tally = read(project, source, CARE)
    assert rows["value"].notna().sum() == 4 and tally.used == 7


def test_a_sum_of_rounded_counts_may_be_out_by_as_much_as_all_of_them(project):
    text = (invented.DATA / "invented_categories.csv").read_text().replace(";", ",")
    rows, _ = read(project, invented.CATEGORIES, text)
    assert rows["rounded_to"].tolist() == [10, 10, 10]


def test_a_file_that_does_not_say_its_period_takes_the_one_of_its_source(project):
    source = invented.source_of(
        invented.SOURCE.replace("{column: period, format: quarter}", "{value: 2024-Q1, format: quarter}")
    )
    sheets = [
        Sheet(grid(CARE), file, "0" * 64, source.published, period)
        for file, period in (("a.csv", "2023-Q4"), ("b.csv", None))
    ]
    rows, tally = observe(sheets, source)
    ends = rows.groupby("file")["period_end"].unique().map(list)
    assert ends.to_dict() == {"a.csv": [pd.Timestamp(2023, 12, 31)], "b.csv": [pd.Timestamp(2024, 3, 31)]}
    assert tally.rows_in == 14


NUMBERS = {
    "a plain number": ("68885", 68885),
    "a per cent sign": ("83.2%", 0.832),
    "thousands": ("2,819,270", 2819270),
    "a typographer's minus": ("−4", -4),
    "a number beginning with its point": (".5", 0.5),
    "a spreadsheet's small number": ("1E-3", 0.001),
}
WORDS = ["n/a", "1.2.3", "12-13", "nan", "inf", "1,23", "£5", "0x1F", "1_000", "~10"]
INTERVALS = ["1.92 to 3.37", "(1.92-3.37)", "1.92, 3.37", "[1.92; 3.37]", "1.92–3.37", "( 1.92 , 3.37 )"]


@pytest.mark.parametrize("text, value", NUMBERS.values(), ids=NUMBERS)
def test_numbers_are_read_as_people_write_them(text, value):
    assert number(pd.Series([text]), ())["value"].tolist() == pytest.approx([value])


@pytest.mark.parametrize("text", WORDS)
def test_what_is_not_a_number_is_never_read_as_one(text):
    assert number(pd.Series([text]), ())["value"].isna().all()


@pytest.mark.parametrize("text", INTERVALS)
def test_intervals_are_read_as_people_write_them(text):
    found = interval(pd.Series([text]), ())
    assert (found["lower"][0], found["upper"][0]) == (1.92, 3.37)


def test_an_interval_around_nothing_may_be_negative():
    found = interval(pd.Series(["-0.5 to 0.7", "-0.5--0.1"]), ())
    assert found[["lower", "upper"]].to_numpy().tolist() == [[-0.5, 0.7], [-0.5, -0.1]]
